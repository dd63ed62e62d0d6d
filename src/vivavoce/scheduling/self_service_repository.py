"""All SQL over choosing another time oneself."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.database import batches
from vivavoce.interviews.models import Interview, InterviewEvent
from vivavoce.scheduling.models import SelfService


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
