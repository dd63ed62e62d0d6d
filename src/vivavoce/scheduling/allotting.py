"""Gives out the times of cycles whose moment has come. Any number may look beside each other: whoever holds the
cycle's row takes the next step of it, and each step is stored with what it did."""

from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Role
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.database import Database, after_commit
from vivavoce.errors import AppError, Forbidden
from vivavoce.notifications.facts import Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rules import Kind
from vivavoce.scheduling.allotment_repository import AllotmentRepository
from vivavoce.scheduling.draft_repository import DraftRepository
from vivavoce.scheduling.draft_rules import AllotmentStatus, DraftStatus
from vivavoce.scheduling.draft_schemas import Counts, ScheduleIn
from vivavoce.scheduling.draft_service import DraftService
from vivavoce.scheduling.errors import DraftBusy, DraftKept
from vivavoce.scheduling.models import Allotment, Draft
from vivavoce.scheduling.rounds import trouble_said
from vivavoce.scheduling.solving import SECONDS, Solver

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.allotting")

FORGOTTEN = timedelta(seconds=2 * SECONDS)
"""After so long nobody is making a draft any more that is said to be made: its server was stopped."""
REPLACED = "replaced"
"""Somebody has made another draft, or thrown this one away."""


class Allotter:
    def __init__(self, database: Database, clock: Clock, new_id: Callable[[], str], bus: Bus, solver: Solver) -> None:
        self._database, self._clock, self._new_id, self._bus = database, clock, new_id, bus
        self._solver = solver

    def look(self) -> None:
        """One step of each that is due. What one of them cannot do keeps no other from being done."""
        with self._database.reading() as session:
            due = AllotmentRepository(session).due(self._clock())
        for cycle_id in due:
            with (
                trouble_said("giving out times", cycle_id),
                self._database.on_the_side,
                self._database.writing() as session,
            ):
                _Step(session, self._clock, self._new_id, self._bus, self._solver).take(cycle_id)


class _Step:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus, solver: Solver) -> None:
        self._session, self._clock, self._new_id, self._solver = session, clock, new_id, solver
        self._cycles = CycleRepository(session)
        self._allotments, self._drafts = AllotmentRepository(session), DraftRepository(session)
        self._service = DraftService(session, clock, new_id, bus, solver)
        self._outbox = Outbox(session, clock, new_id, bus)

    def take(self, cycle_id: str) -> None:
        self._cycles.find(cycle_id, "update")
        if cycle_id not in self._allotments.due(self._clock()):
            return  # another one was quicker, or it was put off
        row = self._allotments.of(cycle_id)
        if row is not None and row.status == AllotmentStatus.WAITING:
            self._attempt(row, self._begin)
        elif row is not None:
            self._attempt(row, self._follow)

    def _attempt(self, row: Allotment, work: Callable[[Allotment], None]) -> None:
        try:
            with self._session.begin_nested():
                work(row)
        except DraftBusy:
            return  # somebody's is being made: ours comes after it
        except AppError as refused:
            self._end(row, AllotmentStatus.FAILED, refused.code)

    def _begin(self, row: Allotment) -> None:
        before = self._drafts.newest(row.admission_cycle_id)
        if before is not None and before.status == DraftStatus.READY and before.version > 1:
            raise DraftKept
        asked = ScheduleIn(length_minutes=row.length_minutes, panel=row.panel)
        row.draft_id = self._service.start(row.admission_cycle_id, asked, self._caller(row)).id
        row.status = AllotmentStatus.MAKING

    def _follow(self, row: Allotment) -> None:
        draft = self._drafts.find(row.draft_id or "")
        if draft is None or draft.status == DraftStatus.DISCARDED:
            self._end(row, AllotmentStatus.FAILED, REPLACED)
        elif draft.status == DraftStatus.FAILED:
            self._end(row, AllotmentStatus.FAILED, draft.failure)
        elif draft.status == DraftStatus.PUBLISHED:
            self._end(row, AllotmentStatus.PUBLISHED, counts=self._service.read(draft.id).counts)
        elif draft.status == DraftStatus.SOLVING:
            self._remember(draft)
        elif row.publishes:
            published = self._service.publish(draft.id, draft.version, self._caller(row))
            self._end(row, AllotmentStatus.PUBLISHED, counts=published.counts)
        else:
            self._end(row, AllotmentStatus.DRAFTED, counts=self._service.read(draft.id).counts)

    def _remember(self, draft: Draft) -> None:
        if not self._solver.knows(draft.id) and self._clock() - draft.created_at > FORGOTTEN:
            after_commit(self._session, lambda: self._solver.start(draft.id))

    def _end(self, row: Allotment, status: AllotmentStatus, failure: str = "", counts: Counts | None = None) -> None:
        """Whoever has set it is told how it went."""
        row.status, row.failure = status, failure
        cycle = self._cycles.find(row.admission_cycle_id)
        facts: dict[str, object] = {"cycle": cycle.name if cycle else "", "cycle_id": row.admission_cycle_id}
        facts["outcome"] = status.value
        if counts is not None:
            placed = counts.new + counts.moved + counts.unchanged
            facts |= {"placed": placed, "unplaced": counts.unplaced}
        self._outbox.tell([Told(row.asked_by_id, self._new_id(), Kind.TIMES_ALLOTTED, 0, facts)])
        log.info("times given out", cycle=row.admission_cycle_id, status=status.value, failure=failure)

    def _caller(self, row: Allotment) -> Caller:
        """Raises Forbidden when they may no longer have it done."""
        person = self._allotments.person(row.asked_by_id)
        if person.role != Role.ADMIN or person.disabled_at is not None:
            raise Forbidden
        return Caller(person.id, person.name, person.email, Role(person.role), person.time_zone, session_id="")
