"""All SQL over drafts, and over what a draft is made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select
from sqlalchemy.orm import Session, aliased

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.models import Application
from vivavoce.admissions.repository import locked
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import batches
from vivavoce.interviews.models import ConflictOfInterest, Hours, Interview, Occupation
from vivavoce.interviews.panel_repository import PanelRepository
from vivavoce.interviews.rules import InterviewStatus, ends_at
from vivavoce.scheduling.draft_rules import DraftStatus, PlacementChange
from vivavoce.scheduling.models import Draft, Placement, StudentWindows
from vivavoce.scheduling.snapshot import Booked, Candidate, Taken
from vivavoce.scheduling.window_repository import is_held

Before, BeforeSecond, Now, Second = (aliased(Person) for _ in range(4))


@dataclass(frozen=True)
class Filters:
    change: PlacementChange | None = None
    admin_id: str | None = None
    """Who interviews, or did."""


class PlacementRow(NamedTuple):
    placement: Placement
    application: Application
    student: Person
    before: Person | None
    before_second: Person | None
    now: Person | None
    second: Person | None


class DraftRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft: Draft) -> None:
        self._session.add(draft)
        self._session.flush()

    def find(self, draft_id: str, *, hold: bool = False) -> Draft | None:
        return self._session.scalar(locked(select(Draft).where(Draft.id == draft_id), "update" if hold else None))

    def newest(self, cycle_id: str) -> Draft | None:
        """Not those that were thrown away."""
        mine = select(Draft).where(Draft.admission_cycle_id == cycle_id, Draft.status != DraftStatus.DISCARDED)
        return self._session.scalar(mine.order_by(Draft.created_at.desc(), Draft.id).limit(1))

    def place(self, rows: Sequence[Placement]) -> None:
        values = [{column.key: getattr(one, column.key) for column in Placement.__table__.columns} for one in rows]
        if values:
            self._session.execute(insert(Placement), values)

    def clear(self, draft_id: str) -> None:
        self._session.execute(delete(Placement).where(Placement.draft_id == draft_id))

    def placements(self, draft_id: str) -> Sequence[Placement]:
        return self._session.scalars(select(Placement).where(Placement.draft_id == draft_id)).all()

    def placement(self, draft_id: str, application_id: str) -> Placement | None:
        return self._session.get(Placement, (draft_id, application_id), populate_existing=True)

    def rows(self, draft_id: str, filters: Filters, first: int, limit: int) -> Sequence[PlacementRow]:
        """By time; who has no place comes last."""
        found = self._session.execute(
            select(Placement, Application, Person, Before, BeforeSecond, Now, Second)
            .join(Application, Application.id == Placement.application_id)
            .join(Person, Person.id == Application.student_id)
            .outerjoin(Before, Before.id == Placement.before_admin_id)
            .outerjoin(BeforeSecond, BeforeSecond.id == Placement.before_second_id)
            .outerjoin(Now, Now.id == Placement.admin_id)
            .outerjoin(Second, Second.id == Placement.second_id)
            .where(Placement.draft_id == draft_id, *_conditions(filters))
            .order_by(Placement.interview_time.is_(None), Placement.interview_time, Person.name, Person.id)
            .offset(first)
            .limit(limit)
        )
        return [PlacementRow(*row) for row in found]

    def office(self) -> Sequence[Hours]:
        """Of everybody who may interview and has said any hours."""
        able = select(Hours).join(Person, Person.id == Hours.person_id)
        return self._session.scalars(
            able.where(Person.disabled_at.is_(None), Person.role.in_(OFFICE_ROLES)).order_by(Hours.person_id)
        ).all()

    def people(self, ids: Iterable[str]) -> dict[str, Person]:
        return {one.id: one for one in self._session.scalars(select(Person).where(Person.id.in_(list(ids))))}

    def student_of(self, application_id: str) -> str | None:
        return self._session.scalar(select(Application.student_id).where(Application.id == application_id))

    def students(self, application_ids: Iterable[str]) -> dict[str, str]:
        """Names by application."""
        names = select(Application.id, Person.name).join(Person, Person.id == Application.student_id)
        found: dict[str, str] = {}
        for some in batches(sorted(application_ids)):
            found |= {row[0]: row[1] for row in self._session.execute(names.where(Application.id.in_(some)))}
        return found

    def candidates(self, cycle_id: str) -> Sequence[Candidate]:
        """Every selected applicant of the cycle who may still be given a time or be moved."""
        scheduled = and_(
            Interview.application_id == Application.id,
            Interview.status == InterviewStatus.SCHEDULED,
            Interview.deleted_at.is_(None),
        )
        rows = self._session.execute(
            select(Application, Person, StudentWindows, Interview)
            .join(Person, Person.id == Application.student_id)
            .outerjoin(StudentWindows, StudentWindows.application_id == Application.id)
            .outerjoin(Interview, scheduled)
            .where(
                Application.admission_cycle_id == cycle_id, Application.status == ApplicationStatus.SELECTED, ~is_held()
            )
            .order_by(Application.id)
        ).all()
        panels = PanelRepository(self._session).ids([row[3].id for row in rows if row[3]])
        apart = self._apart(cycle_id)
        return [
            Candidate(
                application.id,
                person.id,
                application.programme,
                person.time_zone,
                answer,
                _booked(interview, panels.get(interview.id, ())) if interview else None,
                frozenset(apart[person.id]),
            )
            for application, person, answer, interview in rows
        ]

    def _apart(self, cycle_id: str) -> Mapping[str, set[str]]:
        """By student: whom of the office they are not to meet."""
        rows = self._session.execute(
            select(ConflictOfInterest.student_id, ConflictOfInterest.staff_id)
            .join(Application, Application.student_id == ConflictOfInterest.student_id)
            .where(Application.admission_cycle_id == cycle_id, ConflictOfInterest.holds)
        )
        found = defaultdict[str, set[str]](set)
        for student_id, staff_id in rows:
            found[student_id].add(staff_id)
        return found

    def taken(self, since: datetime, until: datetime) -> Sequence[Taken]:
        """By time."""
        rows = self._session.execute(
            select(
                Occupation.person_id,
                Occupation.interview_id,
                Occupation.starts_at,
                Interview.duration_minutes,
                Occupation.ends_at,
            )
            .join(Interview, Interview.id == Occupation.interview_id)
            .where(Occupation.starts_at < until, Occupation.ends_at > since)
            .order_by(Occupation.starts_at, Occupation.person_id)
        )
        return [
            Taken(person_id, interview_id, starts_at, ends_at(starts_at, minutes), free_at)
            for person_id, interview_id, starts_at, minutes, free_at in rows
        ]


def _booked(interview: Interview, others: tuple[str, ...]) -> Booked:
    return Booked(
        interview.id,
        interview.version,
        interview.admin_id,
        interview.interview_time,
        interview.duration_minutes,
        others,
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    same = and_(
        Placement.admin_id == Placement.before_admin_id,
        Placement.interview_time == Placement.before_time,
        Placement.second_id.is_not_distinct_from(Placement.before_second_id),
    )
    of_change: dict[PlacementChange, list[ColumnElement[bool]]] = {
        PlacementChange.UNPLACED: [Placement.admin_id.is_(None)],
        PlacementChange.NEW: [Placement.admin_id.is_not(None), Placement.before_admin_id.is_(None)],
        PlacementChange.UNCHANGED: [same],
        PlacementChange.MOVED: [Placement.admin_id.is_not(None), Placement.before_admin_id.is_not(None), ~same],
    }
    conditions = of_change[filters.change] if filters.change else []
    if filters.admin_id:
        people = (Placement.admin_id, Placement.second_id, Placement.before_admin_id, Placement.before_second_id)
        conditions = [*conditions, or_(*(column == filters.admin_id for column in people))]
    return conditions
