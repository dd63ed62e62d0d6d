"""Changing interviews: one method per verb, each with its history event in the same transaction."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.errors import ForbiddenMove, WrongPhase
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import AppError, FieldError, NotFound, StaleVersion, Unacceptable, refuse
from vivavoce.interviews import schemas, views
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.asking import asked_terms, new_terms
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.booking import Booking
from vivavoce.interviews.checks import people_errors, relay_errors, time_errors
from vivavoce.interviews.errors import (
    AlreadyScheduled,
    ApplicationNotSelected,
    NotDeletable,
    NotScheduled,
)
from vivavoce.interviews.history import History
from vivavoce.interviews.models import Interview
from vivavoce.interviews.panel_repository import PanelRepository
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.row_terms import terms_of, write_terms
from vivavoce.interviews.rules import (
    CHANGE_PHASES,
    CREATE_PHASES,
    DELETABLE,
    Attendance,
    InterviewStatus,
    may_move,
)
from vivavoce.interviews.telling import Change, Telling
from vivavoce.interviews.terms import TIME_AND_PEOPLE, Changes, Terms, changed, differences, slot_of
from vivavoce.notifications.outbox_repository import Outbox


class InterviewService:
    def __init__(
        self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus, *, has_relay: bool = False
    ) -> None:
        self._session, self._clock, self._new_id, self._bus = session, clock, new_id, bus
        self._has_relay = has_relay
        self._repository, self._panels = InterviewRepository(session), PanelRepository(session)
        self._booking = Booking(session)
        self._history = History(self._repository, clock, new_id)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))

    def create(self, body: schemas.InterviewCreate, caller: Caller) -> schemas.OfficeInterview:
        change = attempt(self._session, lambda: self.book(body, caller))
        self._telling.tell([change])
        return self._done(change.interview.id, caller)

    def update(self, interview_id: str, body: schemas.InterviewerUpdate, caller: Caller) -> schemas.OfficeInterview:
        """Takes an admin's body (InterviewUpdate) too: what may be changed is what the body can say."""
        change = attempt(self._session, lambda: self.change(interview_id, body, caller))
        if change is None:
            return self._view(interview_id, caller)
        self._telling.tell([change])
        return self._done(interview_id, caller)

    def change(self, interview_id: str, body: schemas.InterviewerUpdate, caller: Caller) -> Change | None:
        """As `update`, and nobody is told yet. None: nothing is different."""
        row = self._locked(interview_id, caller)
        if body.version != row.interview.version:
            raise StaleVersion
        before = terms_of(row.interview, row.panel)
        after = changed(before, asked_terms(body, before.time_zone))
        changes = differences(before, after)
        if not changes:
            return None
        self._refuse_unacceptable(before, after)
        _refuse_phase(row.cycle.phase, changes)
        self._refuse_move(row, before.status, after.status)
        student_id = row.student.id
        write_terms(row.interview, after)
        row.interview.version += 1
        row.interview.updated_at = self._clock()
        self._session.flush()
        if "interviewer_ids" in changes:
            self._panels.seat({interview_id: after.interviewer_ids})
        self._booking.move(interview_id, slot_of(before, student_id), slot_of(after, student_id), after.time_zone)
        self._history.note(interview_id, caller, "status" if "status" in changes else "changed", changes)
        return Change(row.interview, before, after)

    def delete(self, interview_id: str, caller: Caller) -> None:
        row = self._locked(interview_id, caller)
        status = InterviewStatus(row.interview.status)
        if status not in DELETABLE:
            raise NotDeletable
        terms = terms_of(row.interview, row.panel)
        self._booking.move(interview_id, slot_of(terms, row.student.id), None, terms.time_zone)
        row.interview.deleted_at = row.interview.updated_at = self._clock()
        row.interview.version += 1
        self._history.note(interview_id, caller, "deleted", {})
        self._telling.tell([Change(row.interview, terms, None)])
        self._tell(interview_id)

    def respond(self, interview_id: str, body: schemas.AttendanceResponse, caller: Caller) -> schemas.StudentInterview:
        """Leaves `version` and everything else alone."""
        row = self._locked(interview_id, caller)
        if row.interview.status != InterviewStatus.SCHEDULED:
            raise NotScheduled
        before = terms_of(row.interview, row.panel)
        after = changed(before, {"attendance": body.attendance, "attendance_message": body.message or ""})
        if after != before:
            row.interview.attendance, row.interview.attendance_message = after.attendance, after.attendance_message
            self._history.note(interview_id, caller, "response", differences(before, after))
            if after.attendance is Attendance.CANNOT:
                self._telling.cannot_attend(row.interview, self._history.last_number(interview_id), body.message or "")
        return views.student_interview(row, self._clock())

    # How it is done

    def book(self, body: schemas.InterviewCreate, caller: Caller) -> Change:
        """As `create`, and nobody is told yet."""
        found = self._repository.lock_application(body.application_id)
        if found is None:
            raise refuse("application_id", "unknown_application", "There is no such application.")
        application, cycle = found
        terms = new_terms(body, caller)
        self._refuse_unacceptable(None, terms)
        if cycle.phase not in CREATE_PHASES:
            raise _beside(WrongPhase, "application_id", "Interviews are scheduled while the cycle is in selection.")
        self._refuse_unready(application.id, application.status)
        interview = Interview(
            id=self._new_id(),
            application_id=application.id,
            student_id=application.student_id,
            admission_cycle_id=cycle.id,
            version=1,
            sequence=0,
            created_at=self._clock(),
            updated_at=self._clock(),
        )
        interview.interview_link = f"/interview/{interview.id}"
        write_terms(interview, terms)
        slot = slot_of(terms, interview.student_id)
        self._booking.refuse_busy(interview.id, slot, terms.time_zone)  # who is too late has nothing written
        self._repository.add(interview)
        self._panels.seat({interview.id: terms.interviewer_ids})
        self._booking.move(interview.id, None, slot, terms.time_zone)
        self._history.note(interview.id, caller, "created", differences(None, terms))
        return Change(interview, None, terms)

    def _refuse_unacceptable(self, before: Terms | None, after: Terms) -> None:
        errors = people_errors(before, after, self._repository.people)
        errors += relay_errors(before, after, has_relay=self._has_relay)
        if before is None or before.interview_time != after.interview_time:
            errors = [*time_errors(after.interview_time, self._clock()), *errors]
        if errors:
            raise Unacceptable(errors=errors)

    def _refuse_move(self, row: InterviewRow, from_: InterviewStatus, to: InterviewStatus) -> None:
        if from_ is to:
            return
        if not may_move(from_, to):
            raise _beside(ForbiddenMove, "status", f"An interview cannot go from {from_} to {to}.")
        if to is InterviewStatus.SCHEDULED:
            if row.cycle.phase not in CHANGE_PHASES:
                raise _beside(WrongPhase, "status", "The cycle is in a phase that schedules no interviews.")
            self._refuse_unready(row.application.id, row.application.status)

    def _refuse_unready(self, application_id: str, status: str) -> None:
        """On every way to `scheduled`: the applicant is selected and has no other scheduled interview."""
        if status != ApplicationStatus.SELECTED:
            raise _beside(ApplicationNotSelected, "application_id")
        if self._repository.scheduled_id(application_id) is not None:
            raise _beside(AlreadyScheduled, "application_id")

    def _locked(self, interview_id: str, caller: Caller) -> InterviewRow:
        row = self._repository.lock(caller, interview_id)
        if row is None:
            raise NotFound
        return row

    def _tell(self, interview_id: str) -> None:
        say_changed(self._session, self._bus, [interview_id])

    def _done(self, interview_id: str, caller: Caller) -> schemas.OfficeInterview:
        self._tell(interview_id)
        return self._view(interview_id, caller)

    def _view(self, interview_id: str, caller: Caller) -> schemas.OfficeInterview:
        row = self._repository.find(caller, interview_id)
        if row is None:
            raise NotFound
        return views.office_interview(row, self._clock())


def _beside(error: type[AppError], field: str, words: str | None = None) -> AppError:
    """The error, its sentence also beside `field` of the form."""
    detail = words or error.detail
    return error(detail, [FieldError(field, error.code, detail)])


def _refuse_phase(phase: str, changes: Changes) -> None:
    fields = [field for field in TIME_AND_PEOPLE if field in changes]
    if fields and phase not in CHANGE_PHASES:
        words = "Time and people can be changed while the cycle is in selection or published."
        raise WrongPhase(words, [FieldError(field, WrongPhase.code, words) for field in fields])
