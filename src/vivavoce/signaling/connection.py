"""One socket of the hub: what waits to be sent to it, bounded, and the only task that sends."""

import asyncio
from collections import deque
from typing import Final, Protocol

from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.rate import TokenBucket

QUEUE_MESSAGES: Final = 256
QUEUE_CHARACTERS: Final = 1024 * 1024
FLUSH_SECONDS: Final = 5.0
"""How long what waits may delay a close."""


class Socket(Protocol):
    """What the hub needs of a transport. Neither raises when the other end is gone already."""

    async def send_text(self, text: str) -> None: ...
    async def close(self, code: CloseCode) -> None: ...


class Connection:
    def __init__(
        self,
        id_: SocketId,
        socket: Socket,
        asked: Asked,
        person_id: str,
        bucket: TokenBucket,
        *,
        relay_only: bool = False,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self.id, self.asked, self.person_id, self.bucket = id_, asked, person_id, bucket
        self.relay_only = relay_only
        self._socket, self._flush_seconds = socket, flush_seconds
        self._waiting: deque[str] = deque()
        self._characters = 0
        self._close: CloseCode | None = None
        self._saying_bye = False
        self._deadline: asyncio.TimerHandle | None = None
        self._news = asyncio.Event()
        self.writer = asyncio.create_task(self._write())

    @property
    def closing(self) -> bool:
        return self._close is not None

    def send(self, text: str) -> bool:
        """False when it reads too slowly: then it is closed, and what waited is dropped."""
        if self._close is not None:
            return True
        self._waiting.append(text)
        self._characters += len(text)
        if len(self._waiting) > QUEUE_MESSAGES or self._characters > QUEUE_CHARACTERS:
            self.cut(CloseCode.TOO_SLOW)
            return False
        self._news.set()
        return True

    def close(self, code: CloseCode) -> None:
        """After everything that waits, if it is read soon."""
        if self._close is None:
            self._close = code
            self._news.set()
            self._deadline = asyncio.get_running_loop().call_later(self._flush_seconds, self._hurry, code)

    def cut(self, code: CloseCode) -> None:
        """Now; a send that hangs is given up."""
        if self._close is None:
            self._close = code
            self._hurry(code)

    def gone(self) -> None:
        """The other end is no longer there: nothing is left to say."""
        self._close = self._close or CloseCode.DONE
        self._waiting.clear()
        self.writer.cancel()
        if self._deadline is not None:
            self._deadline.cancel()

    def _hurry(self, code: CloseCode) -> None:
        if self._saying_bye or self.writer.done():
            return
        self._waiting.clear()
        self.writer.cancel()
        self.writer = asyncio.create_task(self._socket.close(code))

    async def _write(self) -> None:
        while True:
            while self._waiting:
                text = self._waiting.popleft()
                self._characters -= len(text)
                await self._socket.send_text(text)
            if self._close is not None:
                self._saying_bye = True
                await self._socket.close(self._close)
                return
            self._news.clear()
            await self._news.wait()
