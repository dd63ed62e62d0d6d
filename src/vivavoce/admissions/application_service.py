"""Applications: one method per verb."""

import math
from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions import models, schemas
from vivavoce.admissions.application_repository import (
    ApplicationFilters,
    ApplicationRepository,
    OfficeRow,
    Position,
    Sort,
    rank_of,
)
from vivavoce.admissions.changes import change_application
from vivavoce.admissions.errors import AlreadyApplied, InterviewStillScheduled, WrongPhase
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.views import cycle_ref, office_application, student_application
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, refuse
from vivavoce.paging import bad_cursor, decode_cursor, encode_cursor


class ApplicationService:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str]) -> None:
        self._repository, self._cycles = ApplicationRepository(session), CycleRepository(session)
        self._clock, self._new_id = clock, new_id

    def list_of_cycle(
        self, cycle_id: str, filters: ApplicationFilters, sort: Sort, cursor: str | None, limit: int
    ) -> schemas.ApplicationList:
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        start = _position(cursor, sort) if cursor else None
        rows = self._repository.page(cycle_id, filters, sort, start, limit + 1)
        shown, more = rows[:limit], len(rows) > limit
        return schemas.ApplicationList(
            items=[office_application(*row) for row in shown],
            server_time=self._clock(),
            next_cursor=_cursor(shown[-1], sort) if more else None,
        )

    def update(self, application_id: str, body: schemas.ApplicationUpdate) -> schemas.Application:
        found = self._repository.find(application_id)
        if found is None:
            raise NotFound
        cycle = self._cycles.find(found.admission_cycle_id, lock="share")
        application = self._repository.find(application_id, lock="update")
        if cycle is None or application is None:
            raise NotFound
        was = application.status
        change_application(application, Phase(cycle.phase), body)
        if was == ApplicationStatus.SELECTED != application.status:
            self._refuse_while_scheduled(application_id)
        return office_application(*self._repository.office_row(application_id))

    def _refuse_while_scheduled(self, application_id: str) -> None:
        if self._repository.scheduled_interview_id(application_id):
            raise InterviewStillScheduled

    def list_own(self, caller: Caller) -> schemas.StudentApplicationList:
        return schemas.StudentApplicationList(
            items=[student_application(*row) for row in self._repository.of_student(caller.id)],
            open_cycles=[cycle_ref(cycle) for cycle in self._repository.open_cycles(caller.id)],
            server_time=self._clock(),
        )

    def apply(self, body: schemas.ApplicationCreate, caller: Caller) -> schemas.StudentApplication:
        cycle = self._cycles.find(body.admission_cycle_id, lock="share")
        if cycle is None:
            raise refuse("admission_cycle_id", "unknown_cycle", "There is no such admission cycle.")
        if self._repository.exists(cycle.id, caller.id):
            raise AlreadyApplied
        if cycle.phase != Phase.SUBMISSION:
            raise WrongPhase("This admission cycle takes no applications now.")
        application = models.Application(
            id=self._new_id(),
            admission_cycle_id=cycle.id,
            student_id=caller.id,
            programme=body.programme,
            school=body.school or "",
            statement=body.statement or "",
            status=ApplicationStatus.SUBMITTED,
            checked=False,
            created_at=self._clock(),
        )
        try:
            self._repository.add(application)
        except IntegrityError as error:  # the same student, twice at once
            raise AlreadyApplied from error
        return student_application(application, cycle)


def _cursor(row: OfficeRow, sort: Sort) -> str:
    application, student, _ = row
    by_name = (student.name, application.id)
    return encode_cursor(str(rank_of(application.score)), *by_name) if sort == "score" else encode_cursor(*by_name)


def _position(cursor: str, sort: Sort) -> Position:
    if sort == "name":
        return tuple(decode_cursor(cursor, 2))
    rank, *by_name = decode_cursor(cursor, 3)
    try:
        number = float(rank)
    except ValueError:
        raise bad_cursor() from None
    if not math.isfinite(number):
        raise bad_cursor()
    return (number, *by_name)
