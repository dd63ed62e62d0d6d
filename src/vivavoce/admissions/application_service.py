"""Applications, for the office: one method per verb."""

import math

from sqlalchemy.orm import Session

from vivavoce.admissions import schemas
from vivavoce.admissions.application_repository import (
    ApplicationFilters,
    ApplicationRepository,
    OfficeRow,
    Position,
    Sort,
    rank_of,
)
from vivavoce.admissions.changes import change_application
from vivavoce.admissions.errors import InterviewStillScheduled
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.views import application_details
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.paging import bad_cursor, decode_cursor, encode_cursor


class ApplicationService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._repository, self._cycles = ApplicationRepository(session), CycleRepository(session)
        self._clock = clock

    def list_of_cycle(
        self, cycle_id: str, filters: ApplicationFilters, sort: Sort, cursor: str | None, limit: int
    ) -> schemas.ApplicationList:
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        start = _position(cursor, sort) if cursor else None
        rows = self._repository.page(cycle_id, filters, sort, start, limit + 1)
        shown, more = rows[:limit], len(rows) > limit
        return schemas.ApplicationList(
            items=[application_details(*row) for row in shown],
            server_time=self._clock(),
            next_cursor=_cursor(shown[-1], sort) if more else None,
        )

    def update(self, application_id: str, body: schemas.ApplicationUpdate) -> schemas.ApplicationDetails:
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
        return application_details(*self._repository.office_row(application_id))

    def _refuse_while_scheduled(self, application_id: str) -> None:
        if self._repository.scheduled_interview_id(application_id):
            raise InterviewStillScheduled


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
