"""All SQL for telling people of interviews: sets of them at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.database import batches
from vivavoce.interviews.models import Interview, Occupation, PanelMember
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.notifications.facts import InterviewFacts
from vivavoce.notifications.models import Mail, Notice


@dataclass(frozen=True)
class About:
    interview: Interview
    programme: str
    cycle: str
    student: str
    interviewers: tuple[str, ...]

    def facts(self, was_at: datetime | None = None) -> InterviewFacts:
        return InterviewFacts(
            interview_id=self.interview.id,
            sequence=self.interview.sequence,
            starts_at=self.interview.interview_time,
            minutes=self.interview.duration_minutes,
            programme=self.programme,
            cycle=self.cycle,
            student=self.student,
            interviewers=self.interviewers,
            was_at=was_at,
        )


@dataclass(frozen=True)
class Due:
    """Somebody to be reminded."""

    interview_id: str
    person_id: str
    told_at: datetime | None
    """When they last heard of it."""


class TellingRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def flush(self) -> None:
        self._session.flush()

    def about(self, interview_ids: Sequence[str]) -> Mapping[str, About]:
        found: dict[str, About] = {}
        for some in batches(interview_ids):
            found |= self._about(Interview.id.in_(some))
        return found

    def of_person(self, person_id: str, since: datetime) -> Sequence[About]:
        """Theirs that have not been deleted, by time."""
        panel = exists().where(PanelMember.interview_id == Interview.id, PanelMember.person_id == person_id)
        theirs = (Interview.student_id == person_id) | (Interview.admin_id == person_id) | panel
        found = self._about(theirs & Interview.deleted_at.is_(None) & (Interview.interview_time >= since))
        return sorted(found.values(), key=lambda one: (one.interview.interview_time, one.interview.id))

    def due(self, kind: str, after: datetime, until: datetime) -> Sequence[Due]:
        """Who has an interview in (after, until] and has not been told this of it as it is now. The interviews are
        held until the commit; those that somebody else holds come next time."""
        told = exists().where(
            Notice.person_id == Occupation.person_id,
            Notice.subject_id == Interview.id,
            Notice.kind == kind,
            Notice.sequence == Interview.sequence,
        )
        last = (
            select(func.max(Mail.created_at))
            .join(Notice, Notice.mail_id == Mail.id)
            .where(Notice.person_id == Occupation.person_id, Notice.subject_id == Interview.id)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(Interview.id, Occupation.person_id, last)
            .join(Occupation, Occupation.interview_id == Interview.id)
            .where(
                Interview.status == InterviewStatus.SCHEDULED,
                Interview.deleted_at.is_(None),
                Interview.interview_time > after,
                Interview.interview_time <= until,
                ~told,
            )
            .order_by(Interview.interview_time, Interview.id, Occupation.person_id)
            .with_for_update(of=Interview, key_share=True, skip_locked=True)
        )
        return [Due(*row) for row in rows]

    def reminded(self, interview_ids: Sequence[str], kind: str) -> Mapping[str, int]:
        """How often somebody was already, at most."""
        last = select(Notice.subject_id, func.max(Notice.sequence) + 1).where(Notice.kind == kind)
        return {
            row[0]: row[1]
            for some in batches(interview_ids)
            for row in self._session.execute(last.where(Notice.subject_id.in_(some)).group_by(Notice.subject_id))
        }

    def _about(self, which: ColumnElement[bool]) -> dict[str, About]:
        rows = self._session.execute(
            select(Interview, Application.programme, Cycle.name)
            .join(Application, Application.id == Interview.application_id)
            .join(Cycle, Cycle.id == Interview.admission_cycle_id)
            .where(which)
        ).all()
        ids = [row[0].id for row in rows]
        panels = self._panels(ids)
        people = {row[0].student_id for row in rows} | {row[0].admin_id for row in rows}
        names = self._names(people.union(*panels.values()) if panels else people)
        return {
            interview.id: About(
                interview,
                programme,
                cycle,
                names[interview.student_id],
                tuple(names[one] for one in (interview.admin_id, *panels.get(interview.id, ()))),
            )
            for interview, programme, cycle in rows
        }

    def _panels(self, interview_ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for some in batches(interview_ids):
            members = select(PanelMember.interview_id, PanelMember.person_id)
            ordered = members.where(PanelMember.interview_id.in_(some)).order_by(PanelMember.position)
            for interview_id, person_id in self._session.execute(ordered):
                found.setdefault(interview_id, []).append(person_id)
        return found

    def _names(self, ids: Iterable[str]) -> Mapping[str, str]:
        wanted = select(Person.id, Person.name)
        return {
            row[0]: row[1]
            for some in batches(sorted(ids))
            for row in self._session.execute(wanted.where(Person.id.in_(some)))
        }
