"""One interview's room: event in, effects out; no clock, no I/O. Its rules are the SIG-n of docs/signaling.md."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from vivavoce.clock import iso
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.elsewhere import Elsewhere
from vivavoce.signaling.events import (
    Brought,
    Carry,
    DoneElsewhere,
    Drained,
    Dropped,
    Effect,
    Elapsed,
    Event,
    LetIn,
    Opened,
    Reported,
    Reviewed,
    Said,
    SocketId,
    Spread,
    Wake,
    is_signal,
)
from vivavoce.signaling.incoming import End, Join, Leave, MediaChange, Ping, Signal
from vivavoce.signaling.lines import Line, Lines
from vivavoce.signaling.lobby import Lobby
from vivavoce.signaling.messages import (
    Drain,
    Ended,
    Error,
    Joined,
    Pong,
    Relayed,
    Welcome,
    Why,
)
from vivavoce.signaling.participant import NO_CLAIM, Claim, Page, Participant, milliseconds
from vivavoce.signaling.presence import Presence
from vivavoce.signaling.reports import Deed, Ending, Report
from vivavoce.signaling.roster import GONE_AFTER, STUDENT, Roster


class Room:
    def __init__(self) -> None:
        self._roster = Roster()
        self._lobby = Lobby(self._roster)
        self._lines = Lines()
        self._claims: dict[str, Claim] = {}
        """The largest seat of each person, kept after they left: an old page that wakes up must not win."""
        self._elsewhere = Elsewhere(self._roster, self._claims)

    def handle(self, event: Event) -> list[Effect]:
        if not is_signal(event):
            self._lines.forget(event)
            self._roster.gone.clear()
        self._change(event)
        self._lobby.tell()
        return self._roster.take_effects()

    def lines(self, socket: SocketId) -> Mapping[str, Line]:
        """The ways that `handle` has found for this socket's signals, by peer, and that nothing has changed since."""
        return self._lines.of(socket)

    def _change(self, event: Event) -> None:
        match event:
            case Opened():
                self._open(event)
            case Said():
                self._hear(event)
            case Dropped():
                self._drop(event)
            case Elapsed():
                self._give_up(event)
            case Reviewed():
                self._review(event)
            case LetIn():
                self._lobby.let_in(event.person_id, event.ice)
            case Drained():
                self._roster.close_all(Drain(), CloseCode.RESTARTING)
            case _:
                self._hear_node(event)

    def _hear_node(self, event: Reported | Brought | DoneElsewhere) -> None:
        match event:
            case Reported():
                self._elsewhere.heard(event)
            case Brought():
                self._bring(event)
            case DoneElsewhere(deed=deed):
                self._do(deed)
            case _:
                assert_never(event)

    @property
    def empty(self) -> bool:
        """Of people of this node."""
        return not any(page.node is None for _, page in self._roster.pages())

    def report(self) -> Report:
        """For the other nodes: this one's pages, and which of them have gone with the last event that was no signal."""
        return self._elsewhere.report()

    def sessions(self) -> frozenset[str]:
        """Of everyone of this node inside, those away included."""
        return frozenset(page.session_id for _, page in self._roster.pages() if page.node is None)

    def waiting(self) -> frozenset[str]:
        """Ids of those who are to be admitted."""
        return frozenset(self._lobby.people())

    def is_open(self, peer: str) -> bool | None:
        """Whether this page has a socket; None: it is not known here."""
        known = self._roster.known(peer)
        return known[1].is_open if known else None

    def present(self) -> list[Presence]:
        """Whoever is seen by a page of this node: with all nodes together, everyone once."""
        return [
            Presence(someone.person, someone.stage(page), someone.since, page.media)
            for someone in self._roster.people.values()
            if (page := someone.visible()) is not None and page.node is None
        ]

    # Coming in

    def _open(self, event: Opened) -> None:
        self._roster.reserved = event.reserved
        refusal = self._refusal(event)
        if refusal is not None:
            self._roster.close(event.socket, refusal)
            return
        self._lobby.opened(event)
        someone = self._roster.enter(event)
        self._roster.remove_surplus(someone)
        self._roster.send([event.socket], self._lobby.welcome(event) if someone.waits else self._welcome(event))
        self._roster.tell(someone, again=event.peer)

    def _refusal(self, event: Opened) -> CloseCode | None:
        if not self._roster.has_place(event.person.id):
            return CloseCode.FULL
        known = self._roster.known(event.peer)
        if known is None:
            return None
        someone, page = known
        if someone.person.id != event.person.id:
            return CloseCode.PEER_TAKEN
        return CloseCode.REPLACED if event.n <= page.n else None

    def _welcome(self, event: Opened) -> Welcome:
        return Welcome(
            peer=event.peer,
            person=event.person,
            peers=tuple(self._roster.others_of(event.person.id)),
            ice_servers=event.ice.ice_servers,
            ice_expires_at=event.ice.ice_expires_at,
            ice_transport_policy=event.ice.ice_transport_policy,
            server_time=iso(event.at),
            opens_at=iso(event.opens_at),
            closes_at=iso(event.closes_at),
        )

    # What pages say

    def _hear(self, event: Said) -> None:
        if event.socket not in self._roster.speakers:
            return
        someone, page = self._roster.speakers[event.socket]
        if someone.waits and isinstance(event.message, Signal | Join | MediaChange):
            self._roster.refuse(event.socket, "Please wait until the office lets you in.")
        else:
            self._act(event, someone, page)

    def _act(self, event: Said, someone: Participant, page: Page) -> None:
        match event.message:
            case Signal() as signal:
                self._relay(event.socket, someone, page, signal)
            case Join() as join:
                self._join(event, someone, page, join)
            case MediaChange(media=media):
                page.media = media.known()
                self._roster.tell(someone)
            case Leave():
                self._roster.show_out(someone, page, CloseCode.DONE)
                self._roster.tell(someone, Why.LEFT)
            case End():
                self._end(event.socket, someone)
            case Ping(t=t):
                self._roster.send([event.socket], Pong(t, iso(event.at)))
            case answer:
                self._lobby.answer(event.socket, someone, answer)

    def _join(self, event: Said, someone: Participant, page: Page, join: Join) -> None:
        known = self._claims.get(someone.person.id, NO_CLAIM)
        claim = _claim(event.at, page, join.seat, known)
        if claim < known:
            self._roster.show_out(someone, page, CloseCode.MOVED)
            self._roster.tell(someone)
            return
        for other in someone.joined_pages():
            if other is not page:
                self._roster.show_out(someone, other, CloseCode.MOVED)
        self._claims[someone.person.id] = claim
        page.joined, page.seat, page.media = True, claim[0], join.media.known()
        self._roster.send([event.socket], Joined(claim[0]))
        self._roster.tell(someone)

    def _relay(self, socket: SocketId, someone: Participant, page: Page, signal: Signal) -> None:
        if someone.visible() is not page:
            self._roster.refuse(socket, "Others do not see this tab until it joins.")
            return
        target = self._roster.addressee(someone, signal.to)
        if target is None:
            self._roster.send([socket], Error("no_such_peer", "That peer is not here now.", signal.to))
            return
        if target.node is not None:
            self._roster.effects.append(Carry(target.node, target.id, page.id, page.n, signal.data))
        elif target.socket is not None:
            self._lines.add(socket, signal.to, sender=page.id, target=target.socket)
            self._roster.send([target.socket], Relayed(page.id, signal.data))

    def _bring(self, event: Brought) -> None:
        """To a page that moved on, or from a socket that its page has replaced, it is lost; both are told so."""
        known = self._roster.known(event.sender)
        target = self._roster.addressee(known[0], event.to) if known and known[1].n == event.n else None
        if target is not None and target.socket is not None:
            self._roster.send([target.socket], Relayed(event.sender, event.data))

    def _end(self, socket: SocketId, someone: Participant) -> None:
        if someone.person.role == STUDENT:
            self._roster.refuse(socket, "Only the office ends the interview for everyone.")
            return
        deed = Ending(someone.person)
        self._roster.effects.append(Spread(deed))
        self._do(deed)

    def _do(self, deed: Deed) -> None:
        if isinstance(deed, Ending):
            self._roster.close_all(Ended(deed.by), CloseCode.DONE)
        else:
            self._lobby.do(deed)

    # Going away

    def _drop(self, event: Dropped) -> None:
        if event.socket not in self._roster.speakers:
            return
        someone, page = self._roster.drop(event.socket, event.at)
        self._roster.tell(someone)
        if page.id in someone.pages:
            self._roster.effects.append(Wake(event.at + GONE_AFTER))

    def _give_up(self, event: Elapsed) -> None:
        for someone, page in list(self._roster.pages()):
            if page.away_since is None:
                continue
            if page.away_since > event.at:
                # The clock was set back: counted from now.
                self._roster.set_away(page, event.at)
            elif event.at - page.away_since >= GONE_AFTER:
                self._roster.forget(someone, page)
                self._roster.tell(someone, Why.LOST)

    def _review(self, event: Reviewed) -> None:
        self._roster.reserved = self._roster.reserved if event.reserved is None else event.reserved
        refused = [
            (someone, page, event.refused[page.session_id])
            for someone, page in self._roster.pages()
            if page.session_id in event.refused
        ]
        self._roster.remove(refused)
        self._roster.remove_crowd()


def _claim(at: datetime, page: Page, seat: int | None, known: Claim) -> Claim:
    """The seat a page brings along; a new one for a press, and for a seat from the future."""
    now = milliseconds(at)
    if seat is None or (seat > now and (seat, page.id) != known):
        return max(now, known[0] + 1), page.id
    return seat, page.id
