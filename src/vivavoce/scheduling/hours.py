"""From weekly hours in a time zone to stretches of real time. Pure.

A moment belongs to a person's hours where a clock on their wall shows a time inside them: what a clock that goes
forward skips does not exist, and what a clock that goes back shows twice counts twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
# The earliest and the latest offset from UTC, and room beside them.
_AROUND = timedelta(hours=30)

M = TypeVar("M", int, datetime)
"""Minutes or moments."""


@dataclass(frozen=True, order=True)
class Span:
    """Part of a day, [starts, ends): minutes since 00:00 on the wall, `ends` at most 1440."""

    starts: int
    ends: int


class Window(NamedTuple):
    """[starts_at, ends_at) in UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class WeeklyHours:
    zone: ZoneInfo
    weekly: Sequence[Sequence[Span]]
    """Seven, Monday first."""
    exceptions: Mapping[date, Sequence[Span]]
    """What holds on these days instead; nothing at all where empty."""

    def on(self, day: date) -> Sequence[Span]:
        return self.exceptions.get(day, self.weekly[day.weekday()])


def any_time(zone: ZoneInfo) -> WeeklyHours:
    """Of whoever has not said when."""
    return WeeklyHours(zone, [[Span(0, MINUTES_A_DAY)]] * 7, {})


def overlap(spans: Sequence[Span]) -> int | None:
    """The index of the first span that begins before another one has ended."""
    in_order = sorted(range(len(spans)), key=lambda index: spans[index])
    for earlier, later in pairwise(in_order):
        if spans[later].starts < spans[earlier].ends:
            return later
    return None


def windows(hours: WeeklyHours, first: date, days: int) -> list[Window]:
    """In order, apart from each other; of `days` days on the wall, beginning with `first`."""
    return list(_joined(sorted(_pieces(hours, (first + timedelta(days=number) for number in range(days))))))


def without(free: Sequence[tuple[M, M]], busy: Sequence[tuple[M, M]]) -> tuple[tuple[M, M], ...]:
    """What is left of the one where the other is not; both in order."""
    left: list[tuple[M, M]] = []
    for since, until in free:
        at = since
        for begins, ends in busy:
            if ends <= at or begins >= until:
                continue
            if begins > at:
                left.append((at, begins))
            at = max(at, ends)
        if at < until:
            left.append((at, until))
    return tuple(left)


def both(one: Sequence[tuple[M, M]], other: Sequence[tuple[M, M]]) -> list[tuple[M, M]]:
    """Where the one is, and the other, too; each in order, its stretches apart."""
    found: list[tuple[M, M]] = []
    mine = theirs = 0
    while mine < len(one) and theirs < len(other):
        since, until = max(one[mine][0], other[theirs][0]), min(one[mine][1], other[theirs][1])
        if since < until:
            found.append((since, until))
        if one[mine][1] < other[theirs][1]:
            mine += 1
        else:
            theirs += 1
    return found


def _pieces(hours: WeeklyHours, days: Iterable[date]) -> Iterator[Window]:
    for day in days:
        spans = hours.on(day)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        for offset, since, until in _offsets(hours.zone, midnight - _AROUND, midnight + _AROUND + timedelta(days=1)):
            for span in spans:
                starts_at = max(since, midnight + timedelta(minutes=span.starts) - offset)
                ends_at = min(until, midnight + timedelta(minutes=span.ends) - offset)
                if starts_at < ends_at:
                    yield Window(starts_at, ends_at)


@lru_cache(maxsize=20_000)
def _offsets(zone: ZoneInfo, since: datetime, until: datetime) -> tuple[tuple[timedelta, datetime, datetime], ...]:
    """The zone's offsets from UTC, and from when to when each holds: one, or two where clocks change meanwhile."""
    before, after = _offset(zone, since), _offset(zone, until)
    if before == after:
        return ((before, since, until),)
    low, high = since, until
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    change = high.replace(microsecond=0)
    return ((before, since, change), (after, change, until))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _joined(pieces: Sequence[Window]) -> Iterator[Window]:
    """Where one begins as the other ends, at midnight for example, they are one."""
    current: Window | None = None
    for piece in pieces:
        if current is not None and piece.starts_at <= current.ends_at:
            current = Window(current.starts_at, max(current.ends_at, piece.ends_at))
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current
