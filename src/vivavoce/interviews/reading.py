"""Reading interviews: one method per question."""

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.interviews import schemas, views
from vivavoce.interviews.repository import Filters, InterviewRepository, InterviewRow
from vivavoce.paging import decode_position, encode_cursor


class InterviewReader:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._repository, self._clock = InterviewRepository(session), clock

    def page(self, caller: Caller, filters: Filters, cursor: str | None, limit: int) -> schemas.OfficeInterviewPage:
        now = self._clock()
        rows = self._repository.page(caller, filters, decode_position(cursor) if cursor else None, limit + 1)
        shown, more = rows[:limit], len(rows) > limit
        return schemas.OfficeInterviewPage(
            items=[views.office_interview(row, now) for row in shown],
            server_time=now,
            next_cursor=_cursor(shown[-1]) if more else None,
        )

    def get(self, interview_id: str, caller: Caller) -> schemas.OfficeInterview:
        return views.office_interview(self._row(interview_id, caller), self._clock())

    def list_of_interviewer(self, caller: Caller) -> schemas.OfficeInterviewList:
        now = self._clock()
        items = [views.office_interview(row, now) for row in self._repository.all_of(caller)]
        return schemas.OfficeInterviewList(items=items, server_time=now)

    def list_of_student(self, caller: Caller) -> schemas.StudentInterviewList:
        now = self._clock()
        items = [views.student_interview(row, now) for row in self._repository.all_of(caller)]
        return schemas.StudentInterviewList(items=items, server_time=now)

    def get_of_student(self, interview_id: str, caller: Caller) -> schemas.StudentInterview:
        return views.student_interview(self._row(interview_id, caller), self._clock())

    def room(self, interview_id: str, caller: Caller) -> schemas.Room:
        row = self._row(interview_id, caller)
        return views.room(row, self._repository.scheduled_id(row.application.id), caller, self._clock())

    def history(self, interview_id: str) -> schemas.InterviewHistory:
        if not self._repository.exists(interview_id):
            raise NotFound
        items = [views.history_item(*row) for row in self._repository.history(interview_id)]
        return schemas.InterviewHistory(items=items, server_time=self._clock())

    def _row(self, interview_id: str, caller: Caller) -> InterviewRow:
        row = self._repository.find(caller, interview_id)
        if row is None:
            raise NotFound
        return row


def _cursor(row: InterviewRow) -> str:
    return encode_cursor(row.interview.interview_time.isoformat(), row.interview.id)
