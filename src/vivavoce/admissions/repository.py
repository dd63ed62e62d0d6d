"""All SQL over cycles, and the locks that keep what is read about a cycle true until the commit.

PostgreSQL locks rows in one order everywhere: cycle, application, interview, people. Whoever relies on a cycle's
phase holds it FOR SHARE; whoever moves it, FOR NO KEY UPDATE. (The stronger FOR UPDATE would also stop every
insert that merely refers to the row.) On SQLite a writer is alone anyway, and the clauses are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVarTuple

from sqlalchemy import ColumnElement, Select, case, column, func, select, table
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.guards import CycleFacts
from vivavoce.admissions.models import Application, Cycle, PhaseChange
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import Instant

Columns = TypeVarTuple("Columns")
Lock = Literal["share", "update"]

# Interviews stand on admissions, so admissions cannot import them; it only counts rows, by name.
interviews = table(
    "interviews",
    column("id"),
    column("application_id"),
    column("admission_cycle_id"),
    column("status"),
    column("interview_time", Instant),
    column("deleted_at", Instant),
)
SCHEDULED = (interviews.c.status == "scheduled") & interviews.c.deleted_at.is_(None)

LEFT_OUT = (ApplicationStatus.WITHDRAWN, ApplicationStatus.SET_ASIDE)


@dataclass
class ApplicationTally:
    by_status: dict[str, int] = field(default_factory=dict)
    checked: int = 0
    """Neither withdrawn nor set aside."""


def locked(statement: Select[*Columns], lock: Lock | None) -> Select[*Columns]:
    if lock is None:
        return statement
    fresh = statement.execution_options(populate_existing=True)
    return fresh.with_for_update(read=True) if lock == "share" else fresh.with_for_update(key_share=True)


class CycleRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Cycle | PhaseChange) -> None:
        self._session.add(row)

    def flush(self) -> None:
        self._session.flush()

    def find(self, cycle_id: str, lock: Lock | None = None) -> Cycle | None:
        return self._session.scalar(locked(select(Cycle).where(Cycle.id == cycle_id), lock))

    def all(self) -> Sequence[Cycle]:
        return self._session.scalars(select(Cycle).order_by(Cycle.created_at.desc(), Cycle.id)).all()

    def application_counts(self, cycle_ids: Sequence[str]) -> dict[str, ApplicationTally]:
        cycle, status = Application.admission_cycle_id, Application.status
        checked = _sum(status.not_in(LEFT_OUT) & Application.checked)
        rows = select(cycle, status, func.count(), checked).where(cycle.in_(cycle_ids)).group_by(cycle, status)
        found: dict[str, ApplicationTally] = {}
        for cycle_id, of_status, number, of_checked in self._session.execute(rows):
            tally = found.setdefault(cycle_id, ApplicationTally())
            tally.by_status[of_status] = number
            tally.checked += of_checked
        return found

    def interview_counts(self, cycle_ids: Sequence[str]) -> dict[str, dict[str, int]]:
        """By cycle and status."""
        cycle, status = interviews.c.admission_cycle_id, interviews.c.status
        living = cycle.in_(cycle_ids) & interviews.c.deleted_at.is_(None)
        found: dict[str, dict[str, int]] = {}
        for cycle_id, of_status, number in self._session.execute(
            select(cycle, status, func.count()).where(living).group_by(cycle, status)
        ):
            found.setdefault(cycle_id, {})[of_status] = number
        return found

    def history(self, cycle_id: str) -> Sequence[tuple[PhaseChange, Person | None]]:
        rows = self._session.execute(
            select(PhaseChange, Person)
            .outerjoin(Person, Person.id == PhaseChange.by_id)
            .where(PhaseChange.admission_cycle_id == cycle_id)
            .order_by(PhaseChange.at, PhaseChange.id)
        )
        return [(change, person) for change, person in rows]

    def facts(self, cycle: Cycle, now: datetime) -> CycleFacts:
        status = Application.status
        number = self._session.execute(
            select(
                func.count(),
                _sum(status.not_in(LEFT_OUT) & Application.checked.is_(False)),
                _sum(status.not_in(LEFT_OUT) & Application.score.is_(None)),
                _sum(status == ApplicationStatus.SELECTED),
            ).where(Application.admission_cycle_id == cycle.id)
        ).one()
        scheduled = self._session.execute(
            select(func.count(), _sum(interviews.c.interview_time > now)).where(
                SCHEDULED, interviews.c.admission_cycle_id == cycle.id
            )
        ).one()
        return CycleFacts(
            applications=number[0],
            unchecked=number[1],
            exported=cycle.exported_at is not None,
            unscored=number[2],
            selected=number[3],
            interviews_ahead=scheduled[1],
            interviews_scheduled=scheduled[0],
        )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
