"""All SQL over people's time. The database refuses overlaps by itself (migration 0003); this asks it first,
so that the office learns who is busy and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.interviews.models import Occupation


@dataclass(frozen=True)
class Busy:
    person_id: str
    name: str
    starts_at: datetime
    ends_at: datetime


class OccupationRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_people(self, person_ids: Sequence[str]) -> None:
        """Whoever takes somebody's time holds their row, in the order of ids: two bookings that share a person
        queue instead of running into the constraint, or into each other (a deadlock)."""
        self._session.execute(
            select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id).with_for_update(key_share=True)
        )

    def busy(
        self, person_ids: Sequence[str], starts_at: datetime, ends_at: datetime, *, besides: str
    ) -> Sequence[Busy]:
        """Whose time overlaps [starts_at, ends_at), leaving out the interview `besides`."""
        rows = self._session.execute(
            select(Occupation.person_id, Person.name, Occupation.starts_at, Occupation.ends_at)
            .join(Person, Person.id == Occupation.person_id)
            .where(
                Occupation.person_id.in_(person_ids),
                Occupation.starts_at < ends_at,
                Occupation.ends_at > starts_at,
                Occupation.interview_id != besides,
            )
        )
        return [Busy(*row) for row in rows]

    def release(self, interview_id: str) -> None:
        self._session.execute(delete(Occupation).where(Occupation.interview_id == interview_id))

    def take(self, interview_id: str, person_ids: Sequence[str], starts_at: datetime, ends_at: datetime) -> None:
        """Raises IntegrityError when the database finds an overlap."""
        rows = [
            {"interview_id": interview_id, "person_id": i, "starts_at": starts_at, "ends_at": ends_at}
            for i in person_ids
        ]
        self._session.execute(insert(Occupation), rows)
