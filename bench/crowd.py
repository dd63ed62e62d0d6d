"""Thousands of pages in one process, as far as a server can tell: raw handshakes, and the page's way to come back."""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Final, cast

import uvloop
from tests.nodes.people import FIRST_DELAY, LONGEST_DELAY, WELCOME_SECONDS
from tests.signaling.server import handshake, new_peer
from websockets.frames import Close

from vivavoce.signaling.frames import frame_end

HINT: Final = re.compile(r"retry after ([1-9][0-9]{0,2})", re.ASCII)
COME_BACK: Final = frozenset({1001, 1006, 1011, 1012, 1013})

Ticket = tuple[str, str]
"""An interview, and a cookie of somebody in it."""


@dataclass
class Came:
    """What became of a crowd; moments of `time.monotonic`, which all processes share."""

    began: float
    welcomed_at: list[float] = field(default_factory=list)
    sent_back: int = 0
    """Sockets that closed with a code that a page comes back after."""
    refused: int = 0
    """Pages that a code told to stop."""
    cpu_share: float = 0.0
    """Of one core, that this client took meanwhile: near 1 it was the limit, not the server."""


class Page(asyncio.Protocol):
    def __init__(self, request: bytes) -> None:
        self._request, self._data, self._is_open = request, b"", False
        self._transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.welcome: asyncio.Future[Close | None] = loop.create_future()
        """None: welcome."""
        self.lost: asyncio.Future[None] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def leave(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self.welcome.done():
            return
        self._data += data
        if not self._is_open:
            head, found, self._data = self._data.partition(b"\r\n\r\n")
            self._is_open = bool(found) and head.startswith(b"HTTP/1.1 101")
            if found and not self._is_open:
                self.welcome.set_result(Close(int(head.split()[1]), "refused by HTTP"))
        if self._is_open:
            self._read()

    def _read(self) -> None:
        end = frame_end(self._data, 0)
        if end is None or end > len(self._data):
            return
        frame = self._data[:end]
        if frame[0] & 0x0F == 0x8:
            self.welcome.set_result(Close.parse(frame[2:]))
        else:
            self.welcome.set_result(None)  # of the server's frames it is the first (SIG-16)
        self._data = b""

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.welcome.done():
            self.welcome.set_result(Close(1006, ""))
        if not self.lost.done():
            self.lost.set_result(None)


def crowd(to_tell: Connection, port: int, tickets: list[Ticket], seconds: float, *, twice: bool) -> None:
    """In a process of its own: says what became of them once all have come, within so many seconds; with `twice` they
    stay until their server died, and say so once more when all are back."""
    uvloop.run(_crowd(to_tell, port, tickets, seconds, twice=twice))


async def _crowd(to_tell: Connection, port: int, tickets: list[Ticket], seconds: float, *, twice: bool) -> None:
    pages = [Visitor(port, ticket) for ticket in tickets]
    to_tell.send(await _all_come(pages, lambda page: page.come(random.uniform(0, seconds))))
    if twice:
        await asyncio.gather(*(page.lose() for page in pages))
        to_tell.send(await _all_come(pages, lambda page: page.come(page.delay(""))))


async def _all_come(pages: list["Visitor"], way: Callable[["Visitor"], Awaitable[None]]) -> Came:
    came, cpu = Came(began=time.monotonic()), time.process_time()
    for page in pages:
        page.came = came
    await asyncio.gather(*(way(page) for page in pages))
    came.cpu_share = (time.process_time() - cpu) / (time.monotonic() - came.began)
    return came


class Visitor:
    """One page through all its sockets."""

    def __init__(self, port: int, ticket: Ticket) -> None:
        self._port, self._ticket, self.came = port, ticket, Came(0)
        self._peer, self._n, self._attempts = new_peer(), 0, 0
        self._page: Page | None = None

    async def lose(self) -> None:
        if self._page is not None:
            await self._page.lost

    async def come(self, delay: float) -> None:
        await asyncio.sleep(delay)
        while (closed := await self._try()) is not None:
            if closed.code not in COME_BACK:
                self.came.refused += 1
                return
            self.came.sent_back += 1
            await asyncio.sleep(self.delay(closed.reason))
        self._attempts = 0
        self.came.welcomed_at.append(time.monotonic())

    async def _try(self) -> Close | None:
        self._n += 1
        page = self._page = Page(handshake(self._port, *self._ticket, self._peer, self._n))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(WELCOME_SECONDS):
                await loop.create_connection(lambda: page, "127.0.0.1", self._port)
                closed = await asyncio.shield(page.welcome)
        except (OSError, TimeoutError):
            closed = Close(1006, "")
        if closed is not None:
            page.leave()
        return closed

    def delay(self, reason: str) -> float:
        """Between a hint and twice as long; without, as the page's back-off grows."""
        hint = HINT.fullmatch(reason)
        if hint:
            return int(hint[1]) * random.uniform(1, 2)
        grown = min(FIRST_DELAY * 2.0**self._attempts, LONGEST_DELAY)
        self._attempts += 1
        return grown * random.uniform(0.5, 1)
