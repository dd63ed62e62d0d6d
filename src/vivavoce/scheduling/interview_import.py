"""Interviews from a spreadsheet: all of them or none, each under the rules of a single one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import AppError, NotFound
from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.files import ImportFile
from vivavoce.imports.results import SAMPLE, Counts, import_result
from vivavoce.imports.schemas import Change as ShownChange
from vivavoce.imports.schemas import ImportResult, SampleRow
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.bulk_repository import BulkInterviewRepository
from vivavoce.interviews.models import Interview
from vivavoce.interviews.schemas import InterviewCreate, InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.interviews.telling import Change, Telling
from vivavoce.interviews.terms import Terms
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.scheduling.hint_rules import Meeting
from vivavoce.scheduling.hint_schemas import HintField
from vivavoce.scheduling.hint_service import HintService
from vivavoce.scheduling.import_repository import Found, ScheduleImportRepository
from vivavoce.scheduling.import_rows import InterviewRow, instant

COLUMNS: dict[HintField, str] = {
    "application_id": "email",
    "interview_time": "time",
    "duration_minutes": "duration_minutes",
    "admin_id": "interviewer_email",
    "interviewer_ids": "interviewer_email",
}
"""Where a hint is about a field of the form."""


@dataclass
class Done:
    """So far."""

    changes: list[tuple[int, Change]] = field(default_factory=list)
    """With the row that asks for it."""
    sample: list[SampleRow] = field(default_factory=list)
    new: int = 0
    unchanged: int = 0
    errors: RowErrors = field(default_factory=RowErrors)


@dataclass(frozen=True)
class Planned:
    row: InterviewRow
    found: Found
    asked: Mapping[str, object]

    @property
    def interview(self) -> Interview | None:
        return self.found.interview

    @property
    def moves(self) -> bool:
        """Such give back their time first: so they can change places."""
        return any(getattr(self.interview, name) != value for name, value in self.asked.items())


class InterviewImport:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._bus = session, bus
        self._interviews = InterviewService(session, clock, new_id, bus)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))
        self._repository, self._bulk = ScheduleImportRepository(session), BulkInterviewRepository(session)
        self._cycles, self._hints = CycleRepository(session), HintService(session, clock)

    def carry_out(
        self, cycle_id: str, file: ImportFile[InterviewRow], caller: Caller, *, dry_run: bool
    ) -> ImportResult:
        """Raises NotFound, and (unless `dry_run`) ImportRefused. A preview is the thing itself, taken back."""
        if dry_run:
            with self._session.begin_nested() as looking:
                result = self._apply(cycle_id, file, caller, dry_run=True)[0]
                looking.rollback()
            return result
        result, changes = attempt(self._session, lambda: self._apply(cycle_id, file, caller, dry_run=False))
        say_changed(self._session, self._bus, [change.interview.id for change in changes])
        return result

    def _apply(
        self, cycle_id: str, file: ImportFile[InterviewRow], caller: Caller, *, dry_run: bool
    ) -> tuple[ImportResult, list[Change]]:
        if self._cycles.find(cycle_id, "share") is None:
            raise NotFound
        applicants = self._repository.applicants(cycle_id, [row.email for row in file.rows])
        office = self._repository.office(sorted({row.interviewer_email for row in file.rows if row.interviewer_email}))
        there = [one.interview.id for one in applicants.values() if one.interview is not None]
        self._bulk.lock(there, caller, [person.id for person in office.values()])
        done = Done()
        planned = [one for row in file.rows if (one := _planned(row, applicants.get(row.email), office, done.errors))]
        self._bulk.release([one.interview.id for one in planned if one.interview is not None and one.moves])
        for one in planned:
            self._take(one, caller, done)
        errors = file.errors + done.errors
        if not dry_run:
            errors.refuse()
        changes = [change for _, change in done.changes]
        self._telling.tell(changes)
        counts = Counts(done.new, len(changes) - done.new, done.unchanged)
        hints = self._speaking_against(done.changes) if dry_run else []
        return import_result(file, errors, done.sample, counts, dry_run=dry_run, hints=hints), changes

    def _speaking_against(self, changes: Sequence[tuple[int, Change]]) -> list[RowError]:
        meetings = [(row, _meeting(change.interview, change.after)) for row, change in changes if change.after]
        found = self._hints.of_many([meeting for _, meeting in meetings])
        return [
            RowError(row, COLUMNS[hint.field], hint.code, hint.message)
            for (row, _), hints in zip(meetings, found, strict=True)
            for hint in hints
        ]

    def _take(self, one: Planned, caller: Caller, done: Done) -> None:
        try:
            with self._session.begin_nested():
                change = self._carry_out_one(one, caller)
        except AppError as refused:
            words = refused.errors[0].message if refused.errors else refused.detail
            done.errors.add(RowError(one.row.row, "time", refused.code, words))
            return
        _note(one.row, one.found, change, done)

    def _carry_out_one(self, one: Planned, caller: Caller) -> Change | None:
        if one.interview is None:
            body = InterviewCreate.model_validate({"application_id": one.found.application.id, **one.asked})
            return self._interviews.book(body, caller)
        update = InterviewUpdate.model_validate({"version": one.interview.version, **one.asked})
        return self._interviews.change(one.interview.id, update, caller)


def _planned(row: InterviewRow, found: Found | None, office: Mapping[str, Person], errors: RowErrors) -> Planned | None:
    """None, and an error, for a row that cannot be."""
    if found is None:
        errors.add(RowError(row.row, "email", "unknown_applicant", "No applicant of this cycle has it."))
        return None
    if row.interviewer_email is not None and row.interviewer_email not in office:
        words = "Nobody who may interview has this address."
        errors.add(RowError(row.row, "interviewer_email", "unknown_person", words))
        return None
    starts_at = instant(row)
    if isinstance(starts_at, RowError):
        errors.add(starts_at)
        return None
    asked: dict[str, object] = {"interview_time": starts_at, "time_zone": row.time_zone}
    if row.duration_minutes is not None:
        asked["duration_minutes"] = row.duration_minutes
    if row.interviewer_email is not None:
        asked["admin_id"] = office[row.interviewer_email].id
    return Planned(row, found, asked)


def _meeting(interview: Interview, terms: Terms) -> Meeting:
    people = terms.admin_id, terms.interviewer_ids
    return Meeting(interview.application_id, terms.interview_time, terms.duration_minutes, *people)


def _note(row: InterviewRow, found: Found, change: Change | None, done: Done) -> None:
    if change is None:
        done.unchanged += 1
        return
    done.changes.append((row.row, change))
    done.new += change.before is None
    if len(done.sample) < SAMPLE:
        before = change.before.interview_time.isoformat() if change.before else None
        done.sample.append(
            SampleRow(
                row=row.row,
                action="changed" if change.before else "new",
                name=found.person.name,
                changes={"interview_time": ShownChange(from_=before, to=f"{row.date} {row.time} {row.time_zone}")},
            )
        )
