"""Who is in a room, whose sockets reach them, and what the others have been told of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import Close, Effect, Opened, Send, SocketId, Wake
from vivavoce.signaling.messages import Error, Peer, ServerMessage, Stage, Why
from vivavoce.signaling.participant import Page, Participant, milliseconds

PLACES: Final = 4
GONE_AFTER: Final = timedelta(seconds=60)
STUDENT: Final = "student"


class Roster:
    """Its effects pile up until `take_effects`."""

    def __init__(self) -> None:
        self.people: dict[str, Participant] = {}
        self.speakers: dict[SocketId, tuple[Participant, Page]] = {}
        self.reserved: frozenset[str] = frozenset()
        """Ids of those whose place is kept, here or not."""
        self.effects: list[Effect] = []
        self.gone: dict[str, Why] = {}
        """This node's pages that have just left, for the other nodes."""

    def take_effects(self) -> list[Effect]:
        effects, self.effects = self.effects, []
        return effects

    # Looking

    def pages(self) -> Iterator[tuple[Participant, Page]]:
        for someone in self.people.values():
            for page in someone.pages.values():
                yield someone, page

    def others_of(self, person_id: str) -> Iterator[Peer]:
        for id_, someone in self.people.items():
            page = someone.visible()
            if id_ != person_id and page is not None:
                yield someone.view(page)

    def known(self, peer: str) -> tuple[Participant, Page] | None:
        return next(((someone, page) for someone, page in self.pages() if page.id == peer), None)

    def addressee(self, sender: Participant, peer: str) -> Page | None:
        for someone in self.people.values():
            page = someone.visible()
            if page is not None and page.id == peer and someone is not sender and not someone.waits:
                return page if page.is_open else None
        return None

    def office_is_here(self) -> bool:
        return any(someone.person.role != STUDENT and page.is_open for someone, page in self.pages())

    def has_place(self, person_id: str) -> bool:
        here_already = person_id in self.people or person_id in self.reserved
        return here_already or len(self._extras()) < PLACES - len(self.reserved)

    def _extras(self) -> list[Participant]:
        extras = [someone for id_, someone in self.people.items() if id_ not in self.reserved]
        return sorted(extras, key=lambda someone: (someone.since, someone.person.id))

    # Changing

    def enter(self, event: Opened) -> Participant:
        """Takes in a page, or the newer socket of one that is known."""
        someone = self.people.setdefault(event.person.id, Participant(event.person, event.at, event.waits))
        someone.person = event.person
        page = someone.pages.get(event.peer) or self._new_page(someone, event)
        if page.socket is not None:
            self.close(page.socket, CloseCode.REPLACED)
        page.n, page.session_id, page.socket, page.away_since = event.n, event.session_id, event.socket, None
        page.node = None
        self.speakers[event.socket] = (someone, page)
        return someone

    def _new_page(self, someone: Participant, event: Opened) -> Page:
        newest = max((page.order for page in someone.pages.values()), default=0)
        page = Page(event.peer, event.n, max(newest + 1, milliseconds(event.at)))
        someone.pages[page.id] = page
        return page

    def drop(self, socket: SocketId, at: datetime) -> tuple[Participant, Page]:
        someone, page = self.speakers.pop(socket)
        page.socket, page.away_since = None, at
        return someone, page

    def show_out(self, someone: Participant, page: Page, code: CloseCode) -> None:
        if page.socket is not None:
            self.close(page.socket, code)
        self.forget(someone, page)

    def forget(self, someone: Participant, page: Page) -> None:
        if page.node is None:
            self.gone[page.id] = Why.MOVED
        del someone.pages[page.id]
        if not someone.pages:
            del self.people[someone.person.id]

    def remove(self, pages: list[tuple[Participant, Page, CloseCode]]) -> None:
        """All of them first, so that nobody is told of another who goes in the same breath."""
        for someone, page, code in pages:
            self.show_out(someone, page, code)
        for someone in {id(someone): someone for someone, _, _ in pages}.values():
            self.tell(someone, Why.REMOVED)

    def set_away(self, page: Page, at: datetime) -> None:
        page.away_since = at
        self.effects.append(Wake(at + GONE_AFTER))

    def remove_surplus(self, someone: Participant) -> None:
        """The page too many, if there is one."""
        surplus = someone.surplus()
        if surplus is not None:
            self.show_out(someone, surplus, CloseCode.TOO_MANY)

    def remove_crowd(self) -> None:
        """Places were given to others meanwhile: those go who came last without one of their own."""
        crowd = self._extras()[max(0, PLACES - len(self.reserved)) :]
        self.remove([(someone, page, CloseCode.FULL) for someone in crowd for page in someone.pages.values()])

    def close_all(self, last_words: ServerMessage, code: CloseCode) -> None:
        sockets = list(self.speakers)
        self.send(sockets, last_words)
        for socket in sockets:
            self.close(socket, code)
        self.people.clear()

    # Telling

    def tell(self, someone: Participant, why: Why = Why.MOVED, again: str | None = None) -> None:
        """Tells the others what changed about this person; `why` is why pages they knew are no longer seen.

        The peer `again` is told even unchanged: what was on its way to its old socket is lost and may be repeated.
        """
        for page in someone.forgettable():
            self.forget(someone, page)
        now = {page.id: someone.view(page) for page in someone.shown()}
        before, someone.told = someone.told, now
        others = [socket for socket, (other, _) in self.speakers.items() if other is not someone and not other.waits]
        for peer, last in before.items():
            if peer not in now:
                if peer in self.gone:
                    self.gone[peer] = why
                self.send(others, Peer(peer, last.person, Stage.GONE, last.media, why))
        for peer, view in now.items():
            if before.get(peer) != view or peer == again:
                self.send(others, view)

    def send(self, sockets: Iterable[SocketId], message: ServerMessage) -> None:
        receivers = tuple(sockets)
        if receivers:
            self.effects.append(Send(receivers, message))

    def refuse(self, socket: SocketId, words: str) -> None:
        self.send([socket], Error("not_allowed", words))

    def close(self, socket: SocketId, code: CloseCode) -> None:
        self.speakers.pop(socket, None)
        self.effects.append(Close(socket, code))
