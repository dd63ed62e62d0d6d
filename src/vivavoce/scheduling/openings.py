"""Reads what a board holds: who could take whom, who waits, who chooses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.interviews.conflict_repository import ConflictRepository
from vivavoce.interviews.models import Hours
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import CHANGE_PHASES, InterviewStatus
from vivavoce.scheduling.draft_repository import DraftRepository
from vivavoce.scheduling.hint_rules import speaks
from vivavoce.scheduling.hours import Window, any_time, windows, without
from vivavoce.scheduling.models import SelfService, WaitListEntry, WindowRequest
from vivavoce.scheduling.self_service_repository import SelfServiceRepository
from vivavoce.scheduling.self_service_rules import Diary, Held, Refusal, SelfServiceRules, refusal
from vivavoce.scheduling.snapshot import AROUND
from vivavoce.scheduling.views import answered_hours, busy_windows, weekly_hours
from vivavoce.scheduling.wait_list_repository import WaitListRepository
from vivavoce.scheduling.wait_list_rules import Board, Seeker, has_room
from vivavoce.scheduling.window_repository import WindowRepository

AHEAD = timedelta(days=21)
"""So far times are offered where the cycle asks about no days."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """To have another time of an interview."""

    row: InterviewRow
    rules: SelfServiceRules | None
    """None where this interview is not the student's to move."""
    changes: int
    """That the student has made of it already."""
    first: date
    last: date
    """The days that the cycle asks about, else the next three weeks; on the student's wall."""
    entry: WaitListEntry | None = None
    """None: any time may do."""

    @property
    def interview_id(self) -> str:
        return self.row.interview.id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.row.student.time_zone)

    @property
    def notice(self) -> timedelta:
        return self.rules.notice if self.rules else timedelta(0)

    def refusal(self, now: datetime) -> Refusal | None:
        return refusal(self.rules, self.row.interview.interview_time, self.changes, now) if self.rules else None

    def waits(self, now: datetime) -> bool:
        """No longer once the interview has moved or ended, or cannot be moved any more."""
        if self.entry is None or self.rules is None or self.row.student.disabled_at is not None:
            return False
        return self.entry.interview_time == self.row.interview.interview_time and self.refusal(now) is None


class Openings:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._clock = clock
        self._repository, self._entries = SelfServiceRepository(session), WaitListRepository(session)
        self._interviews, self._windows = InterviewRepository(session), WindowRepository(session)
        self._drafts, self._conflicts = DraftRepository(session), ConflictRepository(session)

    def wish(self, row: InterviewRow) -> Wish:
        """Whatever they wait for."""
        cycle_id, made = row.cycle.id, self._repository.changes([row.interview.id])
        return self._wish(row, self._repository.of(cycle_id), self._windows.request(cycle_id), made)

    def on_the_list(self) -> list[Wish]:
        """Whoever joined first, first; those who no longer wait, too."""
        return self._listed(self._entries.all())

    def listed(self, interview_id: str) -> Wish | None:
        """If it is on the list, whether it still waits or not."""
        entry = self._entries.of(interview_id)
        return self._listed([entry])[0] if entry else None

    def _listed(self, entries: Sequence[WaitListEntry]) -> list[Wish]:
        if not entries:
            return []
        ids = [one.interview_id for one in entries]
        rows, made = self._interviews.several(ids), self._repository.changes(ids)
        offers, requests = self._repository.by_cycle(), self._windows.requests()
        return [
            replace(self._wish(row, offers.get(row.cycle.id), requests.get(row.cycle.id), made), entry=entry)
            for entry, row in ((entry, rows[entry.interview_id]) for entry in entries)
        ]

    def _wish(
        self, row: InterviewRow, stored: SelfService | None, request: WindowRequest | None, made: Mapping[str, int]
    ) -> Wish:
        today = self._clock().astimezone(ZoneInfo(row.student.time_zone)).date()
        first = date.fromisoformat(request.first_day) if request else today
        last = date.fromisoformat(request.last_day) if request else today + AHEAD - DAY
        return Wish(row, _rules(row, stored), made.get(row.interview.id, 0), first, last)

    def board(self, choosing: Wish | None = None) -> Board:
        """Whoever chooses comes last, or where they wait."""
        now = self._clock()
        queue = [one for one in self.on_the_list() if one.waits(now)]
        if choosing is not None:
            waits = any(one.interview_id == choosing.interview_id for one in queue)
            queue = [choosing if one.interview_id == choosing.interview_id else one for one in queue]
            queue += [] if waits else [choosing]
        return self.board_of(queue)

    def waiting(self, wish: Wish) -> WaitListEntry | None:
        entry = self._entries.of(wish.interview_id)
        return entry if replace(wish, entry=entry).waits(self._clock()) else None

    def could_suit(self, wish: Wish) -> bool:
        """Whether any time could, were everybody free."""
        return has_room(self._seeker(wish, [], frozenset()))

    def days_ahead(self, wish: Wish) -> tuple[date, date] | None:
        """Those on which a time may be waited for; None: there is none left."""
        first = max(wish.first, (self._clock() + wish.notice).astimezone(wish.zone).date())
        return (first, wish.last) if first <= wish.last else None

    def board_of(self, queue: Sequence[Wish]) -> Board:
        if not queue:
            return Board([], [])
        now = self._clock()
        last = max(one.last for one in queue)
        office = self._drafts.office()
        held = self._held(now - AROUND, datetime.combine(last, time(), UTC) + AROUND)
        apart = self._apart(queue, office)
        return Board(
            [_diary(hours, now.date() - DAY, last + DAY, held.get(hours.person_id, [])) for hours in office],
            [self._seeker(one, held.get(one.row.student.id, []), apart[one.interview_id]) for one in queue],
        )

    def _held(self, since: datetime, until: datetime) -> Mapping[str, Sequence[Held]]:
        """By person, in order."""
        found = defaultdict[str, list[Held]](list)
        for one in self._drafts.taken(since, until):
            found[one.person_id].append(Held(one.interview_id, one.starts_at, one.ends_at, one.free_at))
        return found

    def _apart(self, queue: Sequence[Wish], office: Sequence[Hours]) -> Mapping[str, frozenset[str]]:
        """By interview: of the office, who is not to meet the student or does not speak the language they asked for."""
        conflicts = self._conflicts.among([one.person_id for one in office], [one.row.student.id for one in queue])
        languages = self._windows.languages_of([one.row.application.id for one in queue])
        return {
            one.interview_id: frozenset(
                hours.person_id
                for hours in office
                if (hours.person_id, one.row.student.id) in conflicts
                or not _may_lead(hours, one.row, languages.get(one.row.application.id, ""))
            )
            for one in queue
        }

    def _seeker(self, wish: Wish, held: Sequence[Held], apart: frozenset[str]) -> Seeker:
        interview = wish.row.interview
        others = [Window(one.starts_at, one.ends_at) for one in held if one.interview_id != interview.id]
        return Seeker(
            interview_id=interview.id,
            starts_at=interview.interview_time,
            lead_id=interview.admin_id,
            length=timedelta(minutes=interview.duration_minutes),
            earliest=self._clock() + wish.notice,
            zone=wish.zone,
            can=[Window(*one) for one in without(_wanted(wish), others)],
            apart=apart,
        )


def _wanted(wish: Wish) -> list[Window]:
    """Of those days, as real time."""
    hours = answered_hours(wish.entry) if wish.entry else any_time(wish.zone)
    return windows(hours, wish.first, (wish.last - wish.first).days + 1)


def _diary(hours: Hours, first: date, last: date, held: Sequence[Held]) -> Diary:
    free = without(windows(weekly_hours(hours), first, (last - first).days + 1), busy_windows(hours))
    return Diary(
        hours.person_id,
        ZoneInfo(hours.time_zone),
        [Window(*one) for one in free],
        held,
        timedelta(minutes=hours.buffer_minutes),
        hours.daily_limit,
        hours.weekly_limit,
    )


def _may_lead(hours: Hours, row: InterviewRow, language: str) -> bool:
    """Who has the interview already may keep it, in whatever language."""
    return hours.person_id == row.lead.id or speaks(hours.languages, language)


def _rules(row: InterviewRow, stored: SelfService | None) -> SelfServiceRules | None:
    """A panel's is not the student's to move: all of them would have to be free."""
    interview = row.interview
    is_set = interview.status == InterviewStatus.SCHEDULED and interview.deleted_at is None
    if stored is None or row.panel or row.cycle.phase not in CHANGE_PHASES or not is_set:
        return None
    return SelfServiceRules(timedelta(hours=stored.notice_hours), stored.most_changes, stored.closes_at)
