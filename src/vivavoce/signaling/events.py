"""What can happen to a room, and what it wants done about it. Times come in with the events."""

from collections.abc import Mapping
from datetime import datetime
from typing import NewType

import msgspec

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.incoming import ClientMessage, Signal
from vivavoce.signaling.messages import Ice, Person, ServerMessage
from vivavoce.signaling.reports import Deed, Report

SocketId = NewType("SocketId", int)


class Opened(msgspec.Struct, frozen=True):
    """A page of somebody who may be here opened a socket.

    `n` counts that page's sockets from 1. `reserved` are the ids of those whose place is kept: student, lead, panel.
    """

    at: datetime
    socket: SocketId
    peer: str
    n: int
    person: Person
    session_id: str
    reserved: frozenset[str]
    opens_at: datetime
    closes_at: datetime
    ice: Ice
    lobby: bool = False
    """Whether this interview has one."""
    waits: bool = False
    """In it, unless this person is inside already."""


class Said(msgspec.Struct, frozen=True):
    at: datetime
    socket: SocketId
    message: ClientMessage


class Dropped(msgspec.Struct, frozen=True):
    """The socket is gone, whoever closed it."""

    at: datetime
    socket: SocketId


class Elapsed(msgspec.Struct, frozen=True):
    at: datetime


class Reviewed(msgspec.Struct, frozen=True):
    """Who may no longer be here, by session, and whose places are kept from now on."""

    at: datetime
    refused: Mapping[str, CloseCode]
    reserved: frozenset[str] | None = None
    """None: not asked this time."""


class LetIn(msgspec.Struct, frozen=True):
    """This person need not wait any more, and that is stored."""

    at: datetime
    person_id: str
    ice: Ice


class Drained(msgspec.Struct, frozen=True):
    """The server leaves."""

    at: datetime


class Reported(msgspec.Struct, frozen=True):
    """What another node has of this room, instead of all that it said before; nothing, when the node is lost."""

    at: datetime
    node: str
    report: Report
    fresh: bool = False
    """What was on its way to or from there may be lost."""
    wins_ties: bool = False
    """Of two nodes that have the same socket of the same page, one must yield."""


class Brought(msgspec.Struct, frozen=True):
    """A signal from a page of another node, by that socket of it which `n` names."""

    at: datetime
    to: str
    sender: str
    n: int
    data: msgspec.Raw


class DoneElsewhere(msgspec.Struct, frozen=True):
    """By somebody of the office on another node, and allowed there."""

    at: datetime
    deed: Deed


Event = Opened | Said | Dropped | Elapsed | Reviewed | LetIn | Drained | Reported | Brought | DoneElsewhere


def is_signal(event: Event) -> bool:
    """Nearly all events are, and they change nothing of a room."""
    return isinstance(event, Brought) or (isinstance(event, Said) and isinstance(event.message, Signal))


class Send(msgspec.Struct, frozen=True):
    sockets: tuple[SocketId, ...]
    message: ServerMessage


class Close(msgspec.Struct, frozen=True):
    """After everything sent to it before."""

    socket: SocketId
    code: CloseCode


class Wake(msgspec.Struct, frozen=True):
    """Wants an `Elapsed` at that time or soon after."""

    at: datetime


class Store(msgspec.Struct, frozen=True):
    """Somebody of the office, by this socket, admits who waits. They get in once it is stored, not before."""

    socket: SocketId


class Carry(msgspec.Struct, frozen=True):
    """To a page of another node."""

    node: str
    to: str
    sender: str
    n: int
    data: msgspec.Raw


class Spread(msgspec.Struct, frozen=True):
    """To all nodes that have the room."""

    deed: Deed


Effect = Send | Close | Wake | Store | Carry | Spread
