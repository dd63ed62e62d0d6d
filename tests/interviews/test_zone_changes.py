"""The rules of a time zone change after an interview was set."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from tests.interviews.world import ELEVEN, TEN, Json, World, good, refused
from tests.notifications.outgoing import told
from vivavoce.interviews.models import Interview
from vivavoce.interviews.walls import RULES, instant_of, wall_of

CHANGES = "/api/admin/zone-changes"


def under_older_rules(world: World, interview: Json, wall: str) -> None:
    """As if its zone had been an hour off when it was set."""
    with world.database.writing() as session:
        row = Interview.id == interview["id"]
        session.execute(update(Interview).where(row).values(wall_time=wall, zone_rules="2025b"))


def changes(world: World) -> list[Json]:
    return list(good(world["ada"].get(CHANGES))["items"])


def decide(world: World, interview: Json, keep: str) -> int:
    body = {"version": interview["version"], "keep": keep}
    return int(world["ada"].post(f"{CHANGES}/{interview['id']}", json=body).status_code)


def test_int_55_an_interview_knows_its_wall_and_the_rules(world: World) -> None:
    interview = world.create("sam", TEN, time_zone="America/Vancouver")
    with world.database.reading() as session:
        row = session.get(Interview, interview["id"])
        assert row is not None
        assert (row.wall_time, row.zone_rules) == ("2026-12-02T03:00", RULES)
    assert changes(world) == []


def test_int_55_what_moved_on_the_wall_is_listed(world: World) -> None:
    interview = world.create("sam", TEN, time_zone="America/Vancouver")
    under_older_rules(world, interview, "2026-12-02T02:00")
    (item,) = changes(world)
    shown = ("agreed_wall", "agreed_rules", "wall_now", "interview_time", "instant_of_wall")
    assert [item[name] for name in shown] == [
        "2026-12-02T02:00", "2025b", "2026-12-02T03:00", TEN, "2026-12-02T09:00:00.000Z",
    ]  # fmt: skip


def test_int_55_the_wall_is_kept_and_people_are_told(world: World) -> None:
    interview = world.create("sam", TEN)
    under_older_rules(world, interview, "2026-12-02T11:00")
    assert decide(world, interview, "wall") == 204
    assert world.read(interview)["interview_time"] == ELEVEN
    assert ([kind for _, kind, _ in told(world.database)].count("moved"), changes(world)) == (2, [])


def test_int_55_or_the_moment_and_nobody_hears_of_it(world: World) -> None:
    interview = world.create("sam", TEN)
    under_older_rules(world, interview, "2026-12-02T11:00")
    before = told(world.database)
    assert decide(world, interview, "instant") == 204
    assert (world.read(interview), told(world.database), changes(world)) == (interview, before, [])
    assert decide(world, interview, "wall") == 204
    assert world.read(interview) == interview


def test_int_55_a_wall_time_that_the_clock_skips_now_cannot_be_kept(world: World) -> None:
    interview = world.create("sam", "2027-03-28T01:30:00Z", time_zone="Europe/London")
    under_older_rules(world, interview, "2027-03-28T01:30")
    (item,) = changes(world)
    assert item["instant_of_wall"] is None
    body = {"version": 1, "keep": "wall"}
    answer = world["ada"].post(f"{CHANGES}/{interview['id']}", json=body)
    assert refused(answer) == (409, "no_such_wall_time", [])


@pytest.mark.parametrize("hour", [0, 1])
def test_int_55_of_a_repeated_hour_the_nearer_round_counts(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert wall_of(moment, "Europe/London") == "2026-10-25T01:30"
    assert instant_of("2026-10-25T01:30", "Europe/London", moment) == moment
