"""What an import of interviews, or of when people can, refers to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.models import Application
from vivavoce.admissions.repository import locked
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import batches
from vivavoce.interviews.models import Hours, Interview
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.scheduling.models import StudentWindows


@dataclass(frozen=True)
class Found:
    """Of one address in the cycle."""

    person: Person
    application: Application
    interview: Interview | None
    """The scheduled one."""


class ScheduleImportRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def applicants(self, cycle_id: str, emails: Sequence[str]) -> Mapping[str, Found]:
        """By e-mail. Their applications are held, in the order of ids."""
        of_cycle = select(Application.id).join(Person, Person.id == Application.student_id)
        wanted = [
            found
            for some in batches(emails)
            for found in self._session.scalars(
                of_cycle.where(Application.admission_cycle_id == cycle_id, Person.email.in_(some))
            )
        ]
        found: dict[str, Found] = {}
        for some in batches(sorted(wanted)):
            held = select(Application).where(Application.id.in_(some)).order_by(Application.id)
            self._session.scalars(locked(held, "update")).all()
            rows = self._session.execute(
                select(Person, Application, Interview)
                .join(Application, Application.student_id == Person.id)
                .outerjoin(
                    Interview,
                    (Interview.application_id == Application.id)
                    & (Interview.status == InterviewStatus.SCHEDULED)
                    & Interview.deleted_at.is_(None),
                )
                .where(Application.id.in_(some))
            )
            found |= {person.email: Found(person, application, interview) for person, application, interview in rows}
        return found

    def office(self, emails: Sequence[str]) -> Mapping[str, Person]:
        """By e-mail: who may interview. Held, in the order of ids."""
        able = select(Person).where(Person.disabled_at.is_(None), Person.role.in_(OFFICE_ROLES))
        return {
            person.email: person
            for some in batches(emails)
            for person in self._session.scalars(
                locked(able.where(Person.email.in_(some)).order_by(Person.id), "update")
            )
        }

    def hours(self, person_ids: Sequence[str]) -> Mapping[str, Hours]:
        return {
            one.person_id: one for one in self._session.scalars(select(Hours).where(Hours.person_id.in_(person_ids)))
        }

    def answers(self, application_ids: Sequence[str]) -> Mapping[str, StudentWindows]:
        return {
            one.application_id: one
            for some in batches(application_ids)
            for one in self._session.scalars(select(StudentWindows).where(StudentWindows.application_id.in_(some)))
        }

    def put(self, rows: Sequence[Hours | StudentWindows]) -> None:
        for row in rows:
            self._session.merge(row)


def is_selected(found: Found) -> bool:
    return found.application.status == ApplicationStatus.SELECTED
