"""Cycles: one method per verb."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions import models, schemas
from vivavoce.admissions.errors import ForbiddenMove, GuardUnmet
from vivavoce.admissions.guards import CycleFacts, next_phase, unmet_guards
from vivavoce.admissions.repository import ApplicationTally, CycleRepository
from vivavoce.admissions.rules import Phase, forgets_export, is_back
from vivavoce.admissions.views import cycle_summary, missing_step, phase_step
from vivavoce.clock import Clock
from vivavoce.errors import FieldError, NotFound, refuse


class CycleService:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str]) -> None:
        self._repository = CycleRepository(session)
        self._clock, self._new_id = clock, new_id

    def list(self) -> schemas.CycleList:
        return schemas.CycleList(items=self._summaries(self._repository.all()), server_time=self._clock())

    def create(self, body: schemas.CycleCreate) -> schemas.Cycle:
        cycle = models.Cycle(id=self._new_id(), name=body.name, phase=Phase.SUBMISSION, created_at=self._clock())
        self._repository.add(cycle)
        self._repository.flush()
        return self._view(cycle)

    def get(self, cycle_id: str) -> schemas.Cycle:
        cycle = self._repository.find(cycle_id)
        if cycle is None:
            raise NotFound
        return self._view(cycle)

    def rename(self, cycle_id: str, body: schemas.CycleUpdate) -> schemas.Cycle:
        cycle = self._locked(cycle_id)
        cycle.name = body.name
        return self._view(cycle)

    def move_phase(self, cycle_id: str, body: schemas.PhaseMove, caller: Caller) -> schemas.Cycle:
        cycle = self._locked(cycle_id)
        current = Phase(cycle.phase)
        if is_back(current, body.to):
            if body.reason is None:
                raise refuse("reason", "reason_required", "Say why the cycle goes back; it is kept.")
        else:
            check_forward(current, body.to, self._repository.facts(cycle, self._clock()))
        cycle.phase = body.to
        if forgets_export(body.to):
            cycle.exported_at = None
        self._repository.add(
            models.PhaseChange(
                id=self._new_id(),
                admission_cycle_id=cycle.id,
                from_phase=current,
                to_phase=body.to,
                reason=body.reason,
                by_id=caller.id,
                at=self._clock(),
            )
        )
        self._repository.flush()
        return self._view(cycle)

    def _locked(self, cycle_id: str) -> models.Cycle:
        cycle = self._repository.find(cycle_id, lock="update")
        if cycle is None:
            raise NotFound
        return cycle

    def _summaries(self, cycles: Sequence[models.Cycle]) -> Sequence[schemas.CycleSummary]:
        ids = [cycle.id for cycle in cycles]
        applications = self._repository.application_counts(ids)
        interviews = self._repository.interview_counts(ids)
        return [cycle_summary(c, applications.get(c.id, ApplicationTally()), interviews.get(c.id, {})) for c in cycles]

    def _view(self, cycle: models.Cycle) -> schemas.Cycle:
        phase = Phase(cycle.phase)
        unmet = unmet_guards(phase, self._repository.facts(cycle, self._clock()))
        return schemas.Cycle(
            **dict(self._summaries([cycle])[0]),
            exported_at=cycle.exported_at,
            history=[phase_step(change, person) for change, person in self._repository.history(cycle.id)],
            next_phase=next_phase(phase),
            unmet=[one.words for one in unmet],
            missing=[missing_step(one, cycle.id) for one in unmet],
        )


def check_forward(current: Phase, to: Phase, facts: CycleFacts) -> None:
    following = next_phase(current)
    if to != following:
        where = f"The next phase after {current} is {following}." if following else "The cycle is completed."
        raise ForbiddenMove(f"A cycle moves one phase forward at a time. {where}")
    unmet = unmet_guards(current, facts)
    if unmet:
        words = " ".join(one.words for one in unmet)
        errors = [FieldError("to", one.code, one.words) for one in unmet]
        raise GuardUnmet(f"The cycle cannot move to {to} yet: {words}", errors)
