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
    """One page of a person, known by the `peer` it chose. `order` counts the pages of the room as they first came."""

    id: str
    n: int
    order: int
    session_id: str
    socket: SocketId | None = None
    media: Media = field(default_factory=Media)
    joined: bool = False
    away_since: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.socket is not None

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
        return [page.socket for page in self.pages.values() if page.socket is not None]

    def forgettable(self) -> list[Page]:
        """Pages without a socket that nobody sees; only their return would bring them back."""
        shown = {page.id for page in self.shown()}
        return [page for page in self.pages.values() if not page.is_open and page.id not in shown]

    def surplus(self) -> Page | None:
        """The oldest idle page, once there are more sockets than one person may have."""
        if len(self.sockets()) <= MAX_SOCKETS:
            return None
        idle = [page for page in self.pages.values() if page.is_open and not page.joined]
        return min(idle, key=lambda page: page.order)


def _visibility(page: Page) -> tuple[bool, bool, int]:
    return page.is_open, page.joined, page.order
