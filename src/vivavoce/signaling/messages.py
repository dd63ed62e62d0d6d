"""What the server says. Every envelope is built here, so nothing a client wrote leaves but `data`."""

from enum import StrEnum

import msgspec

from vivavoce.signaling.incoming import Media


class Stage(StrEnum):
    """`waiting` is only the lobby's."""

    WAITING = "waiting"
    HERE = "here"
    JOINED = "joined"
    AWAY = "away"
    GONE = "gone"


class Why(StrEnum):
    """Why somebody is gone."""

    LEFT = "left"
    LOST = "lost"
    MOVED = "moved"
    REMOVED = "removed"


class Person(msgspec.Struct, frozen=True):
    id: str
    name: str
    role: str


class IceServer(msgspec.Struct, frozen=True, omit_defaults=True):
    urls: tuple[str, ...]
    username: str | None = None
    credential: str | None = None


class Ice(msgspec.Struct, frozen=True, tag_field="type", tag="ice"):
    """`ice_expires_at` is null when nothing in it expires."""

    ice_servers: tuple[IceServer, ...]
    ice_expires_at: str | None
    ice_transport_policy: str


class Peer(msgspec.Struct, frozen=True, tag_field="type", tag="peer"):
    """One person as the others see them."""

    peer: str
    person: Person
    stage: Stage
    media: Media
    why: Why | msgspec.UnsetType = msgspec.UNSET


class Welcome(msgspec.Struct, frozen=True, tag_field="type", tag="welcome"):
    """`peers` never holds one's own person."""

    peer: str
    person: Person
    peers: tuple[Peer, ...]
    ice_servers: tuple[IceServer, ...]
    ice_expires_at: str | None
    ice_transport_policy: str
    server_time: str
    opens_at: str
    closes_at: str


class LobbyWelcome(msgspec.Struct, frozen=True, tag_field="type", tag="welcome"):
    """For who waits to be admitted: nothing of a way to anybody, and of the others only whether the office is here."""

    peer: str
    person: Person
    office_here: bool
    server_time: str
    opens_at: str
    closes_at: str
    waiting: bool = True


class OfficeHere(msgspec.Struct, frozen=True, tag_field="type", tag="office"):
    here: bool


class Held(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="held"):
    message: str | None = None


class Admitted(msgspec.Struct, frozen=True, tag_field="type", tag="admitted"):
    """What the welcome left out."""

    peers: tuple[Peer, ...]
    ice_servers: tuple[IceServer, ...]
    ice_expires_at: str | None
    ice_transport_policy: str


class Refused(msgspec.Struct, frozen=True, tag_field="type", tag="refused"):
    pass


class Joined(msgspec.Struct, frozen=True, tag_field="type", tag="joined"):
    seat: int


class Relayed(msgspec.Struct, frozen=True, rename={"sender": "from"}, tag_field="type", tag="signal"):
    sender: str
    data: msgspec.Raw


class Ended(msgspec.Struct, frozen=True, tag_field="type", tag="ended"):
    by: Person


class Error(msgspec.Struct, frozen=True, tag_field="type", tag="error"):
    """`to` names the peer a `signal` could not reach."""

    code: str
    message: str
    to: str | msgspec.UnsetType = msgspec.UNSET


class Pong(msgspec.Struct, frozen=True, tag_field="type", tag="pong"):
    t: int | float
    server_time: str


class Drain(msgspec.Struct, frozen=True, tag_field="type", tag="drain"):
    pass


Lobby = LobbyWelcome | OfficeHere | Held | Admitted | Refused
ServerMessage = Welcome | Lobby | Peer | Joined | Relayed | Ice | Ended | Error | Pong | Drain

_encoder = msgspec.json.Encoder()


def encode(message: ServerMessage) -> bytes:
    return _encoder.encode(message)


def relay_head(sender: str) -> bytes:
    """What a `Relayed` of this sender begins with, up to its data; a brace ends it."""
    return encode(Relayed(sender, msgspec.Raw(b"0"))).removesuffix(b"0}")
