"""Where a student waits until the office lets them in: no roster, no ICE servers, no signals. Pure, as the room is."""

from vivavoce.clock import iso
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import Opened, SocketId, Spread, Store
from vivavoce.signaling.incoming import Admit, Hold, Refuse
from vivavoce.signaling.messages import Admitted, Error, Held, Ice, LobbyWelcome, OfficeHere, Refused
from vivavoce.signaling.participant import Participant
from vivavoce.signaling.reports import Holding, Refusing
from vivavoce.signaling.roster import STUDENT, Roster


class Lobby:
    """One room's; without those who wait it does nothing."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._exists = False
        self._office_was_here = False

    def people(self) -> dict[str, Participant]:
        return {id_: someone for id_, someone in self._roster.people.items() if someone.waits}

    def opened(self, event: Opened) -> None:
        """Before they are entered: what the database says now may let their other pages in."""
        self._exists = event.lobby
        if not event.waits:
            self.let_in(event.person.id, event.ice)

    def welcome(self, event: Opened) -> LobbyWelcome:
        return LobbyWelcome(
            peer=event.peer,
            person=event.person,
            office_here=self._roster.office_is_here(),
            server_time=iso(event.at),
            opens_at=iso(event.opens_at),
            closes_at=iso(event.closes_at),
        )

    def answer(self, socket: SocketId, someone: Participant, answer: Admit | Hold | Refuse) -> None:
        if someone.person.role == STUDENT:
            self._roster.refuse(socket, "Only the office lets people in.")
        elif not self._exists:
            self._roster.refuse(socket, "This interview has no lobby.")
        elif (guest := self.people().get(answer.person)) is None:
            self._roster.send([socket], Error("no_such_peer", "Nobody of that id is waiting now."))
        else:
            self._answer(socket, guest, answer)

    def _answer(self, socket: SocketId, guest: Participant, answer: Admit | Hold | Refuse) -> None:
        match answer:
            case Admit():
                self._roster.effects.append(Store(socket))
            case Hold(message=message):
                self._spread(Holding(guest.person.id, message or None))
            case Refuse():
                self._spread(Refusing(guest.person.id))

    def _spread(self, deed: Holding | Refusing) -> None:
        self._roster.effects.append(Spread(deed))
        self.do(deed)

    def do(self, deed: Holding | Refusing) -> None:
        """Nothing, where they do not wait."""
        guest = self.people().get(deed.person_id)
        if guest is None:
            return
        if isinstance(deed, Holding):
            self._roster.send(guest.sockets(), Held(deed.message))
            return
        self._roster.send(guest.sockets(), Refused())
        self._roster.remove([(guest, page, CloseCode.NOT_YOURS) for page in guest.pages.values()])

    def let_in(self, person_id: str, ice: Ice) -> None:
        """With all their pages; nothing, where they do not wait."""
        someone = self.people().get(person_id)
        if someone is None:
            return
        someone.waits = False
        peers = tuple(self._roster.others_of(person_id))
        admitted = Admitted(peers, ice.ice_servers, ice.ice_expires_at, ice.ice_transport_policy)
        self._roster.send(someone.sockets(), admitted)
        self._roster.tell(someone)

    def tell(self) -> None:
        """Those who wait hear when the office comes and goes, and of nobody else."""
        here = self._roster.office_is_here()
        if here is not self._office_was_here:
            self._office_was_here = here
            for someone in self.people().values():
                self._roster.send(someone.sockets(), OfficeHere(here))
