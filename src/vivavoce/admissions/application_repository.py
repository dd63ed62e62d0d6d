"""All SQL over applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.repository import SCHEDULED, Lock, interviews, locked
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.search import mentions

NO_SCORE = 1.0
OfficeRow = tuple[Application, Person, str | None]
"""The application, its student, the id of its scheduled interview."""

Sort = Literal["name", "score"]
Position = tuple[float | str, ...]
"""Where a page ends: name and id of its last student's application; by score, its rank before them."""
BY_NAME = (Person.name, Application.id)
RANK = func.coalesce(-Application.score, NO_SCORE)
"""Highest score first. Scores are never negative, so those without one come last."""


@dataclass(frozen=True)
class ApplicationFilters:
    status: ApplicationStatus | None = None
    q: str | None = None
    """In name, e-mail and programme."""
    checked: bool | None = None


SCHEDULED_INTERVIEW = (
    select(interviews.c.id)
    .where(SCHEDULED, interviews.c.application_id == Application.id)
    .correlate(Application)
    .scalar_subquery()
)


class ApplicationRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, application: Application) -> None:
        self._session.add(application)
        self._session.flush()

    def find(self, application_id: str, lock: Lock | None = None) -> Application | None:
        return self._session.scalar(locked(select(Application).where(Application.id == application_id), lock))

    def office_row(self, application_id: str) -> OfficeRow:
        row = self._session.execute(_office_rows().where(Application.id == application_id)).one()
        return row[0], row[1], row[2]

    def scheduled_interview_id(self, application_id: str) -> str | None:
        found: str | None = self._session.scalar(
            select(interviews.c.id).where(SCHEDULED, interviews.c.application_id == application_id)
        )
        return found

    def page(
        self, cycle_id: str, filters: ApplicationFilters, sort: Sort, after: Position | None, limit: int
    ) -> Sequence[OfficeRow]:
        key = (RANK, *BY_NAME) if sort == "score" else BY_NAME
        statement = _office_rows().where(*in_cycle(cycle_id, filters))
        if after is not None:
            statement = statement.where(tuple_(*key) > after)
        rows = self._session.execute(statement.order_by(*key).limit(limit))
        return [(row[0], row[1], row[2]) for row in rows]

    def of_student(self, student_id: str) -> Sequence[tuple[Application, Cycle]]:
        rows = self._session.execute(
            select(Application, Cycle)
            .join(Cycle, Cycle.id == Application.admission_cycle_id)
            .where(Application.student_id == student_id)
            .order_by(Application.created_at.desc(), Application.id)
        )
        return [(application, cycle) for application, cycle in rows]

    def find_own(self, student_id: str, application_id: str, lock: Lock | None = None) -> Application | None:
        own = select(Application).where(Application.student_id == student_id, Application.id == application_id)
        return self._session.scalar(locked(own, lock))

    def exists(self, cycle_id: str, student_id: str) -> bool:
        found = select(Application.id).where(
            Application.admission_cycle_id == cycle_id, Application.student_id == student_id
        )
        return self._session.scalar(found) is not None


def _office_rows() -> Select[Application, Person, str | None]:
    return select(Application, Person, SCHEDULED_INTERVIEW).join(Person, Person.id == Application.student_id)


def in_cycle(cycle_id: str, filters: ApplicationFilters) -> list[ColumnElement[bool]]:
    """Conditions on applications joined with their students."""
    conditions = [Application.admission_cycle_id == cycle_id]
    if filters.status is not None:
        conditions.append(Application.status == filters.status)
    if filters.checked is not None:
        conditions.append(Application.checked.is_(filters.checked))
    if filters.q:
        conditions.append(mentions(filters.q, Person.name, Person.email, Application.programme))
    return conditions


def rank_of(score: float | None) -> float:
    """What RANK is in the database."""
    return NO_SCORE if score is None else -score
