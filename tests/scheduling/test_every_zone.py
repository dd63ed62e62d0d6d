"""Every time zone there is, around every change of its clocks in a year."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from vivavoce.interviews.rules import InterviewStatus, join_window, joinable
from vivavoce.scheduling.hours import Span, WeeklyHours, windows

YEAR = 2027
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
FEWEST = 250
"""At least so many changes are there; fewer would mean that none were looked at."""


@cache
def changes() -> tuple[tuple[ZoneInfo, datetime], ...]:
    """(zone, the first second of the new offset)"""
    return tuple(found for name in sorted(available_timezones()) for found in changes_of(ZoneInfo(name)))


def changes_of(zone: ZoneInfo) -> Iterator[tuple[ZoneInfo, datetime]]:
    days = [datetime(YEAR, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(366)]
    for low, high in pairwise(days):
        before = low.astimezone(zone).utcoffset()
        if before == high.astimezone(zone).utcoffset():
            continue
        early, late = low, high
        while late - early > SECOND:
            middle = early + (late - early) // 2
            early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
        yield zone, late.replace(microsecond=0)


def test_int_1_the_join_window_is_right_to_the_second_across_every_change_of_clocks() -> None:
    assert len(changes()) > FEWEST
    for zone, change in changes():
        for before in (timedelta(), 12 * HOUR, 24 * HOUR, -12 * HOUR, -24 * HOUR):
            interview_time = (change + before).astimezone(zone)
            window = join_window(interview_time)
            opens, closes = change + before - 24 * HOUR, change + before + 24 * HOUR
            assert (window.opens_at, window.closes_at) == (opens, closes), zone
            moments = (opens - SECOND, opens, closes, closes + SECOND)
            said = [joinable(InterviewStatus.SCHEDULED, interview_time, now) for now in moments]
            assert said == [False, True, True, False], zone


def test_sch_1_hours_are_those_of_the_wall_across_every_change_of_clocks() -> None:
    """Half an hour a day, at every time of the day in turn: what is inside is what the wall shows."""
    for zone, change in changes():
        day = change.astimezone(zone).date()
        for minutes in range(0, 24 * 60, 90):
            span = Span(minutes, minutes + 90)
            found = windows(WeeklyHours(zone, [[span]] * 7, {}), day - timedelta(days=1), 3)
            moments = [change + timedelta(minutes=10 * number) for number in range(-36, 36)]
            inside = [any(one.starts_at <= now < one.ends_at for one in found) for now in moments]
            assert inside == [on_the_wall(zone, now, span, day) for now in moments], (zone, span)


def on_the_wall(zone: ZoneInfo, now: datetime, span: Span, around: date) -> bool:
    wall = now.astimezone(zone)
    near = abs(wall.date() - around) <= timedelta(days=1)
    return near and span.starts <= wall.hour * 60 + wall.minute < span.ends
