"""One person in a room: their pages, and which of them the others see."""

from dataclasses import dataclass, field
from datetime import datetime

from vivavoce.signaling.events import SocketId
from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Peer, Person, Stage

MAX_SOCKETS = 8

Claim = tuple[int, str]
"""A seat in server milliseconds, then the page's id so that two equal seats still have one winner everywhere."""
NO_CLAIM: Claim = (0, "")


@dataclass(slots=True)
class Page:
    """One page of a person, known by the `peer` it chose. `order`: who first came later has more, on whichever node."""

    id: str
    n: int
    order: int
    session_id: str = ""
    socket: SocketId | None = None
    media: Media = field(default_factory=Media)
    joined: bool = False
    seat: int = 0
    """Of its press; 0 before it."""
    away_since: datetime | None = None
    node: str | None = None
    """Which other node it is on; None: on this one."""

    @property
    def is_open(self) -> bool:
        return self.away_since is None

    @property
    def claim(self) -> Claim:
        return self.seat, self.id

    @property
    def stage(self) -> Stage:
        if not self.is_open:
            return Stage.AWAY
        return Stage.JOINED if self.joined else Stage.HERE


@dataclass(slots=True)
class Participant:
    person: Person
    since: datetime
    waits: bool = False
    """To be admitted, with all their pages."""
    pages: dict[str, Page] = field(default_factory=dict)
    told: dict[str, Peer] = field(default_factory=dict)
    """What the others were last told, by peer."""

    def visible(self) -> Page | None:
        """The joined page with an open socket, else the newest open one, else the one that is away."""
        return max(self.pages.values(), key=_visibility, default=None)

    def shown(self) -> list[Page]:
        """The visible page, and a joined one whose socket dropped: its call may well go on, so it is not `gone`.

        The visible one comes last: told in this order, nobody ever knows two open pages of one person.
        """
        visible = self.visible()
        dropped = [page for page in self.joined_pages() if page is not visible and not page.is_open]
        return dropped if visible is None else [*dropped, visible]

    def joined_pages(self) -> list[Page]:
        return [page for page in self.pages.values() if page.joined]

    def view(self, page: Page) -> Peer:
        return Peer(peer=page.id, person=self.person, stage=self.stage(page), media=page.media)

    def stage(self, page: Page) -> Stage:
        return Stage.WAITING if self.waits and page.is_open else page.stage

    def sockets(self) -> list[SocketId]:
        """Those of this node."""
        return [page.socket for page in self.pages.values() if page.socket is not None]

    def is_here(self) -> bool:
        """With a page on this node, away or not."""
        return any(page.node is None for page in self.pages.values())

    def forgettable(self) -> list[Page]:
        """Pages without a socket that nobody sees; only their return would bring them back."""
        shown = {page.id for page in self.shown()}
        return [page for page in self.pages.values() if not page.is_open and page.id not in shown]

    def surplus(self) -> Page | None:
        """The oldest idle page, once there are more sockets than one person may have."""
        open_ = [page for page in self.pages.values() if page.is_open]
        if len(open_) <= MAX_SOCKETS:
            return None
        return min((page for page in open_ if not page.joined), key=lambda page: (page.order, page.id))


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _visibility(page: Page) -> tuple[bool, bool, int, str]:
    return page.is_open, page.joined, page.order, page.id
