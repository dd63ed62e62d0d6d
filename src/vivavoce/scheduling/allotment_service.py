"""When the times of a cycle are given out by themselves: set, read and taken back by admins."""

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.repository import CycleRepository
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, StaleVersion, refuse
from vivavoce.interviews.rules import CHANGE_PHASES
from vivavoce.scheduling.allotment_repository import AllotmentRepository
from vivavoce.scheduling.allotment_schemas import AllotmentIn, AllotmentOut, CycleAllotment
from vivavoce.scheduling.draft_rules import AllotmentStatus
from vivavoce.scheduling.errors import DraftBusy, TimesNotAsked
from vivavoce.scheduling.models import Allotment
from vivavoce.scheduling.window_repository import WindowRepository


class AllotmentService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._cycles, self._windows = CycleRepository(session), WindowRepository(session)
        self._allotments, self._clock = AllotmentRepository(session), clock

    def read(self, cycle_id: str) -> CycleAllotment:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        row = self._allotments.of(cycle_id)
        return CycleAllotment(allotment=_out(row) if row else None, server_time=self._clock())

    def set(self, cycle_id: str, body: AllotmentIn, caller: Caller) -> CycleAllotment:
        """Anew, too. Raises NotFound, WrongPhase, TimesNotAsked, StaleVersion, DraftBusy, Unacceptable."""
        cycle = self._cycles.find(cycle_id, "update")
        if cycle is None:
            raise NotFound
        if cycle.phase not in CHANGE_PHASES:
            raise WrongPhase("Times are given out once applicants are selected, and before the cycle ends.")
        request, before = self._windows.request(cycle_id), self._allotments.of(cycle_id)
        if request is None:
            raise TimesNotAsked
        if body.version != (before.version if before else 0):
            raise StaleVersion
        _refuse_making(before)
        if body.at <= self._clock():
            raise refuse("at", "in_the_past", "Choose a later moment.")
        if body.at < request.closes_at:
            raise refuse("at", "before_answers", "Applicants may answer until later than that. Choose a later moment.")
        self._allotments.put(
            Allotment(
                admission_cycle_id=cycle_id,
                at=body.at,
                length_minutes=body.length_minutes,
                panel=body.panel,
                publishes=body.publishes,
                asked_by_id=caller.id,
                status=AllotmentStatus.WAITING,
                failure="",
                draft_id=None,
                version=body.version + 1,
            )
        )
        return self.read(cycle_id)

    def take_back(self, cycle_id: str) -> None:
        """Raises NotFound, DraftBusy."""
        if self._cycles.find(cycle_id, "update") is None:
            raise NotFound
        row = self._allotments.of(cycle_id)
        if row is not None:
            _refuse_making(row)
            self._allotments.remove(row)


def _refuse_making(row: Allotment | None) -> None:
    if row is not None and row.status == AllotmentStatus.MAKING:
        raise DraftBusy


def _out(row: Allotment) -> AllotmentOut:
    return AllotmentOut(
        at=row.at,
        length_minutes=row.length_minutes,
        panel=row.panel,
        publishes=row.publishes,
        status=AllotmentStatus(row.status),
        failure=row.failure,
        version=row.version,
    )
