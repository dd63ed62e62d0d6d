"""The interview's socket on the wire: one asyncio.Protocol behind uvicorn's `ws=` hook, no ASGI event per message.

Whole, masked text frames take the short path of `frames`. Control frames, fragments, close codes and every odd case go
through websockets' own sans-I/O protocol, which is made when it is needed and dropped afterwards: ten thousand idle
sockets must not keep one each.
"""

import asyncio
from typing import Any, Final, cast

from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN, Protocol, Side

from vivavoce.signaling.closing import REASONS, CloseCode, retry_after
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.endpoint import Entrance, Visit
from vivavoce.signaling.frames import frame_end, only_frame, plain_frames, text_frame
from vivavoce.signaling.incoming import MAX_BYTES
from vivavoce.signaling.upgrade import Upgrade, read_upgrade

LONGEST: Final = MAX_BYTES + 14
"""A frame that is waited for."""
CLOSE_SECONDS: Final = 10.0
"""How long the other end may take to answer a close."""
AFTER_CLOSE: Final = 2 * MAX_BYTES
"""Read and thrown away after we closed; more is left in the network, where it slows down whoever sends it."""


class SignalingTransport(asyncio.Protocol):
    """A `Socket` of the hub. Everything happens on the event loop."""

    __slots__ = (
        "_alive", "_buffer", "_came", "_closing", "_code", "_connection", "_entrance", "_gathering", "_gone", "_hub",
        "_odd", "_opened", "_pieces", "_ping_seconds", "_server", "_thrown", "_timer", "_transport", "_upgraded",
        "writable",
    )  # fmt: skip

    def __init__(self, entrance: Entrance, server: Any, ping_seconds: float | None) -> None:
        """`server`: uvicorn's shared state, where it counts what is open."""
        self._entrance, self._hub, self._server, self._ping_seconds = entrance, entrance.hub, server, ping_seconds
        self._gathering = entrance.gathering
        self._transport: asyncio.Transport
        self._connection: Connection | None = None
        self._odd: Protocol | None = None
        self._buffer = b""
        self._pieces: list[bytes] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._opened: tuple[Visit, float] | None = None
        """An accepted handshake, and when it was asked for."""
        self._code: CloseCode | None = None
        self._alive, self._came, self._upgraded, self._closing, self._gone = True, False, False, False, False
        self.writable, self._thrown = True, 0

    # What uvicorn and the event loop tell

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)

    def data_received(self, data: bytes) -> None:
        self._alive = True
        if self._closing:
            self._throw_away(data)
        elif self._connection is not None:
            message = None if self._buffer or self._odd is not None else only_frame(data)
            if message is not None:
                self._hub.hear(self._connection, message)
            else:
                self._read(self._buffer + data)
        elif self._came:
            self._keep(self._buffer + data)
        else:
            self.come(read_upgrade(data))

    def come(self, upgrade: Upgrade | None) -> None:
        """What the connection has begun with. None: no request at all."""
        self._came = True
        self._server.tasks.add(task := asyncio.create_task(self._enter_in_turn(upgrade), name="entering"))
        task.add_done_callback(self._server.tasks.discard)

    def pause_writing(self) -> None:
        self.writable = False

    def resume_writing(self) -> None:
        self.writable = not (self._closing or self._gone)
        if self._connection is not None:
            self._connection.flush()

    def connection_lost(self, _error: Exception | None) -> None:
        self._gone, self.writable = True, False
        self._server.connections.discard(self)
        self._set_timer(None)
        if self._opened is not None:
            self._entrance.closed(*self._opened, self._code)
        if self._connection is not None:
            self._hub.lost(self._connection)

    def shutdown(self) -> None:
        """uvicorn stops; the hub has drained before."""
        self.close(CloseCode.RESTARTING)

    # What the hub tells

    def write(self, message: bytes) -> None:
        self._gathering.write(self._transport, text_frame(message))

    def close(self, code: CloseCode, reason: str | None = None) -> None:
        if self._closing or self._gone:
            return
        if not self._upgraded:
            self._transport.close()
            return
        self._code = code
        odd = self._odd or _odd()
        odd.send_close(code, reason or REASONS[code])
        self._end(odd)
        if self._buffer:
            self._throw_away(self._buffer)

    # The handshake

    async def _enter_in_turn(self, upgrade: Upgrade | None) -> None:
        """Lest those inside wait for it."""
        crowd = self._entrance.crowd
        newcomer = crowd.come()
        try:
            await crowd.handshakes.turn()
            visit = None if self._gone else self._shake_hands(upgrade)
            if visit is None:
                return
            self._opened = (visit, newcomer.came_at)
            if newcomer.hint is None:
                await self._enter(visit)
            else:
                self._entrance.metrics.sent_back.inc()
                self.close(CloseCode.TOO_SLOW, retry_after(newcomer.hint))
        finally:
            crowd.answered(newcomer, welcomed=self._connection is not None)

    def _shake_hands(self, upgrade: Upgrade | None) -> Visit | None:
        if upgrade is None:
            self._transport.close()
            return None
        found = self._entrance.read(upgrade, self._transport)
        if isinstance(found, bytes) or not upgrade.accepted:
            self._transport.write(found if isinstance(found, bytes) else upgrade.answer)
            self._transport.close()
            return None
        self._transport.write(upgrade.answer)
        self._upgraded = True
        if isinstance(found, Visit) and not self._entrance.crowd.open_socket(found.asked.session_id):
            found = CloseCode.TOO_MANY
        if isinstance(found, CloseCode):
            self._entrance.metrics.closed(found)
            self.close(found)
            return None
        self._set_timer(self._ping_seconds)
        return found

    async def _enter(self, visit: Visit) -> None:
        connection = await self._hub.enter(self, visit.asked, visit.greeting.peer, visit.greeting.n)
        if connection is None:
            return
        if self._gone:
            self._hub.lost(connection)
            return
        self._connection = connection
        if not connection.closing and self._opened is not None:
            self._entrance.welcomed(self._opened[1])
        self._transport.resume_reading()
        if self._buffer and not self._closing:
            self._read(self._buffer)

    def _keep(self, data: bytes) -> None:
        """Sent before anybody said that it may come in: one message may wait here, the rest in the network."""
        self._buffer = data
        if len(data) > MAX_BYTES:
            self._transport.pause_reading()

    # Frames

    def _read(self, data: bytes) -> None:
        if len(data) > MAX_BYTES:  # uvloop would read on, up to 32 times, before it turns to anybody else
            self._transport.pause_reading()
            asyncio.get_running_loop().call_soon(self._read_again)
        with self._gathering:
            self._read_frames(data)

    def _read_frames(self, data: bytes) -> None:
        hub, connection = self._hub, cast("Connection", self._connection)
        self._buffer, at, size = b"", 0, len(data)
        while at < size and not self._closing:
            if self._odd is None:
                messages, at = plain_frames(data, at)
                for message in messages:
                    hub.hear(connection, message)
                if at == size or self._closing:
                    break
            end = frame_end(data, at)
            if end is None or size < end <= at + LONGEST:
                break
            self._read_odd(data[at:end])
            at = end
        self._buffer = data[at:]
        if self._closing and self._buffer:
            self._throw_away(self._buffer)

    def _read_again(self) -> None:
        if not self._gone and self._thrown <= AFTER_CLOSE:
            self._transport.resume_reading()

    def _read_odd(self, frame: bytes) -> None:
        """A whole frame, or the beginning of one that is too long."""
        odd = self._odd = self._odd or _odd()
        odd.receive_data(frame)
        for event in odd.events_received():
            if isinstance(event, Frame):
                self._take(event)
        if odd.parser_exc is not None or odd.close_rcvd is not None:
            self._end(odd)
            self._hub.lost(cast("Connection", self._connection))
            return
        self._send_odd(odd)
        if not self._closing and odd.current_size is None:
            self._odd = None

    def _take(self, frame: Frame) -> None:
        """Part of a message. Control frames are answered by `websockets`."""
        if frame.opcode in {Opcode.TEXT, Opcode.BINARY}:
            self._pieces = [] if frame.opcode is Opcode.TEXT else None
        elif frame.opcode is not Opcode.CONT:
            return
        if self._pieces is not None:
            self._pieces.append(bytes(frame.data))
        if frame.fin:
            self._hear_pieces()

    def _hear_pieces(self) -> None:
        pieces, self._pieces = self._pieces, None
        connection = cast("Connection", self._connection)
        if pieces is None:
            self._hub.fail(connection, CloseCode.MALFORMED)
        else:
            self._hub.hear(connection, b"".join(pieces))

    # The end

    def _end(self, odd: Protocol) -> None:
        """`odd` has said a close, its own or the answer to one; then the other end has a moment to go."""
        if self._closing:
            return
        self._odd, self._closing, self.writable = odd, True, False
        self._send_odd(odd)
        self._set_timer(CLOSE_SECONDS)
        if odd.close_rcvd is not None:
            self._transport.close()

    def _throw_away(self, data: bytes) -> None:
        """All that matters now is the other end's close."""
        self._buffer = b""
        self._thrown += len(data)
        if self._thrown > AFTER_CLOSE:
            self._transport.pause_reading()
        odd = cast("Protocol", self._odd)
        if odd.parser_exc is None:
            odd.receive_data(data)
            odd.events_received()
            if odd.close_rcvd is not None:
                self._transport.close()

    def _send_odd(self, odd: Protocol) -> None:
        output = odd.data_to_send()
        self._gathering.let_go(self._transport)
        if any(output):
            self._transport.write(b"".join(output))
        if output and not output[-1] and self._transport.can_write_eof():
            self._transport.write_eof()

    # Time

    def _set_timer(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._beat) if seconds else None

    def _beat(self) -> None:
        """Whoever has said nothing since the last ping is gone; so is who does not answer a close."""
        self._timer = None
        if self._closing or not self._alive:
            self._transport.abort()
            return
        self._alive = False
        odd = self._odd or _odd()
        odd.send_ping(b"")
        self._send_odd(odd)
        self._set_timer(self._ping_seconds)


def _odd() -> Protocol:
    return Protocol(Side.SERVER, state=OPEN, max_size=MAX_BYTES)
