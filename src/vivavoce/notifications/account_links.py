"""The one-time link of a mail: made when it is sent, so that nothing that is kept can let anybody in."""

from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.accounts.people import IssuedLink, PeopleService, PersonDisabled
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.notifications.facts import Letter, OneTime
from vivavoce.notifications.models import Mail
from vivavoce.notifications.queue_repository import QueueRepository


class AccountLinks:
    def __init__(self, session: Session, clock: Clock, site: str) -> None:
        self._people, self._queue = PeopleService(session, clock, site), QueueRepository(session)

    def make(self, mail: Mail, letter: Letter, lease_id: str) -> OneTime | None:
        """For a mail that this worker has leased. None: it is not to be sent any more.

        The person is held first, as by whoever has another mail sent: of two links the newer one works. Where an
        earlier copy of this mail may have arrived, its link goes on working, too: programs show only one of two copies.
        """
        person = self._find(mail.person_id)
        if not self._queue.holds(mail.id, lease_id):
            return None
        issued = self._issue(person, mail) if person and _is_needed(person, letter) else None
        if issued is None:
            self._queue.give_up(mail.id, lease_id)
            return None
        return OneTime(issued.link, issued.expires_at)

    def _issue(self, person: Person, mail: Mail) -> IssuedLink | None:
        return self._people.issue_by_mail(person, mail.id, beside_earlier=mail.doubts > 0)

    def _find(self, person_id: str) -> Person | None:
        try:
            return self._people.hold(person_id)
        except (NotFound, PersonDisabled):
            return None


def _is_needed(person: Person, letter: Letter) -> bool:
    """Whoever has chosen a password meanwhile is not invited any more."""
    return person.password_hash is None or bool(letter.told[0].facts["resets"])
