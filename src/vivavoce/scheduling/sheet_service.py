"""Interviews as the office's list shows them, for a spreadsheet."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.clock import iso
from vivavoce.interviews.repository import Filters, InterviewRepository, InterviewRow
from vivavoce.interviews.walls import wall_of
from vivavoce.scheduling.sheets import SheetRow

AT_ONCE = 1_000


class SheetService:
    def __init__(self, session: Session, site: str) -> None:
        self._repository, self._site = InterviewRepository(session), site

    def rows(self, caller: Caller, filters: Filters) -> Iterator[SheetRow]:
        """All of them, by time; to be read while the transaction is open."""
        after = None
        while rows := self._repository.page(caller, filters, after, AT_ONCE):
            yield from (self._row(row) for row in rows)
            last = rows[-1].interview
            after = (last.interview_time, last.id)

    def _row(self, row: InterviewRow) -> SheetRow:
        interview = row.interview
        date, time = wall_of(interview.interview_time, interview.time_zone).split("T")
        return SheetRow(
            interview_id=interview.id,
            cycle=row.cycle.name,
            applicant=row.student.name,
            email=row.student.email,
            programme=row.application.programme,
            date=date,
            time=time,
            time_zone=interview.time_zone,
            starts_at_utc=iso(interview.interview_time),
            duration_minutes=interview.duration_minutes,
            interviewer=row.lead.name,
            interviewer_email=row.lead.email,
            panel=", ".join(person.name for person in row.panel),
            status=interview.status,
            attendance=interview.attendance or "",
            link=f"{self._site}{interview.interview_link}",
        )
