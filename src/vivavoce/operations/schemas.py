"""JSON of what goes on in one server, in all its processes. Counters count since it started; nobody is in it."""

from pydantic import BaseModel

from vivavoce.fields import InstantOut
from vivavoce.signaling.call_metrics import Repair, Transport, Way
from vivavoce.signaling.metrics import Found


class PeopleNow(BaseModel):
    """In rooms: in the lobby, before Start Call, in the call, with their socket lost and their place kept."""

    waiting: int
    here: int
    joined: int
    away: int


class QueueNow(BaseModel):
    """What waits to be sent: to all sockets, and to the one for which most waits."""

    messages: int
    bytes: int
    most_messages: int
    most_bytes: int


class Bucket(BaseModel):
    seconds: float | None
    """None: no limit."""
    count: int
    """Of all that took at most so long."""


class RouteCount(BaseModel):
    route: Way
    transport: Transport
    count: int


class CallsSeen(BaseModel):
    """As pages report them."""

    routes: list[RouteCount]
    """Only those that there were."""
    first_frames: list[Bucket]
    repairs: dict[Repair, int]


class MailsNow(BaseModel):
    waiting: int
    failed: int
    oldest_seconds: float


class DatabaseNow(BaseModel):
    stores: bool
    connections: int
    connections_max: int


class Operations(BaseModel):
    node: str
    processes: int
    """That answered: with `--workers` more than one."""
    version: str
    started_at: InstantOut
    server_time: InstantOut
    rooms: int
    sockets: int
    people: PeopleNow
    frames: int
    relayed: int
    queue: QueueNow
    joins: list[Bucket]
    returns: dict[Found, int]
    closes: dict[str, int]
    """By close code."""
    departures: int
    calls: CallsSeen
    mails: MailsNow | None
    """None: the database has not said for a minute."""
    database: DatabaseNow
    loop_lag_seconds: float
    """The worst of the last ten seconds."""
