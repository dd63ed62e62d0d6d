"""All SQL over choosing another time oneself."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.database import batches
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation
from vivavoce.interviews.rules import ends_at
from vivavoce.scheduling.models import SelfService
from vivavoce.scheduling.self_service_rules import Held


class SelfServiceRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, cycle_id: str) -> SelfService | None:
        return self._session.get(SelfService, cycle_id)

    def by_cycle(self) -> Mapping[str, SelfService]:
        return {one.admission_cycle_id: one for one in self._session.scalars(select(SelfService))}

    def put(self, row: SelfService) -> None:
        """Whoever calls holds the cycle's row."""
        self._session.merge(row)
        self._session.flush()

    def end(self, cycle_id: str) -> None:
        self._session.execute(delete(SelfService).where(SelfService.admission_cycle_id == cycle_id))

    def changes(self, interview_ids: Sequence[str]) -> Mapping[str, int]:
        """How often each has been moved by its student."""
        theirs = (
            select(InterviewEvent.interview_id, InterviewEvent.changes)
            .join(Interview, Interview.id == InterviewEvent.interview_id)
            .where(InterviewEvent.by_id == Interview.student_id)
        )
        return Counter(
            interview_id
            for some in batches(interview_ids)
            for interview_id, changes in self._session.execute(theirs.where(InterviewEvent.interview_id.in_(some)))
            if "interview_time" in changes
        )

    def held(self, since: datetime, until: datetime) -> Mapping[str, Sequence[Held]]:
        """By person, in order."""
        rows = self._session.execute(
            select(
                Occupation.person_id,
                Occupation.interview_id,
                Occupation.starts_at,
                Interview.duration_minutes,
                Occupation.ends_at,
            )
            .join(Interview, Interview.id == Occupation.interview_id)
            .where(Occupation.starts_at < until, Occupation.ends_at > since)
            .order_by(Occupation.starts_at)
        )
        found = defaultdict[str, list[Held]](list)
        for person_id, interview_id, starts_at, minutes, free_at in rows:
            found[person_id].append(Held(interview_id, starts_at, ends_at(starts_at, minutes), free_at))
        return found
