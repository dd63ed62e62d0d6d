"""Times given as they were typed: what a clock says, and which moment that is."""

import pytest
from httpx import Response

from tests.interviews.world import ELEVEN, TEN, Json, World, good, refused
from vivavoce.interviews.models import Interview
from vivavoce.interviews.walls import RULES

LONDON, KARACHI = "Europe/London", "Asia/Karachi"
SKIPPED, TWICE = "2027-03-28T01:30", "2027-10-31T01:30"


def try_typed(world: World, wall: str, zone: str = LONDON, **more: object) -> Response:
    return world.post(
        {"application_id": world.applications["sam"], "wall_time": wall, "time_zone": zone, **more},
    )


def typed(world: World, wall: str, zone: str = LONDON, **more: object) -> Json:
    return good(try_typed(world, wall, zone, **more), 201)


def kept(world: World, interview: Json) -> tuple[str, str, str]:
    with world.database.reading() as session:
        row = session.get(Interview, interview["id"])
        assert row is not None
        return row.wall_time, row.time_zone, row.zone_rules


def test_int_56_the_server_finds_the_moment(world: World) -> None:
    made = typed(world, "2026-12-02T15:00", KARACHI)
    assert (made["interview_time"], kept(world, made)) == (TEN, ("2026-12-02T15:00", KARACHI, RULES))


def test_int_56_without_a_zone_the_clock_is_the_callers_and_then_the_interviews(world: World) -> None:
    body = {"application_id": world.applications["sam"], "wall_time": "2026-12-02T10:00"}
    made = world.post(body).json()
    assert (made["interview_time"], made["time_zone"]) == (TEN, LONDON)
    eves = world.create("eve", "2026-12-03T10:00:00Z", time_zone=KARACHI)
    assert world.change(eves, wall_time="2026-12-02T16:00")["interview_time"] == ELEVEN


def test_int_56_a_change_of_wall_and_zone_together(world: World) -> None:
    made = world.create("sam", TEN)
    after = world.change(made, wall_time="2026-12-02T16:00", time_zone=KARACHI)
    assert (after["interview_time"], kept(world, made)) == (ELEVEN, ("2026-12-02T16:00", KARACHI, RULES))
    assert world.history(made)[-1]["changes"] == {
        "interview_time": {"from": TEN, "to": ELEVEN},
        "time_zone": {"from": LONDON, "to": KARACHI},
    }


def test_int_56_what_the_clock_says_already_changes_nothing(world: World) -> None:
    made = world.create("sam", TEN, time_zone=KARACHI)
    assert world.change(made, wall_time="2026-12-02T15:00")["version"] == 1


def test_int_56_a_skipped_time_is_refused_beside_what_was_typed(world: World) -> None:
    assert refused(try_typed(world, SKIPPED)) == (422, "invalid", [("wall_time", "skipped_time")])
    assert refused(try_typed(world, SKIPPED, which="later")) == (422, "invalid", [("wall_time", "skipped_time")])
    made = world.create("sam", TEN)
    assert refused(world.try_change(made, wall_time=SKIPPED)) == (422, "invalid", [("wall_time", "skipped_time")])


def test_int_56_a_time_shown_twice_is_not_guessed_and_both_are_named(world: World) -> None:
    answer = try_typed(world, TWICE)
    assert refused(answer) == (422, "invalid", [("which", "repeated_time")])
    assert answer.json()["errors"][0]["message"] == (
        "The clock in Europe/London shows this time twice on that day. "
        "Say which: the earlier (00:30 UTC) or the later (01:30 UTC)."
    )


@pytest.mark.parametrize(("which", "expected"), [("earlier", "00:30"), ("later", "01:30")])
def test_int_56_until_it_is_said_which(world: World, which: str, expected: str) -> None:
    made = typed(world, TWICE, which=which)
    assert made["interview_time"] == f"2027-10-31T{expected}:00.000Z"
    assert kept(world, made) == (TWICE, LONDON, RULES)


def test_int_56_where_there_is_one_moment_it_matters_not_which(world: World) -> None:
    assert typed(world, "2026-12-02T10:00", which="later")["interview_time"] == TEN


def test_int_56_a_moment_and_a_wall_are_one_too_many_and_neither_is_too_few(world: World) -> None:
    both = try_typed(world, "2026-12-02T10:00", interview_time=TEN)
    assert refused(both) == (422, "invalid", [("wall_time", "time_given_twice")])
    neither = world.post({"application_id": world.applications["sam"]})
    assert refused(neither) == (422, "invalid", [("interview_time", "missing")])


def test_int_56_the_rules_of_times_hold(world: World) -> None:
    assert refused(try_typed(world, "2030-12-02T10:00")) == (422, "invalid", [("interview_time", "time_too_far")])


@pytest.mark.parametrize(
    "nonsense",
    ["", "2026-12-02", "2026-12-02T10:00Z", "2026-12-02T10:00:00", "2026-02-30T10:00", "0001-01-01T00:00",
     "9999-12-31T23:59", "2026-12-02T24:00", "2026-12-02T1\N{ARABIC-INDIC DIGIT ZERO}:00", 1, None],
)  # fmt: skip
def test_int_56_what_no_clock_shows_is_refused(world: World, nonsense: object) -> None:
    status, code, errors = refused(world.with_field("wall_time", nonsense))
    assert (status, code, [field for field, _ in errors]) == (422, "invalid", ["wall_time"])
