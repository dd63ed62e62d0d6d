"""Weekly hours become stretches of real time, also where clocks change."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vivavoce.accounts.time_zones import known_time_zones
from vivavoce.scheduling.hours import MINUTES_A_DAY, Span, WeeklyHours, Window, both, overlap, windows

NEVER: list[list[Span]] = [[] for _ in range(7)]
NINE_TO_FIVE, AT_NIGHT = Span(9 * 60, 17 * 60), Span(90, 180)
STEP = timedelta(minutes=15)

spans = st.lists(st.integers(0, MINUTES_A_DAY // 15).map(lambda part: part * 15), max_size=4, unique=True).map(
    lambda edges: [Span(*pair) for pair in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("day", "zone", "span", "expected"), [
    ("2026-12-01", "Asia/Karachi", NINE_TO_FIVE, [("2026-12-01T04:00", "2026-12-01T12:00")]),
    # Clocks go forward from two to three: an hour of the night does not exist.
    ("2026-03-08", "America/New_York", AT_NIGHT, [("2026-03-08T06:30", "2026-03-08T07:00")]),
    # Back from two to one: half past one comes twice, and what lies between is outside.
    ("2026-11-01", "America/New_York", AT_NIGHT, [
        ("2026-11-01T05:30", "2026-11-01T06:00"), ("2026-11-01T06:30", "2026-11-01T08:00"),
    ]),
    # The whole day was left out when Samoa changed sides.
    ("2011-12-30", "Pacific/Apia", NINE_TO_FIVE, []),
    ("2026-12-01", "Pacific/Kiritimati", Span(0, MINUTES_A_DAY), [("2026-11-30T10:00", "2026-12-01T10:00")]),
])  # fmt: skip
def test_sch_1_a_moment_counts_where_the_clock_on_the_wall_shows_it(
    day: str, zone: str, span: Span, expected: list[tuple[str, str]]
) -> None:
    hours = WeeklyHours(ZoneInfo(zone), [[span]] * 7, {})
    found = windows(hours, date.fromisoformat(day), 1)
    assert found == [Window(utc(starts), utc(ends)) for starts, ends in expected]


@given(
    st.sampled_from(sorted(known_time_zones())), st.dates(date(2025, 1, 1), date(2030, 12, 31)), st.tuples(*[spans] * 7)
)
@example("Africa/Casablanca", date(2026, 2, 13), ([NINE_TO_FIVE],) * 7)
@example("Australia/Lord_Howe", date(2026, 4, 3), ([AT_NIGHT],) * 7)
def test_sch_1_whatever_the_zone_and_the_week(zone: str, first: date, weekly: tuple[list[Span], ...]) -> None:
    hours = WeeklyHours(ZoneInfo(zone), weekly, {first: [AT_NIGHT]})
    found = windows(hours, first, 4)
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
    for _ in range(6 * 96):
        on_the_wall = moment.astimezone(hours.zone)
        minute = on_the_wall.hour * 60 + on_the_wall.minute
        day = on_the_wall.date()
        expected = first <= day < first + timedelta(days=4) and any(
            span.starts <= minute < span.ends for span in hours.on(day)
        )
        assert any(one.starts_at <= moment < one.ends_at for one in found) == expected, moment
        moment += STEP
    assert all(one.ends_at < other.starts_at for one, other in pairwise(found))


def test_sch_1_a_day_of_its_own_replaces_the_week() -> None:
    monday = date(2026, 12, 7)
    weekly = [[NINE_TO_FIVE], *NEVER[1:]]
    hours = WeeklyHours(ZoneInfo("UTC"), weekly, {monday: [], date(2026, 12, 8): [AT_NIGHT]})
    assert windows(hours, monday, 8) == [
        Window(utc("2026-12-08T01:30"), utc("2026-12-08T03:00")),
        Window(utc("2026-12-14T09:00"), utc("2026-12-14T17:00")),
    ]


def test_sch_1_what_meets_at_midnight_is_one() -> None:
    weekly = [[Span(22 * 60, MINUTES_A_DAY)], [Span(0, 120)], *NEVER[2:]]
    found = windows(WeeklyHours(ZoneInfo("Europe/Paris"), weekly, {}), date(2026, 12, 7), 2)
    assert found == [Window(utc("2026-12-07T21:00"), utc("2026-12-08T01:00"))]


@pytest.mark.parametrize(("spans_of_a_day", "index"), [
    ([], None), ([NINE_TO_FIVE], None), ([Span(60, 120), Span(120, 180)], None),
    ([Span(60, 121), Span(120, 180)], 1), ([Span(120, 180), Span(60, 121)], 0),
])  # fmt: skip
def test_sch_2_overlap(spans_of_a_day: list[Span], index: int | None) -> None:
    assert overlap(spans_of_a_day) == index


@given(spans, spans)
def test_sch_22_where_both_can_is_where_each_of_them_can(one: list[Span], other: list[Span]) -> None:
    def minutes(stretches: Iterable[tuple[int, int]]) -> set[int]:
        return {minute for starts, ends in stretches for minute in range(starts, ends)}

    mine, theirs = [[(span.starts, span.ends) for span in sorted(given)] for given in (one, other)]
    found = both(mine, theirs)
    assert minutes(found) == minutes(mine) & minutes(theirs)
    assert found == sorted(found)
