"""People who are let in by mail: the mail is written in the transaction that makes or changes their account."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person, Role
from vivavoce.accounts.people import PeopleService
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.notifications.facts import Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rules import Kind


class InvitationService:
    def __init__(
        self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus, people: PeopleService
    ) -> None:
        self._people, self._new_id = people, new_id
        self._outbox = Outbox(session, clock, new_id, bus)

    def invite(self, email: str, name: str, role: Role, time_zone: str) -> Person:
        """Raises EmailTaken."""
        person = self._people.add(email, name, role, time_zone)
        self._tell(person)
        return person

    def send_link(self, person_id: str) -> None:
        """Whatever link or mail they had before ends. Raises NotFound and PersonDisabled."""
        person = self._people.hold(person_id)
        self._people.end_links(person)
        self._outbox.take_back(person.id, Kind.ACCOUNT_INVITED)
        self._tell(person)

    def _tell(self, person: Person) -> None:
        """Each is something new to tell: its subject is an id of its own."""
        facts = {"resets": person.password_hash is not None}
        self._outbox.tell([Told(person.id, self._new_id(), Kind.ACCOUNT_INVITED, 0, facts)])
