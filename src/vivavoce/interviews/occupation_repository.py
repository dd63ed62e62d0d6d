"""All SQL over people's time. The database refuses overlaps by itself (migration 0003); this asks it first,
so that the office learns who is busy and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, insert, or_, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.database import batches
from vivavoce.interviews.models import Hours, Interview, Occupation
from vivavoce.interviews.rules import ends_at
from vivavoce.interviews.terms import Slot

NONE = timedelta(0)


@dataclass(frozen=True)
class Busy:
    """Of one person: an interview, and until when it takes their time."""

    person_id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    free_at: datetime
    """Later than its end for whoever keeps time free between two."""


@dataclass(frozen=True)
class Taking:
    """A stretch of one person's time."""

    person_id: str
    starts_at: datetime
    free_at: datetime


def takings(slot: Slot, buffers: Mapping[str, timedelta]) -> list[Taking]:
    """A student keeps nothing free, whatever hours they may have had in another role."""
    kept = {one: buffers.get(one, NONE) for one in slot.interviewers}
    return [Taking(one, slot.starts_at, slot.ends_at + kept.get(one, NONE)) for one in slot.people]


def occupation(interview_id: str, taking: Taking) -> dict[str, object]:
    """Its row."""
    return {
        "interview_id": interview_id,
        "person_id": taking.person_id,
        "starts_at": taking.starts_at,
        "ends_at": taking.free_at,
    }


class OccupationRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_people(self, person_ids: Sequence[str]) -> Mapping[str, timedelta]:
        """Whoever takes somebody's time holds their row, in the order of ids: two bookings that share a person
        queue instead of running into the constraint, or into each other (a deadlock). Answers their buffers."""
        rows = self._session.execute(
            select(Person.id, Hours.buffer_minutes)
            .outerjoin(Hours, Hours.person_id == Person.id)
            .where(Person.id.in_(person_ids))
            .order_by(Person.id)
            .with_for_update(key_share=True, of=Person)
        )
        return {person_id: timedelta(minutes=minutes) for person_id, minutes in rows if minutes}

    def buffers(self, person_ids: Iterable[str]) -> Mapping[str, timedelta]:
        """The time that each keeps free between two interviews, where there is any."""
        kept = select(Hours.person_id, Hours.buffer_minutes).where(Hours.buffer_minutes > 0)
        return {
            row[0]: timedelta(minutes=row[1])
            for some in batches(sorted(set(person_ids)))
            for row in self._session.execute(kept.where(Hours.person_id.in_(some)))
        }

    def busy(self, taking: Sequence[Taking], *, besides: str) -> Sequence[Busy]:
        """Whose time is taken already, leaving out the interview `besides`."""
        clashes = or_(
            *(
                and_(
                    Occupation.person_id == one.person_id,
                    Occupation.starts_at < one.free_at,
                    Occupation.ends_at > one.starts_at,
                )
                for one in taking
            )
        )
        rows = self._session.execute(
            select(Occupation, Person.name, Interview.duration_minutes)
            .join(Person, Person.id == Occupation.person_id)
            .join(Interview, Interview.id == Occupation.interview_id)
            .where(clashes, Occupation.interview_id != besides)
        )
        return [
            Busy(taken.person_id, name, taken.starts_at, ends_at(taken.starts_at, minutes), taken.ends_at)
            for taken, name, minutes in rows
        ]

    def release(self, interview_id: str) -> None:
        self._session.execute(delete(Occupation).where(Occupation.interview_id == interview_id))

    def take(self, interview_id: str, taking: Sequence[Taking]) -> None:
        """Raises IntegrityError when the database finds an overlap."""
        rows = [occupation(interview_id, one) for one in taking]
        self._session.execute(insert(Occupation), rows)
