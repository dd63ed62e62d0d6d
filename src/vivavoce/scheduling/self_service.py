"""Students choose another time themselves, within rules that the office sets for a cycle."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, StaleVersion, refuse
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.interviews.rules import Attendance
from vivavoce.interviews.schemas import AttendanceResponse
from vivavoce.interviews.service import InterviewService
from vivavoce.scheduling.errors import ChoiceRefused
from vivavoce.scheduling.models import SelfService, WaitListEntry
from vivavoce.scheduling.moving import Moving
from vivavoce.scheduling.openings import Openings
from vivavoce.scheduling.self_service_repository import SelfServiceRepository
from vivavoce.scheduling.self_service_schemas import ChosenTime, OfferedTimes, SelfServiceIn, SelfServiceOut, Waiting
from vivavoce.scheduling.spans import days_shown

MOST_TIMES = 400
NOTICE_HOURS, MOST_CHANGES = 48, 1
"""What an office begins with."""


class SelfServiceOffice:
    """The rules, for admins."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._cycles, self._repository, self._clock = CycleRepository(session), SelfServiceRepository(session), clock

    def read(self, cycle_id: str) -> SelfServiceOut:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        row = self._repository.of(cycle_id)
        return SelfServiceOut(
            offered=row is not None,
            version=row.version if row else 0,
            notice_hours=row.notice_hours if row else NOTICE_HOURS,
            most_changes=row.most_changes if row else MOST_CHANGES,
            closes_at=row.closes_at if row else None,
            server_time=self._clock(),
        )

    def offer(self, cycle_id: str, body: SelfServiceIn) -> SelfServiceOut:
        """Raises NotFound, StaleVersion, Unacceptable."""
        if self._cycles.find(cycle_id, "update") is None:
            raise NotFound
        stored = self._repository.of(cycle_id)
        if body.version != (stored.version if stored else 0):
            raise StaleVersion
        if body.closes_at <= self._clock():
            raise refuse("closes_at", "in_the_past", "Choose a later moment.")
        self._repository.put(
            SelfService(
                admission_cycle_id=cycle_id,
                notice_hours=body.notice_hours,
                most_changes=body.most_changes,
                closes_at=body.closes_at,
                version=body.version + 1,
            )
        )
        return self.read(cycle_id)

    def end(self, cycle_id: str) -> None:
        """Raises NotFound."""
        if self._cycles.find(cycle_id, "update") is None:
            raise NotFound
        self._repository.end(cycle_id)


class SelfServiceChoice:
    """For students, of their own interviews."""

    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._interviews, self._openings, self._clock = InterviewRepository(session), Openings(session, clock), clock
        self._moving, self._service = Moving(session, clock, new_id, bus), InterviewService(session, clock, new_id, bus)

    def times(self, interview_id: str, caller: Caller) -> OfferedTimes:
        """Raises NotFound."""
        row = self._interviews.find(caller, interview_id)
        if row is None:
            raise NotFound
        wish, now = self._openings.wish(row), self._clock()
        if wish.rules is None:
            return _nothing_offered(now)
        why, waiting = wish.refusal(now), self._openings.waiting(wish)
        places = [] if why else self._openings.board(wish).places(interview_id)
        days = None if why else self._openings.days_ahead(wish)
        return OfferedTimes(
            offered=True,
            refusal=why,
            changes_left=max(0, wish.rules.most_changes - wish.changes),
            notice_hours=wish.rules.notice // timedelta(hours=1),
            closes_at=wish.rules.closes_at,
            times=sorted({place.at for place in places})[:MOST_TIMES],
            first_day=days[0].isoformat() if days else None,
            last_day=days[1].isoformat() if days else None,
            waiting=_waiting(waiting) if waiting else None,
            server_time=now,
        )

    def choose(self, interview_id: str, body: ChosenTime, caller: Caller) -> None:
        """Whoever chooses a time has said that it suits. Raises NotFound, ChoiceRefused, TimeGone."""
        row = self._interviews.lock(caller, interview_id)
        wish = self._openings.wish(row) if row is not None else None
        if wish is None or wish.rules is None:
            raise NotFound
        why = wish.refusal(self._clock())
        if why is not None:
            raise ChoiceRefused(why)
        self._moving.move(wish, body.interview_time, caller)
        self._service.respond(interview_id, AttendanceResponse(attendance=Attendance.CONFIRMED), caller)


def _nothing_offered(now: datetime) -> OfferedTimes:
    return OfferedTimes(
        offered=False,
        refusal=None,
        changes_left=0,
        notice_hours=0,
        closes_at=None,
        times=[],
        first_day=None,
        last_day=None,
        waiting=None,
        server_time=now,
    )


def _waiting(entry: WaitListEntry) -> Waiting:
    return Waiting(
        joined_at=entry.joined_at, time_zone=entry.time_zone, days=days_shown(entry.days), version=entry.version
    )
