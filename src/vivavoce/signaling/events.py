"""What can happen to a room, and what it wants done about it. Times come in with the events."""

from collections.abc import Mapping
from datetime import datetime
from typing import NewType

import msgspec

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.incoming import ClientMessage
from vivavoce.signaling.messages import Ice, Person, ServerMessage

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


Event = Opened | Said | Dropped | Elapsed | Reviewed | LetIn | Drained


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


Effect = Send | Close | Wake | Store
