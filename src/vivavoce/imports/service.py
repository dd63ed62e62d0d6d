"""Imports of applications and scores: all of a file or nothing of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Role
from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, Unavailable
from vivavoce.imports.files import ImportFile
from vivavoce.imports.plan import COMPARED, Changed, Changes, New, Plan, Stored, StoredPerson, step_of
from vivavoce.imports.repository import CHANGEABLE, ImportRepository, Values
from vivavoce.imports.results import applications_result, scores_result
from vivavoce.imports.rows import ApplicationRow, ScoreRow
from vivavoce.imports.schemas import ImportResult
from vivavoce.imports.score_plan import ScorePlan, score_step

AT_A_TIME = 500
"""Rows whose stored state is read with one statement."""
TRIES = 5
Row = TypeVar("Row")


class ImportService:
    """`time_zone`: of students whose row names none."""

    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], time_zone: str) -> None:
        self._repository, self._cycles = ImportRepository(session), CycleRepository(session)
        self._clock, self._new_id, self._time_zone = clock, new_id, time_zone

    def applications(self, cycle_id: str, file: ImportFile[ApplicationRow], *, dry_run: bool) -> ImportResult:
        """Raises NotFound, WrongPhase, and (unless `dry_run`) ImportRefused."""
        self._check_phase(cycle_id, dry_run, Phase.SUBMISSION, Phase.FROZEN)
        for _ in range(TRIES):
            plan = self._plan(cycle_id, file.rows)
            errors = file.errors + plan.errors
            if not dry_run:
                errors.refuse()
            if dry_run or self._applied(cycle_id, plan):
                return applications_result(file, plan, errors, dry_run=dry_run)
        raise Unavailable

    def scores(self, cycle_id: str, file: ImportFile[ScoreRow], *, dry_run: bool) -> ImportResult:
        """Raises NotFound, WrongPhase, and (unless `dry_run`) ImportRefused."""
        self._check_phase(cycle_id, dry_run, Phase.PROCESSING)
        plan = ScorePlan()
        for rows in _parts(file.rows):
            stored = self._repository.scores(cycle_id, file.key, [row.key for row in rows])
            for row in rows:
                plan.add(score_step(row, stored.get(row.key), file.key))
        errors = file.errors + plan.errors
        if not dry_run:
            errors.refuse()
            self._repository.set_scores([{"of": step.application.id, "score": step.row.score} for step in plan.steps])
        return scores_result(file, plan, errors, dry_run=dry_run)

    def _check_phase(self, cycle_id: str, dry_run: bool, *phases: Phase) -> None:
        cycle = self._cycles.find(cycle_id, lock=None if dry_run else "update")
        if cycle is None:
            raise NotFound
        if cycle.phase not in phases:
            raise WrongPhase(f"This can be imported while the cycle is in {' or '.join(phases)}.")

    def _plan(self, cycle_id: str, rows: Sequence[ApplicationRow]) -> Plan:
        plan = Plan()
        for part in _parts(rows):
            stored = self._stored(cycle_id, part)
            for row in part:
                plan.add(step_of(row, stored))
        return plan

    def _stored(self, cycle_id: str, rows: Sequence[ApplicationRow]) -> Stored:
        people = self._repository.people([row.email for row in rows])
        found = self._repository.applications(
            cycle_id, [row.external_id for row in rows], [person.id for person in people.values()]
        )
        by_external_id = {one.external_id: one for one in found if one.external_id is not None}
        return Stored(people, by_external_id, {one.student_id: one for one in found})

    def _applied(self, cycle_id: str, plan: Plan) -> bool:
        """False when somebody else made one of the accounts meanwhile: then the plan is to be made again."""
        try:
            with self._repository.savepoint():
                self._apply(cycle_id, plan)
        except IntegrityError:
            return False
        return True

    def _apply(self, cycle_id: str, plan: Plan) -> None:
        self._repository.change_applications([_changed(step) for step in plan.changed if step.of_application])
        accounts = {row.email: self._new_id() for row in plan.accounts}
        self._repository.add_people([self._person(accounts[row.email], row) for row in plan.accounts])
        self._repository.add_applications([self._application(cycle_id, step, accounts) for step in plan.new])
        if any(step.person for step in plan.new):
            self._repository.forget_drafts(cycle_id)
        self._repository.change_people(
            [_person_change(step.person, step.of_person) for step in plan.steps if step.person and step.of_person]
        )

    def _person(self, person_id: str, row: ApplicationRow) -> Values:
        return {
            "id": person_id,
            "email": row.email,
            "name": row.name,
            "role": Role.STUDENT,
            "time_zone": row.time_zone or self._time_zone,
            "is_demo": False,
            "created_at": self._clock(),
        }

    def _application(self, cycle_id: str, step: New, accounts: dict[str, str]) -> Values:
        row = step.row
        return {
            "id": self._new_id(),
            "admission_cycle_id": cycle_id,
            "student_id": accounts[row.email] if step.person is None else step.person.id,
            "external_id": row.external_id,
            "programme": row.programme,
            "school": row.school or "",
            "address": row.address or "",
            "statement": row.statement or "",
            "status": ApplicationStatus.SUBMITTED,
            "checked": False,
            "created_at": self._clock(),
        }


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + AT_A_TIME] for start in range(0, len(rows), AT_A_TIME))


def _changed(step: Changed) -> Values:
    """All the columns, so that one statement does for all rows. Whoever checked it checked the old text."""
    now = {name: getattr(step.application, name) for name in CHANGEABLE}
    asked = {name: to for name, (_, to) in step.of_application.items()}
    checked = step.application.checked and asked.keys().isdisjoint(COMPARED)
    return {"of": step.application.id, **now, **asked, "checked": checked}


def _person_change(person: StoredPerson, changes: Changes) -> Values:
    return {"of": person.id, **{name: to for name, (_, to) in changes.items()}}
