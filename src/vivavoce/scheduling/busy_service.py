"""Taking over from their own calendar when an interviewer is busy."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES
from vivavoce.accounts.repository import PersonRepository
from vivavoce.clock import Clock, iso
from vivavoce.errors import NotFound
from vivavoce.interviews.models import Hours
from vivavoce.scheduling.busy import AHEAD, read_busy
from vivavoce.scheduling.busy_schemas import BusyIn, BusyOut, BusyRead
from vivavoce.scheduling.repository import HoursRepository
from vivavoce.scheduling.views import hours_not_given


class BusyService:
    """What was read before is replaced. Titles are not kept."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._people, self._hours, self._clock = PersonRepository(session), HoursRepository(session), clock

    def take_over(self, person_id: str, body: BusyIn) -> BusyOut:
        """Raises NotFound, Unacceptable."""
        hours, now = self._locked(person_id), self._clock()
        reading = read_busy(body.calendar, ZoneInfo(hours.time_zone), now, now + AHEAD)
        if not body.dry_run:
            hours.busy = [[iso(one.starts_at), iso(one.ends_at)] for one in reading.stretches]
            hours.busy_read_at = now
            self._hours.put(hours)
        return BusyOut(
            stretches=[
                BusyRead(starts_at=one.starts_at, ends_at=one.ends_at, title=one.title) for one in reading.stretches
            ],
            ignored=reading.ignored,
            until=now + AHEAD,
            kept=not body.dry_run,
            server_time=now,
        )

    def forget(self, person_id: str) -> None:
        """Raises NotFound."""
        hours = self._locked(person_id)
        hours.busy, hours.busy_read_at = [], None
        self._hours.put(hours)

    def _locked(self, person_id: str) -> Hours:
        person = self._people.locked(person_id)
        if person is None or person.role not in OFFICE_ROLES:
            raise NotFound
        return self._hours.of(person.id) or hours_not_given(person.id, person.time_zone, self._clock())
