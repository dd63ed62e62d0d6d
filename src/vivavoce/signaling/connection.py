"""One socket of the hub: what waits to be sent to it, bounded. What one turn of the loop brings leaves as one write."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.rate import TokenBucket

QUEUE_MESSAGES: Final = 256
QUEUE_BYTES: Final = 1024 * 1024
FLUSH_SECONDS: Final = 5.0
"""How long what waits may delay a close."""


class Socket(Protocol):
    """What the hub needs of a transport. Nothing here waits, or raises when the other end is gone already."""

    @property
    def writable(self) -> bool:
        """False while the other end reads too slowly; `Connection.flush` is called once it has caught up."""

    def write(self, messages: Sequence[bytes]) -> None: ...
    def close(self, code: CloseCode) -> None: ...


class Outbox:
    """Whoever has something to be sent in this turn of the event loop."""

    def __init__(self) -> None:
        self._waiting: list[Connection] = []

    def add(self, connection: "Connection") -> None:
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._flush)
        self._waiting.append(connection)

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        for connection in waiting:
            connection.flush()


class Connection:
    __slots__ = (
        "_bytes", "_close", "_deadline", "_flush_seconds", "_outbox", "_parting", "_said_bye", "_socket", "_waiting",
        "asked", "bucket", "id", "person_id", "relay_only",
    )  # fmt: skip

    def __init__(
        self,
        id_: SocketId,
        socket: Socket,
        asked: Asked,
        person_id: str,
        *,
        outbox: Outbox,
        bucket: TokenBucket,
        relay_only: bool = False,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self.id, self.asked, self.person_id, self.bucket = id_, asked, person_id, bucket
        self.relay_only = relay_only
        self._socket, self._outbox, self._flush_seconds = socket, outbox, flush_seconds
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._close: CloseCode | None = None
        self._said_bye = False
        self._deadline: asyncio.TimerHandle | None = None
        self._parting: asyncio.Future[None] | None = None

    @property
    def closing(self) -> bool:
        return self._close is not None

    @property
    def backlog(self) -> tuple[int, int]:
        """Messages and bytes that wait to be sent."""
        return (len(self._waiting), self._bytes) if self._waiting else (0, 0)

    def send(self, message: bytes) -> bool:
        """False when it reads too slowly: then it is closed, and what waited is dropped."""
        if self._close is not None:
            return True
        if not self._waiting:
            self._outbox.add(self)
        self._waiting.append(message)
        self._bytes += len(message)
        if len(self._waiting) > QUEUE_MESSAGES or self._bytes > QUEUE_BYTES:
            self.flush()
            if self._waiting:
                self.cut(CloseCode.TOO_SLOW)
                return False
        return True

    def flush(self) -> None:
        """Writes what waits, if the other end reads; then says good-bye, if it is time."""
        if not self._socket.writable:
            return
        if self._waiting:
            waiting, self._waiting, self._bytes = self._waiting, [], 0
            self._socket.write(waiting)
        if self._close is not None:
            self._say_bye(self._close)

    def close(self, code: CloseCode) -> None:
        """After everything that waits, if it is read soon."""
        if self._close is None:
            self._close = code
            self.flush()
            if not self._said_bye:
                self._deadline = asyncio.get_running_loop().call_later(self._flush_seconds, self._say_bye, code)

    def cut(self, code: CloseCode) -> None:
        """Now; what waits is given up."""
        if self._close is None:
            self._close = code
            self._say_bye(code)

    def gone(self) -> None:
        """The other end is no longer there: nothing is left to say."""
        self._close = self._close or CloseCode.DONE
        self._part()

    async def parted(self) -> None:
        """Until the close was said, or there is nobody to say it to."""
        if not self._said_bye:
            self._parting = self._parting or asyncio.get_running_loop().create_future()
            await self._parting

    def _say_bye(self, code: CloseCode) -> None:
        if not self._said_bye:
            self._part()
            self._socket.close(code)

    def _part(self) -> None:
        self._said_bye = True
        self._waiting.clear()
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if self._parting is not None and not self._parting.done():
            self._parting.set_result(None)
