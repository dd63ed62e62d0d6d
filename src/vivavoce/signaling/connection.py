"""One socket of the hub: what waits to be sent to it, bounded, while the other end reads too slowly."""

import asyncio
from collections.abc import Mapping
from typing import Final, Protocol

from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.lines import Line
from vivavoce.signaling.rate import TokenBucket

QUEUE_MESSAGES: Final = 256
QUEUE_BYTES: Final = 1024 * 1024
FLUSH_SECONDS: Final = 5.0
"""How long what waits may delay a close."""


class Socket(Protocol):
    """What the hub needs of a transport. Nothing here waits, or raises when the other end is gone already."""

    @property
    def writable(self) -> bool:
        """False while the other end reads too slowly, and once it is gone; `Connection.flush` is called when it has
        caught up."""

    def write(self, message: bytes) -> None:
        """Only while it is writable."""

    def close(self, code: CloseCode) -> None: ...


class Connection:
    __slots__ = (
        "_bytes", "_deadline", "_flush_seconds", "_parting", "_said_bye", "_socket", "_waiting", "asked", "bucket",
        "closing", "id", "lines", "person_id", "relay_only",
    )  # fmt: skip

    def __init__(
        self,
        id_: SocketId,
        socket: Socket,
        asked: Asked,
        person_id: str,
        *,
        lines: Mapping[str, Line],
        bucket: TokenBucket,
        relay_only: bool = False,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self.id, self.asked, self.person_id, self.bucket = id_, asked, person_id, bucket
        self.lines, self.relay_only = lines, relay_only
        self._socket, self._flush_seconds = socket, flush_seconds
        self._waiting: list[bytes] = []
        self._bytes = 0
        self.closing: CloseCode | None = None
        """With which code, once it is."""
        self._said_bye = False
        self._deadline: asyncio.TimerHandle | None = None
        self._parting: asyncio.Future[None] | None = None

    @property
    def backlog(self) -> tuple[int, int]:
        """Messages and bytes that wait to be sent."""
        return (len(self._waiting), self._bytes) if self._waiting else (0, 0)

    def send(self, message: bytes) -> bool:
        """False when it reads too slowly: then it is closed, and what waited is dropped."""
        if self.closing is not None:
            return True
        if self._socket.writable and not self._waiting:
            self._socket.write(message)
            return True
        return self._keep(message)

    def _keep(self, message: bytes) -> bool:
        self._waiting.append(message)
        self._bytes += len(message)
        if len(self._waiting) > QUEUE_MESSAGES or self._bytes > QUEUE_BYTES:
            self.cut(CloseCode.TOO_SLOW)
            return False
        return True

    def flush(self) -> None:
        """Writes what waits, as far as the other end reads; then says good-bye, if it is time."""
        written = 0
        while written < len(self._waiting) and self._socket.writable:
            self._socket.write(self._waiting[written])
            self._bytes -= len(self._waiting[written])
            written += 1
        del self._waiting[:written]
        if self.closing is not None and not self._waiting and self._socket.writable:
            self._say_bye(self.closing)

    def close(self, code: CloseCode) -> None:
        """After everything that waits, if it is read soon."""
        if self.closing is None:
            self.closing = code
            self.flush()
            if not self._said_bye:
                self._deadline = asyncio.get_running_loop().call_later(self._flush_seconds, self._say_bye, code)

    def cut(self, code: CloseCode) -> None:
        """Now; what waits is given up."""
        if self.closing is None:
            self.closing = code
            self._say_bye(code)

    def gone(self) -> None:
        """The other end is no longer there: nothing is left to say."""
        self.closing = self.closing or CloseCode.DONE
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
