"""The pure rules, on both sides of every edge."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from vivavoce.interviews.rules import (
    DeviceState,
    Findings,
    InterviewStatus,
    JoinWindow,
    Quality,
    Risk,
    Route,
    TimeProblem,
    Verdict,
    join_window,
    joinable,
    may_move,
    panel_is_distinct,
    rehearsal_verdict,
    time_problem,
)

DAY, TICK = timedelta(hours=24), timedelta(milliseconds=1)
S = InterviewStatus
instants = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(instants)
def test_int_1_the_window_is_24_hours_to_either_side(time: datetime) -> None:
    assert join_window(time) == JoinWindow(opens_at=time - DAY, closes_at=time + DAY)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (-DAY - TICK, False),
        (-DAY, True),
        (-DAY + TICK, True),
        (timedelta(0), True),
        (DAY - TICK, True),
        (DAY, True),
        (DAY + TICK, False),
    ],
)
def test_int_1_both_ends_are_included_to_the_millisecond(offset: timedelta, expected: bool) -> None:
    assert joinable(S.SCHEDULED, NOW, NOW + offset) is expected


@given(instants, st.timedeltas(min_value=-3 * DAY, max_value=3 * DAY), st.sampled_from(S))
def test_int_2_joinable_is_scheduled_and_inside(time: datetime, offset: timedelta, status: S) -> None:
    assert joinable(status, time, time + offset) == (status is S.SCHEDULED and abs(offset) <= DAY)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (-timedelta(days=7) - TICK, TimeProblem.IN_THE_PAST),
        (-timedelta(days=7), None),
        (timedelta(0), None),
        (timedelta(days=730), None),
        (timedelta(days=730) + TICK, TimeProblem.TOO_FAR),
    ],
)
def test_int_3_bounds_of_a_time_that_is_set(offset: timedelta, expected: TimeProblem | None) -> None:
    assert time_problem(NOW + offset, NOW) is expected


ALLOWED = {
    (S.SCHEDULED, S.COMPLETED),
    (S.SCHEDULED, S.CANCELLED),
    (S.SCHEDULED, S.NO_SHOW),
    (S.COMPLETED, S.SCHEDULED),
    (S.CANCELLED, S.SCHEDULED),
    (S.NO_SHOW, S.SCHEDULED),
}


def test_int_5_every_pair_of_statuses() -> None:
    assert {pair for pair in product(S, S) if may_move(*pair)} == ALLOWED


def test_int_18_nobody_twice() -> None:
    assert panel_is_distinct("ada", ["ben", "ivy"])
    assert not panel_is_distinct("ada", ["ada"])
    assert not panel_is_distinct("ada", ["ben", "ben"])


WELL = Findings(DeviceState.WORKED, DeviceState.WORKED, DeviceState.WORKED, Route.RELAY_UDP, Quality.GOOD, 60, 0.0)


def test_int_46_the_verdict_and_its_reasons() -> None:
    states = list(DeviceState)
    assert rehearsal_verdict(None) == (Verdict.NOT_DONE, ())
    assert {state for state in states if rehearsal_verdict(replace(WELL, camera=state)) == (Verdict.READY, ())} == {
        DeviceState.WORKED
    }
    assert {state for state in states if rehearsal_verdict(replace(WELL, microphone=state)) == (Verdict.READY, ())} == {
        DeviceState.WORKED
    }
    heard = {DeviceState.WORKED, DeviceState.NONE}
    assert {
        state for state in states if rehearsal_verdict(replace(WELL, speaker=state)) == (Verdict.READY, ())
    } == heard
    assert rehearsal_verdict(replace(WELL, route=Route.DIRECT)) == (Verdict.READY, ())
    assert rehearsal_verdict(replace(WELL, quality=Quality.CHOPPY)) == (Verdict.AT_RISK, (Risk.CHOPPY,))
    nothing = Findings(
        DeviceState.REFUSED,
        DeviceState.NONE,
        DeviceState.SILENT,
        Route.NONE,
        Quality.BLOCKED,
        WELL.round_trip_ms,
        WELL.loss,
    )
    found = (Risk.CAMERA, Risk.MICROPHONE, Risk.SPEAKER, Risk.BLOCKED)
    assert rehearsal_verdict(nothing) == (Verdict.AT_RISK, found)
