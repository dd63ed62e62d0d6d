"""All SQL over applications."""

from collections.abc import Sequence

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.repository import SCHEDULED, Lock, interviews, locked
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.search import mentions

OfficeRow = tuple[Application, Person, str | None]
"""The application, its student, the id of its scheduled interview."""

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
        self,
        cycle_id: str,
        *,
        status: ApplicationStatus | None,
        q: str | None,
        after: tuple[str, str] | None,
        limit: int,
    ) -> Sequence[OfficeRow]:
        """By student's name and id, beginning after the pair `after`."""
        statement = _office_rows().where(Application.admission_cycle_id == cycle_id)
        if status is not None:
            statement = statement.where(Application.status == status)
        if q:
            statement = statement.where(mentions(q, Person.name, Person.email, Application.programme))
        if after is not None:
            statement = statement.where(tuple_(Person.name, Application.id) > after)
        rows = self._session.execute(statement.order_by(Person.name, Application.id).limit(limit))
        return [(row[0], row[1], row[2]) for row in rows]

    def of_student(self, student_id: str) -> Sequence[tuple[Application, Cycle]]:
        rows = self._session.execute(
            select(Application, Cycle)
            .join(Cycle, Cycle.id == Application.admission_cycle_id)
            .where(Application.student_id == student_id)
            .order_by(Application.created_at.desc(), Application.id)
        )
        return [(application, cycle) for application, cycle in rows]

    def exists(self, cycle_id: str, student_id: str) -> bool:
        found = select(Application.id).where(
            Application.admission_cycle_id == cycle_id, Application.student_id == student_id
        )
        return self._session.scalar(found) is not None

    def open_cycles(self, student_id: str) -> Sequence[Cycle]:
        applied = select(Application.admission_cycle_id).where(Application.student_id == student_id)
        return self._session.scalars(
            select(Cycle)
            .where(Cycle.phase == Phase.SUBMISSION, Cycle.id.not_in(applied))
            .order_by(Cycle.created_at, Cycle.id)
        ).all()


def _office_rows() -> Select[Application, Person, str | None]:
    return select(Application, Person, SCHEDULED_INTERVIEW).join(Person, Person.id == Application.student_id)
