"""A hub without network or database: sockets and a guest list in memory, clocks that move when told."""

import asyncio
import json
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from tests.conftest import FakeClock, make_settings
from tests.signaling.driver import CLOSES, ON, OPENS, PEOPLE
from vivavoce.errors import Unavailable
from vivavoce.signaling.authorization import Admission, Asked, Verdict
from vivavoce.signaling.caretaker import Caretaker
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.doorkeeper import QUEUE_SECONDS, Doorkeeper
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.metrics import SignalingMetrics


class MemorySocket:
    """`reads` is the other end's willingness: while cleared, nothing can be written, as on a full TCP window."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.code: CloseCode | None = None
        self.reads = asyncio.Event()
        self.reads.set()
        self._news = asyncio.Event()

    @property
    def writable(self) -> bool:
        return self.reads.is_set()

    def write(self, message: bytes) -> None:
        assert self.writable, "only while it reads"
        assert self.code is None, "nothing is sent after a close"
        self.frames.append(json.loads(message))
        self._tell()

    def close(self, code: CloseCode) -> None:
        assert self.code is None, "closed once"
        self.code = code
        self._tell()

    async def until(self, count: int) -> list[dict[str, Any]]:
        """The first `count` frames, once they are there."""
        await self._wait(lambda: len(self.frames) >= count)
        return self.frames

    async def until_closed(self) -> CloseCode:
        await self._wait(lambda: self.code is not None)
        assert self.code is not None
        return self.code

    async def _wait(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not done():
                self._news.clear()
                await self._news.wait()

    def _tell(self) -> None:
        self._news.set()


@dataclass
class MemoryGuestlist:
    """Everybody known is welcome until `refused` says otherwise; `gate` makes an answer wait."""

    refused: dict[tuple[str, str], CloseCode] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset({"sam", "ada"})
    lobby: bool = False
    """Sam is to wait, until `admitted` holds the interview."""
    relay_only: bool = False
    admitted: set[str] = field(default_factory=set)
    stores: bool = True
    stored: threading.Event = field(default_factory=threading.Event)
    closes_at: Any = CLOSES
    silent: bool = False
    asked: list[set[Asked]] = field(default_factory=list)
    kept: list[set[str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def check(self, asked: Collection[Asked]) -> dict[Asked, Verdict]:
        """Reads before it waits, as a database does whose answer is slow to travel."""
        self.asked.append(set(asked))
        if self.silent:
            self.arrived.set()
            raise Unavailable
        answer = {one: self._verdict(one) for one in asked}
        self.arrived.set()
        assert self.gate.wait(10)
        return answer

    def _verdict(self, one: Asked) -> Verdict:
        code = self.refused.get((one.interview_id, one.session_id))
        waits = self.lobby and one.session_id == "sam" and one.interview_id not in self.admitted
        return code or Admission(
            PEOPLE[one.session_id], self.reserved, OPENS, self.closes_at, OPENS,
            lobby=self.lobby, waits=waits, relay_only=self.relay_only,
        )  # fmt: skip

    def keep_alive(self, admissions: Collection[tuple[Asked, Admission]]) -> None:
        self.kept.append({asked.session_id for asked, _ in admissions})

    def admit(self, interview_id: str) -> None:
        if not self.stores:
            raise Unavailable
        self.admitted.add(interview_id)
        self.stored.set()


@dataclass
class Page:
    socket: MemorySocket
    connection: Connection | None

    @property
    def inside(self) -> Connection:
        assert self.connection is not None
        return self.connection


class HubDriver:
    """Sessions are named like their people."""

    def __init__(self, queue_seconds: float = QUEUE_SECONDS, **settings: object) -> None:
        self.clock, self.seconds = FakeClock(), 1000.0
        self.guestlist = MemoryGuestlist()
        self.registry = CollectorRegistry()
        self.metrics = metrics = SignalingMetrics(self.registry)
        made = make_settings("sqlite://", Path(), **settings)
        self.doorkeeper = Doorkeeper(self.guestlist, queue_seconds)
        self.hub = Hub(
            doorkeeper=self.doorkeeper, ice=IceServers(made), clock=self.clock, metrics=metrics,
            budget=made.socket_budget, seconds=lambda: self.seconds,
        )  # fmt: skip
        self.caretaker = Caretaker(self.hub, self.doorkeeper, self.clock, metrics, seconds=lambda: self.seconds)

    async def enter(self, person: str, peer: str | None = None, n: int = 1, interview: str = "one") -> Page:
        socket = MemorySocket()
        connection = await self.hub.enter(socket, Asked(interview, person), peer or f"{person}-peer", n)
        return Page(socket, connection)

    def say(self, page: Page, **message: object) -> None:
        self.hub.hear(page.inside, json.dumps(message).encode())

    def join(self, page: Page) -> None:
        self.say(page, type="join", media=ON)

    def look(self) -> None:
        self.metrics.look()

    def metric(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0
