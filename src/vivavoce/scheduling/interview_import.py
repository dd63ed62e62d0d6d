"""Interviews from a spreadsheet: all of them or none, each under the rules of a single one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import AppError, NotFound
from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.files import ImportFile
from vivavoce.imports.schemas import Change as ShownChange
from vivavoce.imports.schemas import ImportResult, SampleRow
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.bulk_repository import BulkInterviewRepository
from vivavoce.interviews.schemas import InterviewCreate, InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.interviews.telling import Change, Telling
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.scheduling.import_repository import Found, ScheduleImportRepository
from vivavoce.scheduling.import_rows import InterviewRow, bad_length, instant

SAMPLE = 100


@dataclass
class Done:
    """So far."""

    changes: list[Change] = field(default_factory=list)
    sample: list[SampleRow] = field(default_factory=list)
    new: int = 0
    unchanged: int = 0
    errors: RowErrors = field(default_factory=RowErrors)


class InterviewImport:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._bus = session, bus
        self._interviews = InterviewService(session, clock, new_id, bus)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))
        self._repository, self._bulk = ScheduleImportRepository(session), BulkInterviewRepository(session)
        self._cycles = CycleRepository(session)

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
        self._release(file, applicants, office)
        for row in file.rows:
            self._take(row, applicants.get(row.email), office, caller, done)
        errors = file.errors + done.errors
        if not dry_run:
            errors.refuse()
        self._telling.tell(done.changes)
        return _result(file, done, errors, dry_run=dry_run), done.changes

    def _release(
        self, file: ImportFile[InterviewRow], applicants: Mapping[str, Found], office: Mapping[str, Person]
    ) -> None:
        """Those that move give back their time first: so they can change places."""
        moving = []
        for row in file.rows:
            found, starts_at = applicants.get(row.email), instant(row)
            if found is not None and found.interview is not None and isinstance(starts_at, datetime):
                asked = _asked(row, starts_at, office)
                interview = found.interview
                if any(getattr(interview, name) != value for name, value in asked.items()):
                    moving.append(interview.id)
        self._bulk.release(moving)

    def _take(
        self, row: InterviewRow, found: Found | None, office: Mapping[str, Person], caller: Caller, done: Done
    ) -> None:
        if found is None:
            done.errors.add(RowError(row.row, "email", "unknown_applicant", "No applicant of this cycle has it."))
            return
        starts_at = _row_error(row, office) or instant(row)
        if isinstance(starts_at, RowError):
            done.errors.add(starts_at)
            return
        try:
            with self._session.begin_nested():
                change = self._carry_out_one(found, _asked(row, starts_at, office), caller)
        except AppError as refused:
            words = refused.errors[0].message if refused.errors else refused.detail
            done.errors.add(RowError(row.row, "time", refused.code, words))
            return
        _note(row, found, change, done)

    def _carry_out_one(self, found: Found, asked: Mapping[str, object], caller: Caller) -> Change | None:
        if found.interview is None:
            body = InterviewCreate.model_validate({"application_id": found.application.id, **asked})
            return self._interviews.book(body, caller)
        update = InterviewUpdate.model_validate({"version": found.interview.version, **asked})
        return self._interviews.change(found.interview.id, update, caller)


def _row_error(row: InterviewRow, office: Mapping[str, Person]) -> RowError | None:
    if row.interviewer_email and row.interviewer_email not in office:
        words = "Nobody who may interview has this address."
        return RowError(row.row, "interviewer_email", "unknown_person", words)
    return bad_length(row)


def _asked(row: InterviewRow, starts_at: datetime, office: Mapping[str, Person]) -> dict[str, object]:
    asked: dict[str, object] = {"interview_time": starts_at, "time_zone": row.time_zone}
    if row.duration_minutes is not None:
        asked["duration_minutes"] = row.duration_minutes
    if row.interviewer_email is not None and row.interviewer_email in office:
        asked["admin_id"] = office[row.interviewer_email].id
    return asked


def _note(row: InterviewRow, found: Found, change: Change | None, done: Done) -> None:
    if change is None:
        done.unchanged += 1
        return
    done.changes.append(change)
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


def _result(file: ImportFile[InterviewRow], done: Done, errors: RowErrors, *, dry_run: bool) -> ImportResult:
    return ImportResult(
        dry_run=dry_run,
        rows=file.count,
        new=done.new,
        changed=len(done.changes) - done.new,
        unchanged=done.unchanged,
        skipped=0,
        accounts=0,
        ignored_columns=list(file.ignored_columns),
        sample=done.sample,
        errors=errors.kept,
        error_count=errors.count,
    )
