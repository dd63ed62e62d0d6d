"""Hubs that share rooms over an unkind broker, and pages that behave as the web app's do.

Pages talk as in talk.py: whatever the servers lose is said again only if they tell, and what they reorder is lost for
good. The checks find both.
"""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from tests.conftest import NOW, make_settings
from tests.nodes.broker import BEGINNING, Broker
from tests.nodes.talk import Talk
from tests.signaling.driver import CLOSES, ON, OPENS, PEOPLE
from tests.signaling.memory import MemoryGuestlist, MemorySocket
from vivavoce.signaling.authorization import Admission, Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.doorkeeper import Doorkeeper
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.metrics import SignalingMetrics

ROOM = "one"
RESERVED = frozenset({"sam", "ada", "ivy"})
COMES_BACK = {CloseCode.RESTARTING, CloseCode.TOO_SLOW, CloseCode.FAILED}


@dataclass
class Node:
    name: str
    hub: Hub


@dataclass
class Page:
    """`others` is what it was told: stage by peer."""

    person: str
    peer: str
    node: Node | None = None
    socket: MemorySocket | None = None
    connection: Connection | None = None
    n: int = 0
    seat: int | None = None
    pressed: bool = False
    ended: CloseCode | None = None
    others: dict[str, str] = field(default_factory=dict)
    talks: dict[str, Talk] = field(default_factory=dict)
    """By peer."""
    closes: list[CloseCode] = field(default_factory=list)
    read: int = 0

    @property
    def is_open(self) -> bool:
        return self.connection is not None

    def say(self, **message: object) -> None:
        if self.node is not None and self.connection is not None:
            self.node.hub.hear(self.connection, json.dumps(message).encode())

    def talk(self, peer: str) -> Talk:
        if peer not in self.talks:
            self.talks[peer] = Talk(lambda data: self.say(type="signal", to=peer, data=data))
        return self.talks[peer]

    def take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "welcome":
                self.others = {}
                for other in frame["peers"]:
                    self.see(other)
            case "peer":
                self.see(frame)
            case "joined":
                self.seat = frame["seat"]
            case "signal":
                self.talk(frame["from"]).hear(frame["data"])

    def see(self, other: dict[str, Any]) -> None:
        peer = other["peer"]
        if other["stage"] == "gone":
            self.others.pop(peer, None)
            return
        self.others[peer] = other["stage"]
        if other["stage"] != "away":
            self.talk(peer).greet()


class World:
    def __init__(self, seed: int) -> None:
        self.broker = Broker(seed)
        self.random = self.broker.random
        self.nodes = {name: self._node(name) for name in ("a", "b", "c")}
        self.pages: list[Page] = []
        self.wants_back: list[Page] = []

    def _node(self, name: str) -> Node:
        hub = Hub(
            doorkeeper=Doorkeeper(MemoryGuestlist()), ice=IceServers(make_settings("sqlite://", Path())),
            clock=self._clock, metrics=SignalingMetrics(CollectorRegistry()),
            budget=(10_000.0, 10_000), seconds=lambda: self.broker.now,
        )  # fmt: skip
        hub.span(self.broker.add(name))
        return Node(name, hub)

    # People

    def page(self, person: str) -> Page:
        made = Page(person, f"{person}-{len(self.pages)}")
        self.pages.append(made)
        return made

    def open(self, page: Page, node: str) -> None:
        """Another socket of it; the one before is dropped where its node does not notice."""
        page.node, page.socket, page.n, page.read = self.nodes[node], MemorySocket(), page.n + 1, 0
        admission = Admission(PEOPLE[page.person], RESERVED, OPENS, CLOSES, OPENS)
        asked = Asked(ROOM, page.person)
        page.connection = page.node.hub._admit(page.socket, asked, page.peer, page.n, admission)
        if page.pressed:
            self.press(page)

    def press(self, page: Page) -> None:
        page.pressed = True
        page.say(type="join", media=ON, seat=page.seat)

    def drop(self, page: Page) -> None:
        """Its network is gone, and both ends know it."""
        if page.node is not None and page.connection is not None:
            page.node.hub.lost(page.connection)
        page.connection = None

    def alive(self) -> list[str]:
        return [member.nodes.me for member in self.broker.awake()]

    # Time

    def _clock(self) -> datetime:
        return NOW + timedelta(seconds=self.broker.now - BEGINNING)

    async def run(self, seconds: float) -> None:
        until = self.broker.now + seconds
        while self.broker.now < until:
            await self._step()

    async def _step(self) -> None:
        self.broker.step()
        await asyncio.sleep(0)
        for page in self.pages:
            self._read(page)
        self._come_back()

    def _read(self, page: Page) -> None:
        if page.socket is None or page.node is None or not self._is_awake(page.node):
            return
        frames = page.socket.frames[page.read :]
        page.read = len(page.socket.frames)
        for frame in frames:
            page.take(frame)
        if page.socket.code is not None and page.connection is not None:
            self._closed(page, page.socket.code)

    def _closed(self, page: Page, code: CloseCode) -> None:
        self.drop(page)
        page.closes.append(code)
        if code in COMES_BACK:
            self.wants_back.append(page)
        else:
            page.ended = code

    def _is_awake(self, node: Node) -> bool:
        member = self.broker.members[node.name]
        return member.alive and not member.frozen

    def _come_back(self) -> None:
        """At jittered intervals, to whichever node the balancer finds. One on a silent node notices by itself."""
        for page in self.pages:
            if page.is_open and page.node is not None and not self._is_awake(page.node) and self.random.random() < 0.05:
                page.connection = None
                self.wants_back.append(page)
        awake = self.alive()
        for page in list(self.wants_back):
            if awake and self.random.random() < 0.2:
                self.wants_back.remove(page)
                self.open(page, self.random.choice(awake))
