"""Whether a student may choose another time themselves, and which times are offered. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vivavoce.scheduling.hours import Window, without

EARLIEST, LATEST = 7, 22
"""Hours on the student's wall between which times are offered."""
GRID = timedelta(minutes=15)


class Refusal(StrEnum):
    CLOSED = "closed"
    """The office no longer takes changes."""
    TOO_LATE = "too_late"
    """The interview is too near."""
    TOO_OFTEN = "too_often"


@dataclass(frozen=True)
class SelfServiceRules:
    notice: timedelta
    most_changes: int
    closes_at: datetime


def refusal(rules: SelfServiceRules, starts_at: datetime, changes: int, now: datetime) -> Refusal | None:
    """`changes`: that the student has made of it already."""
    if now >= rules.closes_at:
        return Refusal.CLOSED
    if starts_at - now < rules.notice:
        return Refusal.TOO_LATE
    return Refusal.TOO_OFTEN if changes >= rules.most_changes else None


class Held(NamedTuple):
    """An interview in somebody's diary."""

    interview_id: str
    starts_at: datetime
    ends_at: datetime
    free_at: datetime
    """Later than its end, where time after it was kept free when it was booked."""


@dataclass(frozen=True)
class Diary:
    """One interviewer's."""

    person_id: str
    zone: ZoneInfo
    free: Sequence[Window]
    """Their hours, without what is busy."""
    taken: Sequence[Held]
    buffer: timedelta
    daily_limit: int | None
    weekly_limit: int | None


def offered(diary: Diary, length: timedelta, earliest: datetime, zone: ZoneInfo) -> list[datetime]:
    """When this interviewer could take the student, from `earliest` on, at hours that are fit on the student's wall."""
    kept = sorted((one.starts_at - diary.buffer, max(one.ends_at + diary.buffer, one.free_at)) for one in diary.taken)
    days = Counter(one.starts_at.astimezone(diary.zone).date() for one in diary.taken)
    weeks = Counter(one.starts_at.astimezone(diary.zone).isocalendar()[:2] for one in diary.taken)
    found = []
    for since, until in without(diary.free, kept):
        at = _on_the_grid(max(since, earliest))
        while at + length <= until:
            local = at.astimezone(diary.zone)
            is_full = reached(days[local.date()], diary.daily_limit) or reached(
                weeks[local.isocalendar()[:2]], diary.weekly_limit
            )
            if not is_full and _is_fit(at, at + length, zone):
                found.append(at)
            at += GRID
    return found


def _on_the_grid(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else moment - past + GRID


def reached(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit


def _is_fit(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> bool:
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    ends_in_time = end.hour < LATEST or (end.hour, end.minute) == (LATEST, 0)
    return start.hour >= EARLIEST and start.date() == end.date() and ends_in_time
