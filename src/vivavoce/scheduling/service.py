"""When an interviewer can: read and replaced as a whole."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.accounts.repository import PersonRepository
from vivavoce.clock import Clock
from vivavoce.errors import FieldError, NotFound, StaleVersion, Unacceptable
from vivavoce.interviews.models import Hours
from vivavoce.scheduling.repository import HoursRepository
from vivavoce.scheduling.schemas import HoursIn, HoursOut
from vivavoce.scheduling.spans import errors_of_day, errors_of_days
from vivavoce.scheduling.views import hours_not_given, hours_out, hours_row


class HoursService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._people, self._hours, self._clock = PersonRepository(session), HoursRepository(session), clock

    def read(self, person_id: str) -> HoursOut:
        """Of anybody who is no student. Raises NotFound."""
        person = _of_office(self._people.by_id(person_id))
        return hours_out(person, self._stored(person), self._clock())

    def replace(self, person_id: str, body: HoursIn) -> HoursOut:
        """Raises NotFound, StaleVersion, Unacceptable."""
        person = _of_office(self._people.locked(person_id))
        if body.version != self._stored(person).version:
            raise StaleVersion
        errors = list(_errors(body))
        if errors:
            raise Unacceptable(errors=errors)
        now = self._clock()
        return hours_out(person, self._hours.put(hours_row(person.id, body, now)), now)

    def _stored(self, person: Person) -> Hours:
        return self._hours.of(person.id) or hours_not_given(person.id, person.time_zone, self._clock())


def _of_office(person: Person | None) -> Person:
    if person is None or person.role not in OFFICE_ROLES:
        raise NotFound
    return person


def _errors(body: HoursIn) -> Iterator[FieldError]:
    for index, spans in enumerate(body.weekly):
        yield from errors_of_day(f"weekly.{index}", spans)
    yield from errors_of_days("exceptions", body.exceptions)
