"""Rehearsals: who may have one, and what it found. They change nothing about the interview and tell its history
nothing: a student may try as often as they like."""

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, refuse
from vivavoce.interviews import views
from vivavoce.interviews.errors import NotScheduled
from vivavoce.interviews.models import Interview, Rehearsal
from vivavoce.interviews.rehearsal_repository import RehearsalRepository
from vivavoce.interviews.rehearsal_schemas import RehearsalIn
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import Findings, InterviewStatus, contradiction
from vivavoce.interviews.schemas import StudentInterview


class RehearsalService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._clock = clock
        self._interviews, self._rehearsals = InterviewRepository(session), RehearsalRepository(session)

    def insist(self, interview_id: str, caller: Caller) -> Interview:
        """What there is to rehearse for. Raises NotFound, NotScheduled."""
        return _insist(self._interviews.find(caller, interview_id)).interview

    def store(self, interview_id: str, body: RehearsalIn, caller: Caller) -> StudentInterview:
        """In place of the one before. Raises NotFound, NotScheduled, Unacceptable."""
        _insist(self._interviews.lock(caller, interview_id))
        field = contradiction(Findings(**body.model_dump(exclude={"browser"})))
        if field is not None:
            raise refuse(field, "contradiction", "This does not go together with the route and the other measurements.")
        self._rehearsals.put(Rehearsal(interview_id=interview_id, checked_at=self._clock(), **body.model_dump()))
        return views.student_interview(_insist(self._interviews.find(caller, interview_id)), self._clock())


def _insist(row: InterviewRow | None) -> InterviewRow:
    if row is None:
        raise NotFound
    if row.interview.status != InterviewStatus.SCHEDULED:
        raise NotScheduled("This interview is no longer scheduled, so there is nothing to rehearse for.")
    return row
