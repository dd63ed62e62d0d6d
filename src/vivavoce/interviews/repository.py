"""All SQL over interviews. Every list starts from what the caller may see; none asks once per row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, tuple_, union
from sqlalchemy.orm import Session, aliased

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.repository import locked
from vivavoce.database import batches
from vivavoce.interviews.models import Interview, InterviewEvent, PanelMember, Rehearsal
from vivavoce.interviews.rules import LISTED_PHASES, InterviewStatus
from vivavoce.search import mentions

Order = Literal["asc", "desc"]
Position = tuple[datetime, str]
"""Where a page ends: the time and id of its last interview."""

Student, Lead = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class Filters:
    cycle_id: str | None = None
    status: InterviewStatus | None = None
    admin_id: str | None = None
    q: str | None = None
    from_time: datetime | None = None
    """Included."""
    to_time: datetime | None = None
    """Not included."""
    order: Order = "asc"


class InterviewRow(NamedTuple):
    interview: Interview
    application: Application
    student: Person
    lead: Person
    cycle: Cycle
    rehearsal: Rehearsal | None
    panel: Sequence[Person]


_Joined = Select[Interview, Application, Person, Person, Cycle, Rehearsal | None]


def visible_to(caller: Caller) -> ColumnElement[bool]:
    """Deleted ones are nobody's."""
    return and_(Interview.deleted_at.is_(None), _is_theirs(caller))


def _is_theirs(caller: Caller) -> ColumnElement[bool]:
    if caller.role is Role.STUDENT:
        return Interview.student_id == caller.id
    if caller.role is Role.INTERVIEWER:
        return _interviews_in(caller.id)
    return Interview.id.is_not(None)


def _interviews_in(person_id: str) -> ColumnElement[bool]:
    """Leads it, or sits on its panel."""
    panel = exists().where(PanelMember.interview_id == Interview.id, PanelMember.person_id == person_id)
    return or_(Interview.admin_id == person_id, panel)


class InterviewRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, caller: Caller, filters: Filters, after: Position | None, limit: int) -> Sequence[InterviewRow]:
        key = tuple_(Interview.interview_time, Interview.id)
        statement = _joined().where(visible_to(caller), *_conditions(filters)).limit(limit)
        if filters.order == "asc":
            statement = statement.order_by(Interview.interview_time, Interview.id)
            return self._rows(statement if after is None else statement.where(key > after))
        statement = statement.order_by(Interview.interview_time.desc(), Interview.id.desc())
        return self._rows(statement if after is None else statement.where(key < after))

    def all_of(self, caller: Caller) -> Sequence[InterviewRow]:
        """For people who are in few: interviewers and students."""
        order = (Interview.interview_time, Interview.id)
        return self._rows(_joined().where(visible_to(caller)).order_by(*order))

    def several(self, ids: Sequence[str]) -> dict[str, InterviewRow]:
        """Whoever asks may see them all; deleted ones too."""
        rows = (row for some in batches(ids) for row in self._rows(_joined().where(Interview.id.in_(some))))
        return {row.interview.id: row for row in rows}

    def in_which(self, person_id: str, since: datetime) -> Sequence[InterviewRow]:
        """Those a person takes part in, whatever their role lets them see besides; by time."""
        theirs = or_(Interview.student_id == person_id, _interviews_in(person_id))
        found = _joined().where(theirs, Interview.deleted_at.is_(None), Interview.interview_time >= since)
        return self._rows(found.order_by(Interview.interview_time, Interview.id))

    def under_other_rules(self, caller: Caller, rules: str, now: datetime) -> Sequence[InterviewRow]:
        """Scheduled ones ahead whose wall time was found by other rules than these."""
        ahead = (Interview.status == InterviewStatus.SCHEDULED, Interview.interview_time > now)
        others = (Interview.wall_time != "", Interview.zone_rules != rules)
        found = _joined().where(visible_to(caller), *ahead, *others)
        return self._rows(found.order_by(Interview.interview_time, Interview.id))

    def find(self, caller: Caller, interview_id: str) -> InterviewRow | None:
        return next(iter(self._rows(_joined().where(visible_to(caller), Interview.id == interview_id))), None)

    def lock(self, caller: Caller, interview_id: str) -> InterviewRow | None:
        """Held until the commit: its cycle's phase, its application, itself (in this order, see admissions)."""
        application_id = self._session.scalar(
            select(Interview.application_id).where(visible_to(caller), Interview.id == interview_id)
        )
        if application_id is None or self.lock_application(application_id) is None:
            return None
        self._session.scalar(locked(select(Interview).where(Interview.id == interview_id), "update"))
        return self.find(caller, interview_id)

    def lock_application(self, application_id: str) -> tuple[Application, Cycle] | None:
        cycle_id = select(Application.admission_cycle_id).where(Application.id == application_id)
        cycle = self._session.scalar(locked(select(Cycle).where(Cycle.id.in_(cycle_id)), "share"))
        found = self._session.scalar(locked(select(Application).where(Application.id == application_id), "update"))
        return (found, cycle) if found and cycle else None

    def scheduled_id(self, application_id: str) -> str | None:
        found = select(Interview.id).where(
            Interview.application_id == application_id,
            Interview.status == InterviewStatus.SCHEDULED,
            Interview.deleted_at.is_(None),
        )
        return self._session.scalar(found)

    def people(self, ids: Iterable[str]) -> dict[str, Person]:
        return {p.id: p for p in self._session.scalars(select(Person).where(Person.id.in_(list(ids))))}

    def add(self, row: Interview | InterviewEvent) -> None:
        self._session.add(row)
        self._session.flush()

    def exists(self, interview_id: str) -> bool:
        """Deleted ones too."""
        return self._session.scalar(select(Interview.id).where(Interview.id == interview_id)) is not None

    def last_event(self, interview_id: str) -> InterviewEvent | None:
        of_interview = select(InterviewEvent).where(InterviewEvent.interview_id == interview_id)
        return self._session.scalar(of_interview.order_by(InterviewEvent.number.desc()).limit(1))

    def history(self, interview_id: str) -> Sequence[tuple[InterviewEvent, Person | None]]:
        rows = self._session.execute(
            select(InterviewEvent, Person)
            .outerjoin(Person, Person.id == InterviewEvent.by_id)
            .where(InterviewEvent.interview_id == interview_id)
            .order_by(InterviewEvent.number)
        )
        return [(event, person) for event, person in rows]

    def _rows(self, statement: _Joined) -> Sequence[InterviewRow]:
        found = self._session.execute(statement).all()
        panels = self._panels([row[0].id for row in found])
        return [InterviewRow(*row, panel=panels.get(row[0].id, [])) for row in found]

    def _panels(self, interview_ids: Sequence[str]) -> dict[str, list[Person]]:
        panels: dict[str, list[Person]] = {}
        if interview_ids:
            rows = self._session.execute(
                select(PanelMember.interview_id, Person)
                .join(Person, Person.id == PanelMember.person_id)
                .where(PanelMember.interview_id.in_(interview_ids))
                .order_by(PanelMember.interview_id, PanelMember.position)
            )
            for interview_id, person in rows:
                panels.setdefault(interview_id, []).append(person)
        return panels


def _joined() -> _Joined:
    return (
        select(Interview, Application, Student, Lead, Cycle, Rehearsal)
        .join(Application, Application.id == Interview.application_id)
        .join(Student, Student.id == Interview.student_id)
        .join(Lead, Lead.id == Interview.admin_id)
        .join(Cycle, Cycle.id == Interview.admission_cycle_id)
        .outerjoin(Rehearsal, Rehearsal.interview_id == Interview.id)
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.cycle_id is None:
        # In these words no database takes the cycles' index and then sorts everything: it reads by time, and stops.
        conditions.append(
            Interview.admission_cycle_id.not_in(select(Cycle.id).where(Cycle.phase.not_in(LISTED_PHASES)))
        )
    else:
        conditions.append(Interview.admission_cycle_id == filters.cycle_id)
    if filters.status is not None:
        conditions.append(Interview.status == filters.status)
    if filters.admin_id is not None:
        conditions.append(Interview.admin_id == filters.admin_id)
    if filters.q:
        conditions.append(Interview.id.in_(_mentioning(filters.q)))
    if filters.from_time is not None:
        conditions.append(Interview.interview_time >= filters.from_time)
    if filters.to_time is not None:
        conditions.append(Interview.interview_time < filters.to_time)
    return conditions


def _mentioning(words: str) -> CompoundSelect[str]:
    """Ids of those whose student or programme has the words.

    Looked for among people and different programmes, which are fewer than interviews; the rest are look-ups.
    """
    theirs = aliased(Interview)
    # Else both databases would look for the words in every application. SQLite knows the word from 3.35 (2021) on.
    programmes = select(Application.programme).distinct().cte("programmes").prefix_with("MATERIALIZED")
    some = select(programmes.c.programme).where(mentions(words, programmes.c.programme))
    of_students = select(theirs.id).where(
        theirs.student_id.in_(select(Student.id).where(mentions(words, Student.name, Student.email)))
    )
    of_programmes = select(theirs.id).join(Application, Application.id == theirs.application_id)
    return union(of_students, of_programmes.where(Application.programme.in_(some)))
