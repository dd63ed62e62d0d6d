"""What can happen to a room, and what it wants done about it. Times come in with the events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.incoming import ClientMessage
from vivavoce.signaling.messages import Ice, Person, ServerMessage

SocketId = NewType("SocketId", int)


@dataclass(frozen=True, slots=True)
class Opened:
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


@dataclass(frozen=True, slots=True)
class Said:
    at: datetime
    socket: SocketId
    message: ClientMessage


@dataclass(frozen=True, slots=True)
class Dropped:
    """The socket is gone, whoever closed it."""

    at: datetime
    socket: SocketId


@dataclass(frozen=True, slots=True)
class Elapsed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Who may no longer be here, by session, and whose places are kept from now on."""

    at: datetime
    refused: Mapping[str, CloseCode]
    reserved: frozenset[str] | None = None
    """None: not asked this time."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """This person need not wait any more, and that is stored."""

    at: datetime
    person_id: str
    ice: Ice


@dataclass(frozen=True, slots=True)
class Drained:
    """The server leaves."""

    at: datetime


Event = Opened | Said | Dropped | Elapsed | Reviewed | LetIn | Drained


@dataclass(frozen=True, slots=True)
class Send:
    sockets: tuple[SocketId, ...]
    message: ServerMessage


@dataclass(frozen=True, slots=True)
class Close:
    """After everything sent to it before."""

    socket: SocketId
    code: CloseCode


@dataclass(frozen=True, slots=True)
class Wake:
    """Wants an `Elapsed` at that time or soon after."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Store:
    """Somebody of the office, by this socket, admits who waits. They get in once it is stored, not before."""

    socket: SocketId


Effect = Send | Close | Wake | Store
