"""All SQL over choosing another time oneself."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.interviews.models import ConflictOfInterest, Hours, Interview, InterviewEvent, Occupation
from vivavoce.interviews.rules import ends_at
from vivavoce.scheduling.hours import Window
from vivavoce.scheduling.models import SelfService


class SelfServiceRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, cycle_id: str) -> SelfService | None:
        return self._session.get(SelfService, cycle_id)

    def put(self, row: SelfService) -> None:
        """Whoever calls holds the cycle's row."""
        self._session.merge(row)
        self._session.flush()

    def end(self, cycle_id: str) -> None:
        self._session.execute(delete(SelfService).where(SelfService.admission_cycle_id == cycle_id))

    def changes(self, interview_id: str, student_id: str) -> int:
        """How often the student has moved it."""
        theirs = select(InterviewEvent.changes).where(
            InterviewEvent.interview_id == interview_id, InterviewEvent.by_id == student_id
        )
        return sum("interview_time" in changes for changes in self._session.scalars(theirs))

    def office(self, student_id: str) -> Sequence[Hours]:
        """Of everybody who may interview this student and has said any hours."""
        apart = select(ConflictOfInterest.staff_id).where(
            ConflictOfInterest.student_id == student_id, ConflictOfInterest.holds
        )
        able = select(Hours).join(Person, Person.id == Hours.person_id)
        return self._session.scalars(
            able.where(Person.disabled_at.is_(None), Person.role.in_(OFFICE_ROLES), Person.id.not_in(apart)).order_by(
                Hours.person_id
            )
        ).all()

    def taken(self, since: datetime, until: datetime, besides: str) -> Mapping[str, list[Window]]:
        """By person: interviews, without the one that is to move."""
        rows = self._session.execute(
            select(Occupation.person_id, Occupation.starts_at, Interview.duration_minutes)
            .join(Interview, Interview.id == Occupation.interview_id)
            .where(Occupation.starts_at < until, Occupation.ends_at > since, Occupation.interview_id != besides)
        )
        found: dict[str, list[Window]] = {}
        for person_id, starts_at, minutes in rows:
            found.setdefault(person_id, []).append(Window(starts_at, ends_at(starts_at, minutes)))
        return found
