"""When people can, from a spreadsheet: the hours of interviewers on some days, and the answers of applicants."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.repository import CycleRepository
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.files import ImportFile
from vivavoce.imports.results import SAMPLE, Counts, import_result
from vivavoce.imports.schemas import Change, ImportResult, SampleRow
from vivavoce.interviews.models import Hours
from vivavoce.scheduling.errors import TimesNotAsked
from vivavoce.scheduling.import_repository import Found, ScheduleImportRepository, is_selected
from vivavoce.scheduling.import_rows import StretchRow
from vivavoce.scheduling.models import StudentWindows, WindowRequest
from vivavoce.scheduling.schemas import SpanIn
from vivavoce.scheduling.spans import errors_of_day, pairs_of
from vivavoce.scheduling.views import hours_not_given
from vivavoce.scheduling.window_repository import WindowRepository
from vivavoce.scheduling.window_views import no_answer

SHOWN = 10
Days = Mapping[str, list[list[int]]]


class AvailabilityImport:
    """Of an interviewer, the days that are in the file are replaced; of an applicant, the whole answer, but for what
    they need."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._repository, self._windows = ScheduleImportRepository(session), WindowRepository(session)
        self._cycles, self._clock = CycleRepository(session), clock

    def carry_out(self, cycle_id: str, file: ImportFile[StretchRow], *, dry_run: bool) -> ImportResult:
        """Raises NotFound, TimesNotAsked, and (unless `dry_run`) ImportRefused."""
        if self._cycles.find(cycle_id, None if dry_run else "share") is None:
            raise NotFound
        request = self._windows.request(cycle_id)
        if request is None:
            raise TimesNotAsked
        by_email = defaultdict[str, list[StretchRow]](list)
        for row in file.rows:
            by_email[row.email].append(row)
        applicants = self._repository.applicants(cycle_id, sorted(by_email))
        office = self._repository.office(sorted(by_email))
        errors = RowErrors()
        for email, rows in by_email.items():
            errors.extend(_errors(rows, applicants.get(email), office.get(email), request))
        found = file.errors + errors
        if not dry_run:
            found.refuse()
        changed = [] if found.count else self._changed(by_email, applicants, office)
        if not dry_run:
            self._repository.put(changed)
        sample = [_sample(email, rows) for email, rows in islice(by_email.items(), SAMPLE if changed else 0)]
        return import_result(file, found, sample, Counts(0, len(changed)), dry_run=dry_run)

    def _changed(
        self,
        by_email: Mapping[str, Sequence[StretchRow]],
        applicants: Mapping[str, Found],
        office: Mapping[str, Person],
    ) -> list[Hours | StudentWindows]:
        hours = self._repository.hours([person.id for person in office.values()])
        answers = self._repository.answers([one.application.id for one in applicants.values()])
        made: list[Hours | StudentWindows] = []
        for email, rows in by_email.items():
            if email in office:
                made.append(self._hours(office[email], hours.get(office[email].id), rows))
            else:
                application_id = applicants[email].application.id
                made.append(self._answer(application_id, answers.get(application_id), rows))
        return made

    def _hours(self, person: Person, before: Hours | None, rows: Sequence[StretchRow]) -> Hours:
        old = before or hours_not_given(person.id, rows[0].time_zone, self._clock())
        values = {column.key: getattr(old, column.key) for column in Hours.__table__.columns}
        days = dict(sorted({**old.exceptions, **_days(rows)}.items()))
        return Hours(**{**values, "exceptions": days, "version": old.version + 1, "updated_at": self._clock()})

    def _answer(self, application_id: str, before: StudentWindows | None, rows: Sequence[StretchRow]) -> StudentWindows:
        old = before or no_answer(application_id, rows[0].time_zone, self._clock())
        values = {column.key: getattr(old, column.key) for column in StudentWindows.__table__.columns}
        new = {"time_zone": rows[0].time_zone, "days": dict(_days(rows)), "version": old.version + 1}
        return StudentWindows(**{**values, **new, "answered_at": self._clock()})


def _errors(
    rows: Sequence[StretchRow], applicant: Found | None, staff: Person | None, request: WindowRequest
) -> list[RowError]:
    first = rows[0]
    if staff is None and (applicant is None or not is_selected(applicant)):
        words = "Neither an interviewer nor a selected applicant of this cycle has it."
        return [RowError(first.row, "email", "unknown_person", words)]
    if len({row.time_zone for row in rows}) > 1:
        return [RowError(first.row, "time_zone", "several_zones", "Give all stretches of one person in one zone.")]
    errors = [
        RowError(row.row, "date", "day_outside", "The office does not ask about this day.")
        for row in rows
        if staff is None and not request.first_day <= row.date <= request.last_day
    ]
    for day, theirs in _by_day(rows).items():
        spans = [SpanIn(starts=row.starts, ends=row.ends) for row in theirs]
        wrong = [(int(error.field.rpartition(".")[2]), error) for error in errors_of_day(day, spans)]
        errors += [RowError(theirs[at].row, "starts", error.code, error.message) for at, error in wrong]
    return errors


def _by_day(rows: Sequence[StretchRow]) -> Mapping[str, list[StretchRow]]:
    days = defaultdict[str, list[StretchRow]](list)
    for row in rows:
        days[row.date].append(row)
    return days


def _days(rows: Sequence[StretchRow]) -> Days:
    by_day = _by_day(rows)
    return {day: pairs_of(SpanIn(starts=row.starts, ends=row.ends) for row in by_day[day]) for day in sorted(by_day)}


def _shown(rows: Sequence[StretchRow]) -> str:
    return ", ".join(f"{row.date} {row.starts}-{row.ends}" for row in rows[:SHOWN])


def _sample(email: str, rows: Sequence[StretchRow]) -> SampleRow:
    changes = {"days": Change(from_=None, to=_shown(rows))}
    return SampleRow(row=rows[0].row, action="changed", name=email, changes=changes)
