"""All SQL of publishing a schedule: sets of rows at a time, never one after the other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.repository import locked
from vivavoce.database import batches
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation
from vivavoce.interviews.occupation_repository import OccupationRepository, Taking, occupation, takings
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.terms import Slot


class PublishingRepository:
    """Locks are taken in the order of their methods, each in the order of ids (see admissions)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_cycle(self, cycle_id: str) -> Cycle | None:
        return self._session.scalar(locked(select(Cycle).where(Cycle.id == cycle_id), "share"))

    def lock_applications(self, cycle_id: str) -> Mapping[str, Application]:
        of_cycle = select(Application).where(Application.admission_cycle_id == cycle_id).order_by(Application.id)
        return {one.id: one for one in self._session.scalars(locked(of_cycle, "update"))}

    def lock_scheduled(self, cycle_id: str) -> Mapping[str, Interview]:
        scheduled = select(Interview).where(
            Interview.admission_cycle_id == cycle_id,
            Interview.status == InterviewStatus.SCHEDULED,
            Interview.deleted_at.is_(None),
        )
        return {one.id: one for one in self._session.scalars(locked(scheduled.order_by(Interview.id), "update"))}

    def lock_people(self, ids: Sequence[str]) -> None:
        """`ids` in order."""
        for some in batches(ids):
            OccupationRepository(self._session).lock_people(some)

    def able(self, ids: Sequence[str]) -> frozenset[str]:
        """Those who may interview."""
        able = select(Person.id).where(Person.disabled_at.is_(None), Person.role.in_(OFFICE_ROLES))
        return frozenset(
            found for some in batches(ids) for found in self._session.scalars(able.where(Person.id.in_(some)))
        )

    def release(self, interview_ids: Sequence[str]) -> None:
        for some in batches(interview_ids):
            self._session.execute(delete(Occupation).where(Occupation.interview_id.in_(some)))

    def busy(self, since: datetime, until: datetime) -> Sequence[Taking]:
        rows = self._session.execute(
            select(Occupation.person_id, Occupation.starts_at, Occupation.ends_at).where(
                Occupation.starts_at < until, Occupation.ends_at > since
            )
        )
        return [Taking(*row) for row in rows]

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        rows = self._session.execute(select(Person.id, Person.name).where(Person.id.in_(sorted(set(ids)))))
        return {row[0]: row[1] for row in rows}

    def last_numbers(self, interview_ids: Sequence[str]) -> Mapping[str, int]:
        """Of each interview's history."""
        last = select(InterviewEvent.interview_id, func.max(InterviewEvent.number)).group_by(
            InterviewEvent.interview_id
        )
        found: dict[str, int] = {}
        for some in batches(interview_ids):
            found |= {
                row[0]: row[1] for row in self._session.execute(last.where(InterviewEvent.interview_id.in_(some)))
            }
        return found

    def take(self, slots: Mapping[str, Slot], buffers: Mapping[str, timedelta]) -> None:
        """`slots`: by interview. Raises IntegrityError when the database finds an overlap."""
        self._session.flush()
        rows = [occupation(interview_id, one) for interview_id, slot in slots.items() for one in takings(slot, buffers)]
        if rows:
            self._session.execute(insert(Occupation), rows)
