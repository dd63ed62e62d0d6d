"""All SQL over when students can."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import batches
from vivavoce.interviews.models import Hours, Interview
from vivavoce.interviews.rules import CHANGE_PHASES, InterviewStatus
from vivavoce.notifications.models import Notice
from vivavoce.scheduling.models import Allotment, StudentWindows, WindowRequest

Held = aliased(Interview)


@dataclass(frozen=True)
class Asked:
    """A selected application in a cycle that asks, whose interview has not taken place, and its answer so far."""

    application: Application
    cycle: Cycle
    request: WindowRequest
    answer: StudentWindows | None
    allotment: Allotment | None


class WindowRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, cycle_id: str) -> WindowRequest | None:
        return self._session.get(WindowRequest, cycle_id)

    def requests(self) -> Mapping[str, WindowRequest]:
        """By cycle."""
        return {one.admission_cycle_id: one for one in self._session.scalars(select(WindowRequest))}

    def put(self, row: WindowRequest | StudentWindows) -> None:
        """In place of the one before. Whoever calls holds the cycle's or the application's row."""
        self._session.merge(row)
        self._session.flush()

    def answers(self, cycle_id: str) -> Sequence[tuple[Person, StudentWindows | None]]:
        """Whoever has had their interview is among them only if they have answered."""
        rows = self._session.execute(
            select(Person, StudentWindows)
            .join(Application, Application.student_id == Person.id)
            .outerjoin(StudentWindows, StudentWindows.application_id == Application.id)
            .where(
                Application.admission_cycle_id == cycle_id,
                Application.status == ApplicationStatus.SELECTED,
                or_(StudentWindows.application_id.is_not(None), ~is_held()),
            )
            .order_by(Person.name, Person.id)
        )
        return [(row[0], row[1]) for row in rows]

    def languages_of(self, application_ids: Sequence[str]) -> Mapping[str, str]:
        """That they asked for; empty or left out: any."""
        asked = select(StudentWindows.application_id, StudentWindows.language)
        return {
            application_id: language
            for some in batches(application_ids)
            for application_id, language in self._session.execute(asked.where(StudentWindows.application_id.in_(some)))
        }

    def asked(self, student_id: str) -> Sequence[Asked]:
        mine = _asked().where(Application.student_id == student_id).order_by(WindowRequest.closes_at, Application.id)
        return [Asked(*row) for row in self._session.execute(mine)]

    def asked_of(self, application_id: str, student_id: str) -> Asked | None:
        row = self._session.execute(
            _asked().where(Application.id == application_id, Application.student_id == student_id)
        ).one_or_none()
        return Asked(*row) if row else None

    def untold(self, kind: str, now: datetime) -> Sequence[Asked]:
        """Who is asked, can still answer, has not, and has not been told so."""
        told = exists().where(
            Notice.person_id == Application.student_id, Notice.subject_id == Application.id, Notice.kind == kind
        )
        waiting = _asked().where(
            WindowRequest.closes_at > now,
            Cycle.phase.in_(CHANGE_PHASES),
            StudentWindows.application_id.is_(None),
            ~told,
        )
        ordered = waiting.order_by(Application.id).with_for_update(of=Application, key_share=True, skip_locked=True)
        return [Asked(*row) for row in self._session.execute(ordered)]

    def languages(self) -> Sequence[str]:
        """Every language that somebody who may interview speaks, once, by name."""
        active = select(Hours.languages).join(Person, Person.id == Hours.person_id).where(Person.disabled_at.is_(None))
        spoken = {word.casefold(): word for words in self._session.scalars(active) for word in words}
        return sorted(spoken.values(), key=str.casefold)


def _asked() -> Select[Application, Cycle, WindowRequest, StudentWindows, Allotment]:
    return (
        select(Application, Cycle, WindowRequest, StudentWindows, Allotment)
        .join(Cycle, Cycle.id == Application.admission_cycle_id)
        .join(WindowRequest, WindowRequest.admission_cycle_id == Cycle.id)
        .outerjoin(StudentWindows, StudentWindows.application_id == Application.id)
        .outerjoin(Allotment, Allotment.admission_cycle_id == Cycle.id)
        .where(Application.status == ApplicationStatus.SELECTED, ~is_held())
    )


def is_held() -> ColumnElement[bool]:
    """Of an application: its interview has taken place. No time is asked for or given any more."""
    return exists().where(
        Held.application_id == Application.id,
        Held.status == InterviewStatus.COMPLETED,
        Held.deleted_at.is_(None),
    )
