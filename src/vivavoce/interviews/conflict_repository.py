"""All SQL over conflicts of interest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import batches
from vivavoce.interviews.conflict_rules import Applicant, Staff
from vivavoce.interviews.models import ConflictOfInterest, Hours, Interview, PanelMember
from vivavoce.interviews.rules import InterviewStatus

Pair = tuple[str, str]
"""(of the office, of the student)"""
Office, Student, By = aliased(Person), aliased(Person), aliased(Person)


@dataclass(frozen=True)
class Declared:
    conflict: ConflictOfInterest
    staff: Person
    student: Person
    by: Person


class ConflictRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def among(self, staff_ids: Sequence[str], student_ids: Sequence[str]) -> Mapping[Pair, str]:
        """Those of one side who are not to meet those of the other, with the name of whoever is of the office."""
        held = (
            select(ConflictOfInterest.staff_id, ConflictOfInterest.student_id, Person.name)
            .join(Person, Person.id == ConflictOfInterest.staff_id)
            .where(ConflictOfInterest.holds, ConflictOfInterest.staff_id.in_(staff_ids))
        )
        return {
            (staff_id, student_id): name
            for some in batches(student_ids)
            for staff_id, student_id, name in self._session.execute(held.where(ConflictOfInterest.student_id.in_(some)))
        }

    def office(self) -> Sequence[tuple[Person, Staff]]:
        """Everybody who may interview, with what they are tied to."""
        rows = self._session.execute(
            select(Person, Hours.ties, Hours.address)
            .outerjoin(Hours, Hours.person_id == Person.id)
            .where(Person.disabled_at.is_(None), Person.role.in_(OFFICE_ROLES))
            .order_by(Person.name, Person.id)
        )
        return [
            (person, Staff(person.id, person.name, tuple(ties or ()), address or "")) for person, ties, address in rows
        ]

    def applicants(self, cycle_id: str) -> Sequence[tuple[Person, Applicant]]:
        """Selected ones."""
        rows = self._session.execute(
            select(Person, Application)
            .join(Application, Application.student_id == Person.id)
            .where(Application.admission_cycle_id == cycle_id, Application.status == ApplicationStatus.SELECTED)
            .order_by(Person.name, Person.id)
        )
        return [
            (person, Applicant(person.id, person.name, one.school, one.statement, one.address)) for person, one in rows
        ]

    def put(self, row: ConflictOfInterest) -> None:
        self._session.merge(row)
        self._session.flush()

    def of_cycle(self, cycle_id: str) -> Sequence[Declared]:
        """Looked-at ones, too, by names."""
        rows = self._session.execute(
            select(ConflictOfInterest, Office, Student, By)
            .join(Office, Office.id == ConflictOfInterest.staff_id)
            .join(Student, Student.id == ConflictOfInterest.student_id)
            .join(By, By.id == ConflictOfInterest.declared_by_id)
            .join(Application, Application.student_id == ConflictOfInterest.student_id)
            .where(Application.admission_cycle_id == cycle_id)
            .order_by(Student.name, Student.id, Office.name, Office.id)
        )
        return [Declared(*row) for row in rows]

    def meetings(self, cycle_id: str, now: datetime) -> Mapping[Pair, datetime]:
        """Who meets whom in an interview ahead, and when."""
        ahead = (
            Interview.admission_cycle_id == cycle_id,
            Interview.status == InterviewStatus.SCHEDULED,
            Interview.deleted_at.is_(None),
            Interview.interview_time > now,
        )
        leads = select(Interview.admin_id, Interview.student_id, Interview.interview_time).where(*ahead)
        panels = (
            select(PanelMember.person_id, Interview.student_id, Interview.interview_time)
            .join(Interview, Interview.id == PanelMember.interview_id)
            .where(*ahead)
        )
        return {(row[0], row[1]): row[2] for rows in (leads, panels) for row in self._session.execute(rows)}
