"""Pages over real sockets, in pairs that talk all the time; the rules by which they talk are those of rooms.py.

They come back as web/src/call/signalSocket.ts does. A socket that has gone silent is left as it is, as after a change
of network: what its node still says of it is kept.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.signaling.server import SUBPROTOCOL, new_peer
from tests.signaling.talk import MEDIA

PING_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 4.0
WELCOME_SECONDS: Final = 10.0
FIRST_DELAY: Final = 0.3
LONGEST_DELAY: Final = 3.0
WINDOW: Final = 20
"""Unconfirmed, it says nothing more: what is said again stays far below SOCKET_RATE."""
GREETING: Final = 0


@dataclass(frozen=True)
class Door:
    """Where a page's sockets go."""

    site: str
    """wss://… or ws://…, as the node knows itself."""
    more: dict[str, Any]
    """For `connect`."""

    def open(self, room: str, token: str, query: str) -> connect:
        return connect(
            f"{self.site}/ws/interview/{room}?{query}", additional_headers={"Cookie": f"vivavoce_session={token}"},
            subprotocols=[SUBPROTOCOL], proxy=None, ping_interval=None, close_timeout=1, **self.more,
        )  # fmt: skip


class Page:
    """`others` is what it was told: stage by peer. Numbers count from 1."""

    def __init__(self, room: str, token: str, first: Door, then: Door, changed: Callable[[], None]) -> None:
        """`first`: for its first socket, `then`: for those after it."""
        self.room, self.token, self.peer = room, token, new_peer()
        self._first, self._then, self._changed = first, then, changed
        self.n = 0
        self.seat: int | None = None
        self.others: dict[str, str] = {}
        self.partner = ""
        """The peer of the page it talks to."""
        self.said, self.confirmed = 0, 0
        self.heard: list[int] = []
        self.codes: list[int | None] = []
        """What its sockets were closed with while it used them; None: it was silent."""
        self.left_codes: list[int | None] = []
        """What was said later of those it had given up."""
        self.errors: list[str] = []
        self.news = 0
        """How often it was told of its partner."""
        self.away: list[float] = []
        """Seconds from each end of a socket to the next welcome."""
        self._ended_at: float | None = None
        self._attempts = 0
        self._line: asyncio.Queue[str] | None = None
        self._left: set[asyncio.Task[None]] = set()

    @property
    def is_open(self) -> bool:
        return self._line is not None

    # Its sockets

    async def live(self) -> None:
        try:
            while True:
                self.n += 1
                await self._enter(self._first if self.n == 1 else self._then)
                delay = min(FIRST_DELAY * 2**self._attempts, LONGEST_DELAY)
                self._attempts += 1
                await asyncio.sleep(delay * random.uniform(0.5, 1))
        finally:
            for task in self._left:
                task.cancel()
            await asyncio.gather(*self._left, return_exceptions=True)

    async def _enter(self, door: Door) -> None:
        try:
            async with asyncio.timeout(WELCOME_SECONDS):
                socket = await door.open(self.room, self.token, f"peer={self.peer}&n={self.n}")
        except (OSError, TimeoutError, InvalidHandshake, ConnectionClosed):
            return
        line: asyncio.Queue[str] = asyncio.Queue()
        writing = asyncio.create_task(_write(socket, line))
        code: int | None = 1000
        try:
            code = await self._listen(socket, line)
        finally:
            writing.cancel()
            self._gone(socket, code)
        self.codes.append(code)
        self._changed()

    def _gone(self, socket: ClientConnection, code: int | None) -> None:
        if self._line is not None:
            self._ended_at = asyncio.get_running_loop().time()
        self._line = None
        if code is None:
            self._left.add(asyncio.create_task(self._hear_the_end(socket)))
        else:
            socket.transport.abort()

    async def _hear_the_end(self, socket: ClientConnection) -> None:
        try:
            self.left_codes.append(await _close_code(socket))
            self._changed()
        finally:
            socket.transport.abort()
            await socket.wait_closed()

    async def _listen(self, socket: ClientConnection, line: asyncio.Queue[str]) -> int | None:
        """Its close code; None where it is silent."""
        clock = asyncio.get_running_loop().time
        ping_at, dead_at = float("inf"), clock() + WELCOME_SECONDS
        while True:
            try:
                async with asyncio.timeout_at(min(ping_at, dead_at)):
                    frame = json.loads(await socket.recv())
            except ConnectionClosed:
                return socket.close_code
            except TimeoutError:
                if clock() >= dead_at:
                    return None
                line.put_nowait(json.dumps({"type": "ping", "t": 0}))
                ping_at, dead_at = clock() + PING_SECONDS, clock() + ANSWER_SECONDS
                continue
            dead_at = float("inf")
            if frame["type"] == "welcome":
                self._line = line
                # People come at all times: not all their pages ask at once.
                ping_at = clock() + PING_SECONDS * random.random()
            self._take(frame)
            self._changed()

    # What it says

    def _say(self, **message: object) -> None:
        """Nothing, where no socket is open."""
        if self._line is not None:
            self._line.put_nowait(json.dumps(message))

    def _signal(self, number: int) -> None:
        self._say(type="signal", to=self.partner, data={"number": number, "confirms": len(self.heard)})

    def tell(self) -> None:
        """One message more, if the last ones were heard."""
        if self.said - self.confirmed < WINDOW:
            self.said += 1
            self._signal(self.said)

    def _again(self) -> None:
        for number in range(self.confirmed + 1, self.said + 1):
            self._signal(number)

    # What it hears

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "welcome":
                self._welcomed(frame["peers"])
            case "peer":
                self.news += frame["peer"] == self.partner
                self._see(frame)
            case "joined":
                self.seat = frame["seat"]
            case "signal":
                self._hear(frame["data"]["number"], frame["data"]["confirms"])
            case "error":
                self.errors.append(frame["code"])

    def _welcomed(self, peers: Sequence[dict[str, Any]]) -> None:
        self._attempts, self.others = 0, {}
        if self._ended_at is not None:
            self.away.append(asyncio.get_running_loop().time() - self._ended_at)
        self._say(type="join", media=MEDIA, **({} if self.seat is None else {"seat": self.seat}))
        for peer in peers:
            self._see(peer)

    def _see(self, other: dict[str, Any]) -> None:
        if other["stage"] == "gone":
            self.others.pop(other["peer"], None)
            return
        self.others[other["peer"]] = other["stage"]
        if other["stage"] != "away":
            self._signal(GREETING)
            self._again()

    def _hear(self, number: int, confirms: int) -> None:
        self.confirmed = max(self.confirmed, confirms)
        if number == GREETING:
            self._again()
        elif number == len(self.heard) + 1:
            self.heard.append(number)


async def _write(socket: ClientConnection, line: asyncio.Queue[str]) -> None:
    """In order."""
    try:
        while True:
            await socket.send(await line.get())
    except ConnectionClosed:
        pass


async def _close_code(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed:
        return socket.close_code


@dataclass(frozen=True)
class Pair:
    one: Page
    two: Page

    @property
    def pages(self) -> tuple[Page, Page]:
        return self.one, self.two

    @property
    def sees_the_truth(self) -> bool:
        return all(page.is_open and page.others == {page.partner: "joined"} for page in self.pages)


class Crowd:
    def __init__(self, pace: float) -> None:
        """`pace`: seconds between two messages of a page."""
        self.pairs: list[Pair] = []
        self._pace = pace
        self._change = asyncio.Event()
        self._talking = True

    def changed(self) -> None:
        self._change.set()

    def add(self, one: Page, two: Page) -> Pair:
        one.partner, two.partner = two.peer, one.peer
        self.pairs.append(Pair(one, two))
        return self.pairs[-1]

    @property
    def pages(self) -> list[Page]:
        return [page for pair in self.pairs for page in pair.pages]

    async def until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Something that a page is told or hears."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._change.clear()
                await self._change.wait()

    async def hear_all(self, seconds: float, more: int = 1) -> None:
        """Each sees the other in the call, and hears what that one says from now on."""
        wanted = [(pair.two, pair.one.said + more) for pair in self.pairs]
        wanted += [(pair.one, pair.two.said + more) for pair in self.pairs]
        try:
            await self.until(
                lambda: (
                    all(pair.sees_the_truth for pair in self.pairs)
                    and all(len(page.heard) >= count for page, count in wanted)
                ),
                seconds,
            )
        except TimeoutError:
            raise AssertionError("\n".join([f"not within {seconds:g} s", *self._who_does_not(dict(wanted))])) from None

    def _who_does_not(self, wanted: dict[Page, int]) -> list[str]:
        return [
            f"{page.peer} n={page.n} open={page.is_open} sees {page.others} of {page.partner}, has heard "
            f"{len(page.heard)} of {wanted[page]}, said {page.said}, confirmed {page.confirmed}, closed {page.codes}, "
            f"errors {page.errors[-3:]}"
            for pair in self.pairs
            for page in pair.pages
            if not pair.sees_the_truth or len(page.heard) < wanted[page]
        ]

    async def fall_silent(self, seconds: float) -> None:
        """What was said is heard: nothing was lost, or came twice, or in another order."""
        self._talking = False
        spoken = [pair for pair in self.pairs if pair.one.said and pair.two.said]
        assert spoken == self.pairs
        await self.until(
            lambda: all(len(p.two.heard) >= p.one.said and len(p.one.heard) >= p.two.said for p in self.pairs), seconds
        )
        for pair in self.pairs:
            assert pair.two.heard == list(range(1, pair.one.said + 1))
            assert pair.one.heard == list(range(1, pair.two.said + 1))

    async def _talk(self, page: Page) -> None:
        while True:
            await asyncio.sleep(self._pace * random.uniform(0.5, 1.5))
            if self._talking:
                page.tell()

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(doing) for page in self.pages for doing in (page.live(), self._talk(page))]
            yield
            for task in tasks:
                task.cancel()
