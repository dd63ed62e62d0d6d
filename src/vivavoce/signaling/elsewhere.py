"""The part of a room that is on other nodes: what this node says of its pages, and what it makes of theirs. Pure.

Each node decides about its own pages only. Of a page that two nodes know, the larger `n` counts; of two presses of one
person, the larger seat: whatever arrives in whichever order, all nodes end with the same, and one that was frozen
evicts nobody when it wakes.
"""

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import Reported
from vivavoce.signaling.participant import NO_CLAIM, Claim, Page, Participant
from vivavoce.signaling.reports import PageReport, Report
from vivavoce.signaling.roster import Roster


class Elsewhere:
    """One room's; on a single node it does nothing."""

    def __init__(self, roster: Roster, claims: dict[str, Claim]) -> None:
        self._roster, self._claims = roster, claims

    def report(self) -> Report:
        pages = tuple(_page_report(someone, page) for someone, page in self._roster.pages() if page.node is None)
        return Report(pages, dict(self._roster.gone), dict(self._claims))

    def heard(self, event: Reported) -> None:
        """A node's report replaces whatever it said before."""
        for person_id, claim in event.report.claims.items():
            self._claims[person_id] = max(claim, self._claims.get(person_id, NO_CLAIM))
        self._lose(event)
        for one in event.report.pages:
            known = self._roster.known(one.peer)
            if known is None or _is_news(one, event, *known):
                self._make_way(one, known)
                self._take(event, one)
        for someone in list(self._roster.people.values()):
            self._settle(someone)
            self._roster.tell(someone)
        self._roster.remove_crowd()

    # Pages that it no longer has

    def _lose(self, event: Reported) -> None:
        there = {one.peer for one in event.report.pages}
        lost = [(s, page) for s, page in self._roster.pages() if page.node == event.node and page.id not in there]
        for someone, page in lost:
            why = event.report.gone.get(page.id)
            if why is not None:
                self._roster.forget(someone, page)
                self._roster.tell(someone, why)
            elif page.is_open:
                self._roster.set_away(page, event.at)
                self._roster.tell(someone)

    # Pages that it has

    def _make_way(self, one: PageReport, known: tuple[Participant, Page] | None) -> None:
        """For another person than had this `peer` before."""
        if known is not None and known[0].person.id != one.person.id:
            self._roster.show_out(*known, CloseCode.PEER_TAKEN)
            self._roster.tell(known[0])

    def _take(self, event: Reported, one: PageReport) -> None:
        someone = self._roster.people.setdefault(one.person.id, Participant(one.person, one.since, one.waits))
        page = someone.pages.setdefault(one.peer, Page(one.peer, 0, one.order, node=event.node))
        again = event.fresh or one.n > page.n or not page.is_open
        if page.socket is not None:
            self._roster.close(page.socket, CloseCode.REPLACED)
            page.socket = None
        page.n, page.order, page.node = one.n, one.order, event.node
        page.joined, page.seat, page.media = one.joined, one.seat, one.media
        someone.since = min(someone.since, one.since)
        if not someone.is_here():
            someone.waits = one.waits
        if not one.away:
            page.away_since = None
        elif page.is_open:
            self._roster.set_away(page, event.at)
        self._roster.remove_surplus(someone)
        self._settle(someone)
        self._roster.tell(someone, again=one.peer if again and not one.away else None)

    # What all nodes must agree on

    def _settle(self, someone: Participant) -> None:
        """The larger seat wins, whoever heard of it last."""
        joined = someone.joined_pages()
        if not joined:
            return
        best = max([self._claims.get(someone.person.id, NO_CLAIM), *(page.claim for page in joined)])
        self._claims[someone.person.id] = best
        for page in joined:
            if page.claim != best:
                self._roster.show_out(someone, page, CloseCode.MOVED)


def _is_news(one: PageReport, event: Reported, someone: Participant, page: Page) -> bool:
    """Of two people who use one `peer`, and of two sockets with the same `n`, those stay who came first."""
    is_same = someone.person.id == one.person.id
    if is_same and (one.n != page.n or page.node == event.node):
        return one.n >= page.n
    if one.order != page.order:
        return one.order < page.order
    return event.wins_ties if page.node is None else is_same


def _page_report(someone: Participant, page: Page) -> PageReport:
    return PageReport(
        peer=page.id,
        n=page.n,
        order=page.order,
        person=someone.person,
        since=someone.since,
        waits=someone.waits,
        away=not page.is_open,
        joined=page.joined,
        seat=page.seat,
        media=page.media,
    )
