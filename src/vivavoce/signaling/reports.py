"""What nodes tell each other of their rooms. No session, no address: only what the others' pages are shown."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Person, Why


class PageReport(msgspec.Struct, frozen=True):
    """`since` and `waits` are the person's; the rest is the page's."""

    peer: str
    n: int
    order: int
    person: Person
    since: datetime
    waits: bool
    away: bool
    joined: bool
    seat: int
    media: Media


class Report(msgspec.Struct, frozen=True):
    """All pages that a node has in a room, who of them has gone since its last report and why, and the largest seats.

    A page that is neither among the pages nor gone has lost its node, and may come back.
    """

    pages: tuple[PageReport, ...] = ()
    gone: Mapping[str, Why] = {}
    claims: Mapping[str, tuple[int, str]] = {}


class RoomReport(msgspec.Struct, frozen=True, tag="report"):
    """`asks` for theirs from all who have the room; `fresh` where what was said before may have been lost."""

    interview_id: str
    report: Report
    asks: bool = False
    fresh: bool = False


class SignalFor(msgspec.Struct, frozen=True, tag="signal"):
    """For a page of the node it is sent to; `n` is that of the sender's socket."""

    interview_id: str
    to: str
    sender: str
    n: int
    data: bytes
    """As the page wrote it."""


class Ending(msgspec.Struct, frozen=True, tag="end"):
    """For everyone."""

    by: Person


class Holding(msgspec.Struct, frozen=True, tag="hold"):
    """Of who waits."""

    person_id: str
    message: str | None


class Refusing(msgspec.Struct, frozen=True, tag="refuse"):
    """Of who waits."""

    person_id: str


Deed = Ending | Holding | Refusing
"""What somebody of the office does to others in the room, wherever those are."""


class DeedDone(msgspec.Struct, frozen=True, tag="deed"):
    interview_id: str
    deed: Deed


class Complete(msgspec.Struct, frozen=True, tag="complete"):
    """Every room was reported of since this node began to tell."""


NodeMessage = RoomReport | SignalFor | DeedDone | Complete
