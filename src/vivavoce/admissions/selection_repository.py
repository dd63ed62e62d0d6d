"""All SQL over the choice of the best."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import ApplicationStatus

TAKING_PART = (ApplicationStatus.SCORED, ApplicationStatus.SELECTED)


class Contender(NamedTuple):
    id: str
    name: str
    """The student's."""
    status: ApplicationStatus
    score: float | None


class SelectionRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def contenders(self, cycle_id: str) -> Sequence[Contender]:
        """By name."""
        a = Application
        rows = self._session.execute(
            select(a.id, Person.name, a.status, a.score)
            .join(Person, Person.id == a.student_id)
            .where(a.admission_cycle_id == cycle_id, a.status.in_(TAKING_PART))
            .order_by(Person.name, a.id)
        )
        return [Contender(id_, name, ApplicationStatus(status), score) for id_, name, status, score in rows]

    def select_from(self, cycle_id: str, score: float) -> None:
        """Everyone scored with at least this."""
        self._session.execute(
            update(Application)
            .where(
                Application.admission_cycle_id == cycle_id,
                Application.status == ApplicationStatus.SCORED,
                Application.score >= score,
            )
            .values(status=ApplicationStatus.SELECTED)
        )
