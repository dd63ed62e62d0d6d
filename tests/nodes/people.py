"""Pages over real sockets; they talk as in talk.py.

They come back as web/src/call/signalSocket.ts does. A socket that has gone silent is left as it is, as after a change
of network: what its node still says of it is kept.
"""

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.nodes.talk import Talk
from tests.signaling.server import SUBPROTOCOL, new_peer
from tests.signaling.talk import MEDIA

PING_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 4.0
WELCOME_SECONDS: Final = 10.0
FIRST_DELAY: Final = 0.3
LONGEST_DELAY: Final = 3.0
WINDOW: Final = 20
"""Unconfirmed, it says nothing more: what is said again stays far below SOCKET_RATE."""


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
        self.talk = Talk(lambda data: self._say(type="signal", to=self.partner, data=data))
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

    def tell(self) -> None:
        """One message more, if the last ones were heard."""
        if self.talk.said - self.talk.confirmed < WINDOW:
            self.talk.tell()

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
                self.talk.hear(frame["data"])
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
            self.talk.greet()


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
