"""All SQL of downloads."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application
from vivavoce.admissions.repository import LEFT_OUT

AT_A_TIME = 500
"""Rows in memory."""


class ExportRow(NamedTuple):
    """An application for those who score it; the names are the columns of the file."""

    application_id: str
    external_id: str | None
    name: str
    email: str
    programme: str
    school: str
    statement: str
    score: float | None


class ExportRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, cycle_id: str) -> int:
        return self._session.scalar(select(func.count()).select_from(Application).where(_exported(cycle_id))) or 0

    def rows(self, cycle_id: str) -> Iterator[ExportRow]:
        """By external id, those without one at the end; then by name."""
        columns = (
            Application.id,
            Application.external_id,
            Person.name,
            Person.email,
            Application.programme,
            Application.school,
            Application.statement,
            Application.score,
        )
        found = self._session.execute(
            select(*columns)
            .join(Person, Person.id == Application.student_id)
            .where(_exported(cycle_id))
            .order_by(Application.external_id.is_(None), Application.external_id, Person.name, Application.id)
            .execution_options(yield_per=AT_A_TIME)
        )
        return (ExportRow(*row) for row in found)


def _exported(cycle_id: str) -> ColumnElement[bool]:
    return (Application.admission_cycle_id == cycle_id) & Application.status.not_in(LEFT_OUT)
