"""All SQL over choosing another time oneself."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.interviews.models import InterviewEvent
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
