"""All SQL over what speaks against a time: who is meant, and what they have said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.models import Application
from vivavoce.database import batches
from vivavoce.interviews.models import Hours, Interview, Occupation
from vivavoce.scheduling.draft_rules import DraftStatus
from vivavoce.scheduling.models import Draft, StudentWindows


@dataclass(frozen=True)
class Applicant:
    name: str
    cycle_id: str
    answer: StudentWindows | None
    """None: not asked, or not answered."""


@dataclass(frozen=True)
class Interviewer:
    name: str
    hours: Hours | None
    """None: never said."""


@dataclass(frozen=True)
class Begins:
    """That an interview takes somebody's time, and from when on."""

    person_id: str
    application_id: str
    starts_at: datetime


class HintRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def applicants(self, application_ids: Iterable[str]) -> Mapping[str, Applicant]:
        """By application."""
        asked = (
            select(Application.id, Person.name, Application.admission_cycle_id, StudentWindows)
            .join(Person, Person.id == Application.student_id)
            .outerjoin(StudentWindows, StudentWindows.application_id == Application.id)
        )
        return {
            row[0]: Applicant(*row[1:])
            for some in batches(sorted(set(application_ids)))
            for row in self._session.execute(asked.where(Application.id.in_(some)))
        }

    def interviewers(self, person_ids: Iterable[str]) -> Mapping[str, Interviewer]:
        able = (
            select(Person.id, Person.name, Hours)
            .outerjoin(Hours, Hours.person_id == Person.id)
            .where(Person.role.in_(OFFICE_ROLES))
        )
        return {
            row[0]: Interviewer(*row[1:])
            for some in batches(sorted(set(person_ids)))
            for row in self._session.execute(able.where(Person.id.in_(some)))
        }

    def begins(self, since: datetime, until: datetime) -> Sequence[Begins]:
        """Of everybody's scheduled interviews."""
        rows = self._session.execute(
            select(Occupation.person_id, Interview.application_id, Occupation.starts_at)
            .join(Interview, Interview.id == Occupation.interview_id)
            .where(Occupation.starts_at < until, Occupation.ends_at > since)
        )
        return [Begins(*row) for row in rows]

    def lengths(self, cycle_ids: Iterable[str]) -> Mapping[str, int]:
        """By cycle that has drafts: minutes of an interview in the newest one that was not thrown away."""
        drafts = select(Draft.admission_cycle_id, Draft.length_minutes).order_by(Draft.created_at, Draft.id)
        mine = Draft.admission_cycle_id.in_(sorted(set(cycle_ids)))
        wanted = drafts.where(mine, Draft.status != DraftStatus.DISCARDED)
        return {row[0]: row[1] for row in self._session.execute(wanted)}
