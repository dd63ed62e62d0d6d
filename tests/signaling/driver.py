"""A room driven by hand: people by name, sockets with inboxes, a clock that moves when told."""

from collections import defaultdict
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import msgspec

from tests.conftest import NOW
from tests.signaling.spread import SpreadRoom
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import (
    Carry,
    Close,
    Drained,
    Dropped,
    Effect,
    Elapsed,
    Event,
    LetIn,
    Opened,
    Reviewed,
    Said,
    Send,
    SocketId,
    Spread,
    Store,
    Wake,
)
from vivavoce.signaling.incoming import ClientMessage, Signal, decode
from vivavoce.signaling.messages import Ice, IceServer, Peer, Person, Relayed, ServerMessage
from vivavoce.signaling.room import Room

SAM = Person("sam", "Sam", "student")
ADA = Person("ada", "Ada", "admin")
IVY = Person("ivy", "Ivy", "interviewer")
BEN = Person("ben", "Ben", "admin")
CY = Person("cy", "Cy", "admin")
DI = Person("di", "Di", "admin")
PEOPLE = {person.id: person for person in (SAM, ADA, IVY, BEN, CY, DI)}
ICE = Ice((IceServer(("stun:stun.example.edu",)),), None, "all")
FRESH_ICE = Ice((IceServer(("turn:turn.example.edu",), "sam", "secret"),), "2026-12-01T11:00:00.000Z", "relay")
OPENS, CLOSES = NOW - timedelta(hours=23), NOW + timedelta(hours=25)
spread = ContextVar("spread", default=False)
ON = {"audio": True, "video": True, "screen": False}


def message(**fields: object) -> ClientMessage:
    return decode(msgspec.json.encode(fields))


def make_room() -> Room | SpreadRoom:
    """On three nodes, while a test asks for that."""
    return SpreadRoom() if spread.get() else Room()


@dataclass
class RoomDriver:
    room: Room | SpreadRoom = field(default_factory=make_room)
    now: datetime = NOW
    reserved: frozenset[str] = frozenset({"sam", "ada"})
    inbox: defaultdict[SocketId, list[ServerMessage]] = field(default_factory=lambda: defaultdict(list))
    closed: dict[SocketId, CloseCode] = field(default_factory=dict)
    lobby: bool = False
    """Sam is to wait, until `admitted`."""
    admitted: bool = False
    to_store: list[SocketId] = field(default_factory=list)
    """By whom Sam was admitted, before it is stored."""
    wakes: list[datetime] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def handle(self, event: Event) -> list[Effect]:
        effects = self.room.handle(event)
        for effect in effects:
            match effect:
                case Send(sockets=sockets, message=said):
                    for socket in sockets:
                        assert socket not in self.closed, "nothing is sent after a close"
                        self.inbox[socket].append(said)
                case Close(socket=socket, code=code):
                    assert socket not in self.closed, "closed once"
                    self.closed[socket] = code
                case Wake(at=at):
                    self.wakes.append(at)
                case Store(socket=socket):
                    self.to_store.append(socket)
                case Carry() | Spread():
                    """For other nodes; here there are none, or the room itself has done it."""
        return effects

    def open(self, person: str, peer: str | None = None, n: int = 1, session: str | None = None) -> SocketId:
        socket = SocketId(next(self.ids))
        self.handle(
            Opened(
                at=self.now, socket=socket, peer=peer or f"{person}-{socket}", n=n, person=PEOPLE[person],
                session_id=session or f"session-{person}", reserved=self.reserved, opens_at=OPENS, closes_at=CLOSES,
                ice=ICE, lobby=self.lobby, waits=self.lobby and person == "sam" and not self.admitted,
            )
        )  # fmt: skip
        return socket

    def store(self) -> None:
        """As the hub does what the room asked for, and what the review finds then."""
        self.to_store.clear()
        self.admitted = True
        self.handle(LetIn(self.now, "sam", FRESH_ICE))

    def say(self, socket: SocketId, **fields: object) -> None:
        """A line that the room knows is the way that it would decide on now."""
        said = message(**fields)
        line = self.room.lines(socket).get(said.to) if isinstance(said, Signal) else None
        effects = self.handle(Said(self.now, socket, said))
        if line is not None and isinstance(said, Signal):
            relayed = msgspec.json.decode(line.head + bytes(said.data) + b"}", type=Relayed)
            assert effects == [Send((line.target,), relayed)]

    def join(self, socket: SocketId, seat: int | None = None) -> None:
        self.say(socket, type="join", media=ON, seat=seat)

    def drop(self, socket: SocketId) -> None:
        self.handle(Dropped(self.now, socket))

    def elapse(self, **duration: float) -> None:
        self.now += timedelta(**duration)
        self.handle(Elapsed(self.now))

    def review(self, reserved: frozenset[str] | None = None, **refused: CloseCode) -> None:
        """`refused` by person: everyone has one session unless a test opened with another."""
        self.handle(Reviewed(self.now, {f"session-{name}": code for name, code in refused.items()}, reserved))

    def drain(self) -> None:
        self.handle(Drained(self.now))

    def take(self, socket: SocketId) -> list[ServerMessage]:
        """What it was sent since it was last asked."""
        taken, self.inbox[socket] = self.inbox[socket], []
        return taken

    def heard(self, socket: SocketId) -> list[str]:
        """The same in short: `peer:stage` or `peer:gone:why` for what is told of others, the type for the rest."""
        return [_short(said) for said in self.take(socket)]

    def forget_inboxes(self) -> None:
        self.inbox.clear()


def _short(said: ServerMessage) -> str:
    if isinstance(said, Peer):
        why = "" if isinstance(said.why, msgspec.UnsetType) else f":{said.why}"
        return f"{said.peer}:{said.stage}{why}"
    return type(said).__name__.lower()
