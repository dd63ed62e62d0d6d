"""Students choose another time themselves, within rules that the office sets for a cycle."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, StaleVersion, refuse
from vivavoce.interviews.conflict_repository import ConflictRepository
from vivavoce.interviews.errors import ConflictOfInterestFound, InterviewTaken
from vivavoce.interviews.occupation_repository import OccupationRepository
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import CHANGE_PHASES, InterviewStatus
from vivavoce.interviews.schemas import InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.scheduling.draft_repository import DraftRepository
from vivavoce.scheduling.errors import ChoiceRefused, TimeGone
from vivavoce.scheduling.hours import Window, windows, without
from vivavoce.scheduling.models import SelfService
from vivavoce.scheduling.self_service_repository import SelfServiceRepository
from vivavoce.scheduling.self_service_rules import Diary, SelfServiceRules, offered, refusal
from vivavoce.scheduling.self_service_schemas import ChosenTime, OfferedTimes, SelfServiceIn, SelfServiceOut
from vivavoce.scheduling.snapshot import AROUND
from vivavoce.scheduling.views import busy_windows, weekly_hours
from vivavoce.scheduling.window_repository import WindowRepository

AHEAD = timedelta(days=21)
"""So far times are offered where the cycle asks about no days."""
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
        self._interviews, self._repository, self._clock = (
            InterviewRepository(session), SelfServiceRepository(session), clock,
        )  # fmt: skip
        self._windows, self._people = WindowRepository(session), OccupationRepository(session)
        self._drafts, self._conflicts = DraftRepository(session), ConflictRepository(session)
        self._service = InterviewService(session, clock, new_id, bus)

    def times(self, interview_id: str, caller: Caller) -> OfferedTimes:
        """Raises NotFound."""
        row = self._interviews.find(caller, interview_id)
        if row is None:
            raise NotFound
        rules, now = self._rules(row), self._clock()
        if rules is None:
            return OfferedTimes(
                offered=False, refusal=None, changes_left=0, notice_hours=0, closes_at=None, times=[], server_time=now
            )
        made = self._repository.changes(interview_id, caller.id)
        why = refusal(rules, row.interview.interview_time, made, now)
        offered = [] if why else self._offered(row, rules)
        times = sorted({time for time, _ in offered} - {row.interview.interview_time})
        return OfferedTimes(
            offered=True,
            refusal=why,
            changes_left=max(0, rules.most_changes - made),
            notice_hours=rules.notice // timedelta(hours=1),
            closes_at=rules.closes_at,
            times=times[:MOST_TIMES],
            server_time=now,
        )

    def choose(self, interview_id: str, body: ChosenTime, caller: Caller) -> None:
        """Who interviews stays, where they can; else whoever has least to do. Raises NotFound, ChoiceRefused,
        TimeGone."""
        row = self._interviews.lock(caller, interview_id)
        rules = self._rules(row) if row is not None else None
        if row is None or rules is None:
            raise NotFound
        made = self._repository.changes(interview_id, caller.id)
        why = refusal(rules, row.interview.interview_time, made, self._clock())
        if why is not None:
            raise ChoiceRefused(why)
        lead = self._who(row, rules, body.interview_time)
        asked = {"version": row.interview.version, "interview_time": body.interview_time, "admin_id": lead}
        try:
            self._service.update(interview_id, InterviewUpdate.model_validate(asked), caller)
        except (InterviewTaken, ConflictOfInterestFound) as error:
            raise TimeGone from error

    def _who(self, row: InterviewRow, rules: SelfServiceRules, time: datetime) -> str:
        """Their rows are held before their diaries are read again: limits count what others take meanwhile."""
        candidates = [diary.person_id for at, diary in self._offered(row, rules) if at == time]
        self._people.lock_people([*candidates, row.student.id])
        still = [(len(diary.taken), diary.person_id) for at, diary in self._offered(row, rules) if at == time]
        able = [person_id for _, person_id in sorted(still) if person_id in candidates]
        if not able:
            raise TimeGone
        return row.lead.id if row.lead.id in able else able[0]

    def _rules(self, row: InterviewRow) -> SelfServiceRules | None:
        """None where this interview is not the student's to move. A panel's is not: all of them would have to be
        free."""
        stored = self._repository.of(row.cycle.id)
        is_theirs = row.cycle.phase in CHANGE_PHASES and row.interview.status == InterviewStatus.SCHEDULED
        if stored is None or row.panel or not is_theirs:
            return None
        return SelfServiceRules(timedelta(hours=stored.notice_hours), stored.most_changes, stored.closes_at)

    def _offered(self, row: InterviewRow, rules: SelfServiceRules) -> list[tuple[datetime, Diary]]:
        first, days = self._days(row)
        now, zone = self._clock(), ZoneInfo(row.student.time_zone)
        midnight = datetime(first.year, first.month, first.day, tzinfo=now.tzinfo)
        taken = defaultdict[str, list[Window]](list)
        for one in self._drafts.taken(midnight - AROUND, midnight + timedelta(days=days) + AROUND):
            if one.interview_id != row.interview.id:
                taken[one.person_id].append(Window(one.starts_at, one.ends_at))
        length, student = timedelta(minutes=row.interview.duration_minutes), row.student.id
        office = self._drafts.office()
        conflicts = self._conflicts.among([one.person_id for one in office], [student])
        found: list[tuple[datetime, Diary]] = []
        for hours in office:
            if (hours.person_id, student) in conflicts:
                continue
            busy = sorted([*busy_windows(hours), *taken[student]])
            free = [Window(*one) for one in without(windows(weekly_hours(hours), first, days), busy)]
            diary = Diary(
                hours.person_id, ZoneInfo(hours.time_zone), free, taken[hours.person_id],
                timedelta(minutes=hours.buffer_minutes), hours.daily_limit, hours.weekly_limit,
            )  # fmt: skip
            found += [(at, diary) for at in offered(diary, length, now + rules.notice, zone)]
        return found

    def _days(self, row: InterviewRow) -> tuple[date, int]:
        """The days that the cycle asks about, else the next three weeks."""
        request = self._windows.request(row.cycle.id)
        if request is None:
            return self._clock().date(), AHEAD.days
        first = date.fromisoformat(request.first_day)
        return first, (date.fromisoformat(request.last_day) - first).days + 1
