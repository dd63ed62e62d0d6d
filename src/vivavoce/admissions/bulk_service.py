"""One change to many applications: all of them, or none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.orm import Session

from vivavoce.admissions.application_repository import ApplicationFilters
from vivavoce.admissions.bulk_repository import BulkRepository, Candidate
from vivavoce.admissions.bulk_schemas import BulkChange, BulkResult
from vivavoce.admissions.changes import Standing, after_change, differences
from vivavoce.admissions.errors import InterviewStillScheduled
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.schemas import ApplicationUpdate
from vivavoce.errors import Conflict, FieldError, NotFound, Unacceptable

Values = tuple[tuple[str, object], ...]
"""(column, new value), …: what one UPDATE sets."""
SELECTED = ApplicationStatus.SELECTED


class BulkService:
    def __init__(self, session: Session) -> None:
        self._repository, self._cycles = BulkRepository(session), CycleRepository(session)

    def change(self, cycle_id: str, body: BulkChange) -> BulkResult:
        """Raises, for the first applicant by name whose change is refused, that refusal with their name."""
        cycle = self._cycles.find(cycle_id, lock="share")
        if cycle is None:
            raise NotFound
        candidates = self._candidates(cycle.id, body)
        scheduled = self._scheduled(cycle.id, body.change)
        by_values: dict[Values, list[str]] = {}
        for one in sorted(candidates, key=lambda one: (one.name, one.id)):
            with _naming(one.name):
                after = _after(one, Phase(cycle.phase), body.change, scheduled)
            by_values.setdefault(tuple(differences(one.standing, after).items()), []).append(one.id)
        unchanged = by_values.pop((), [])
        for values, ids in by_values.items():
            self._repository.write(ids, dict(values))
        return BulkResult(changed=len(candidates) - len(unchanged), unchanged=len(unchanged))

    def _candidates(self, cycle_id: str, body: BulkChange) -> Sequence[Candidate]:
        if body.matching is not None:
            match = body.matching
            return self._repository.lock_matching(cycle_id, ApplicationFilters(match.status, match.q, match.checked))
        asked = set(body.ids or ())
        found = self._repository.lock_ids(cycle_id, asked)
        if len(found) != len(asked):
            raise NotFound
        return found

    def _scheduled(self, cycle_id: str, change: ApplicationUpdate) -> set[str]:
        """Only a change of status can take somebody away from `selected`."""
        if change.status is None or change.status is SELECTED:
            return set()
        return self._repository.with_scheduled_interview(cycle_id)


def _after(one: Candidate, phase: Phase, change: ApplicationUpdate, scheduled: set[str]) -> Standing:
    after = after_change(one.standing, phase, change)
    if one.standing.status is SELECTED is not after.status and one.id in scheduled:
        raise InterviewStillScheduled
    return after


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Refusals say whose application it is."""
    try:
        yield
    except Conflict as error:
        raise type(error)(f"{name}: {error.detail}", error.errors) from error
    except Unacceptable as error:
        fields = [FieldError(f"change.{e.field}", e.code, e.message) for e in error.errors]
        raise Unacceptable(f"{name}: {fields[0].message}", fields) from error
