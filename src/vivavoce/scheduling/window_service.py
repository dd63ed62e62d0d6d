"""Asking selected applicants when they can, and their answers."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.application_repository import ApplicationRepository
from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.repository import CycleRepository
from vivavoce.clock import Clock
from vivavoce.errors import FieldError, NotFound, StaleVersion, Unacceptable, refuse
from vivavoce.interviews.rules import CHANGE_PHASES
from vivavoce.scheduling.errors import WindowsClosed
from vivavoce.scheduling.models import WindowRequest
from vivavoce.scheduling.spans import errors_of_days, errors_outside
from vivavoce.scheduling.window_repository import Asked, WindowRepository
from vivavoce.scheduling.window_rules import is_open
from vivavoce.scheduling.window_schemas import (
    MOST_DAYS,
    CycleWindows,
    StudentWindowsIn,
    StudentWindowsList,
    StudentWindowsOut,
    WindowRequestIn,
)
from vivavoce.scheduling.window_views import answer_row, answered, request_out, windows_out


class WindowRequests:
    """For the office."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._cycles, self._windows, self._clock = CycleRepository(session), WindowRepository(session), clock

    def read(self, cycle_id: str) -> CycleWindows:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        request, now = self._windows.request(cycle_id), self._clock()
        answers = [answered(person, answer, now) for person, answer in self._windows.answers(cycle_id)]
        return CycleWindows(
            request=request_out(request) if request else None,
            answers=sorted(answers, key=lambda one: one.answered_at is not None),
            server_time=now,
        )

    def ask(self, cycle_id: str, body: WindowRequestIn) -> CycleWindows:
        """Anew, too: answers stay, and what lies outside the new days no longer counts.

        Raises NotFound, WrongPhase, StaleVersion, Unacceptable.
        """
        cycle = self._cycles.find(cycle_id, "update")
        if cycle is None:
            raise NotFound
        if cycle.phase not in CHANGE_PHASES:
            raise WrongPhase("Applicants are asked when they can once they are selected, and before the cycle ends.")
        stored = self._windows.request(cycle_id)
        if body.version != (stored.version if stored else 0):
            raise StaleVersion
        self._insist(body)
        self._windows.put(
            WindowRequest(
                admission_cycle_id=cycle_id,
                first_day=body.first_day,
                last_day=body.last_day,
                closes_at=body.closes_at,
                version=body.version + 1,
                updated_at=self._clock(),
            )
        )
        return self.read(cycle_id)

    def _insist(self, body: WindowRequestIn) -> None:
        days = (date.fromisoformat(body.last_day) - date.fromisoformat(body.first_day)).days + 1
        if days < 1:
            raise refuse("last_day", "day_order", "The last day must not come before the first.")
        if days > MOST_DAYS:
            raise refuse("last_day", "too_many_days", f"Ask for at most {MOST_DAYS} days at once.")
        if body.closes_at <= self._clock():
            raise refuse("closes_at", "in_the_past", "Give applicants time to answer: choose a later moment.")


class StudentWindowsService:
    """For students, about themselves."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._cycles, self._applications = CycleRepository(session), ApplicationRepository(session)
        self._windows, self._clock = WindowRepository(session), clock

    def list(self, caller: Caller) -> StudentWindowsList:
        now = self._clock()
        items = [windows_out(one, caller.time_zone, now) for one in self._windows.asked(caller.id)]
        languages = [*self._windows.languages()] if items else []
        return StudentWindowsList(items=items, languages=languages, server_time=now)

    def answer(self, application_id: str, body: StudentWindowsIn, caller: Caller) -> StudentWindowsOut:
        """Raises NotFound, WindowsClosed, StaleVersion, Unacceptable."""
        asked, now = self._hold(application_id, caller), self._clock()
        if not is_open(asked.cycle.phase, asked.request.closes_at, now):
            raise WindowsClosed
        if body.version != (asked.answer.version if asked.answer else 0):
            raise StaleVersion
        errors = [*_errors(body, asked.request)]
        if errors:
            raise Unacceptable(errors=errors)
        self._windows.put(answer_row(application_id, body, now))
        return windows_out(self._insist(application_id, caller), caller.time_zone, now)

    def _hold(self, application_id: str, caller: Caller) -> Asked:
        """The cycle first, then the application: the one order of locks."""
        application = self._applications.find(application_id)
        if application is not None:
            self._cycles.find(application.admission_cycle_id, "share")
            self._applications.find(application_id, "update")
        return self._insist(application_id, caller)

    def _insist(self, application_id: str, caller: Caller) -> Asked:
        asked = self._windows.asked_of(application_id, caller.id)
        if asked is None:
            raise NotFound
        return asked


def _errors(body: StudentWindowsIn, request: WindowRequest) -> Iterator[FieldError]:
    yield from errors_of_days("days", body.days)
    yield from errors_outside("days", body.days, request.first_day, request.last_day)
    if not any(one.spans for one in body.days):
        yield FieldError("days", "no_windows", "Give at least one time at which you can, or write to the office.")
