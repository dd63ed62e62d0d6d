"""Joining the wait list for another time, leaving it, and what the office reads of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from tests.conftest import NOW
from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.test_list import client_database
from tests.interviews.world import Json, World, good, refused
from tests.scheduling.test_self_service import TUESDAY, choose, rules, times
from tests.scheduling.waiting_world import (
    AFTERNOON,
    LATER,
    THE_TUESDAY,
    cancel,
    full_tuesday,
    join,
    leave,
    look,
    try_join,
    waiting,
    when,
)
from tests.statements import sent_to
from vivavoce.clock import iso
from vivavoce.scheduling.models import WaitListEntry

__all__ = ["bus", "sign_in", "world"]
TOO_LATE = {"starts": "10:30", "ends": "11:30"}
"""For Ivy."""


def wait_list(world: World) -> list[Json]:
    items: list[Json] = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/wait-list"))["items"]
    return items


def test_sch_21_a_student_joins_changes_and_leaves(world: World) -> None:
    sams, *_ = full_tuesday(world)
    assert waiting(world, sams) is None
    join(world, sams)
    entry = {"joined_at": iso(NOW), "time_zone": "Asia/Karachi", "days": THE_TUESDAY, "version": 1}
    assert waiting(world, sams) == entry
    assert refused(try_join(world, sams)) == (409, "stale_version", [])
    other = [{"day": "2026-12-07", "spans": []}, {"day": "2026-12-08", "spans": [{"starts": "14:00", "ends": "24:00"}]}]
    join(world, sams, version=1, days=other)
    assert waiting(world, sams) == {**entry, "days": other[1:], "version": 2}
    assert (leave(world, sams), leave(world, sams), waiting(world, sams)) == (204, 204, None)
    assert world.read(sams)["version"] == 1
    join(world, sams)
    assert waiting(world, sams)["joined_at"] == iso(NOW + timedelta(seconds=2))


def test_sch_21_the_page_knows_from_when_until_when(world: World) -> None:
    sams, *_ = full_tuesday(world)
    assert [times(world, sams)[end] for end in ("first_day", "last_day")] == ["2026-12-03", "2026-12-21"]
    asked = {"version": 0, "first_day": "2026-12-01", "last_day": "2026-12-08", "closes_at": iso(NOW + timedelta(1))}
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=asked))
    assert [times(world, sams)[end] for end in ("first_day", "last_day")] == ["2026-12-03", "2026-12-08"]
    asked |= {"version": 1, "last_day": "2026-12-02"}
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=asked))
    assert [times(world, sams)[end] for end in ("first_day", "last_day")] == [None, None]


@pytest.mark.parametrize(
    ("days", "errors"),
    [
        ([], [("days", "nothing_fits")]),
        ([{"day": "2026-12-08", "spans": [{"starts": "13:00", "ends": "13:20"}]}], [("days", "nothing_fits")]),
        ([{"day": "2026-12-08", "spans": [{"starts": "03:00", "ends": "07:00"}]}], [("days", "nothing_fits")]),
        ([{"day": "2026-12-02", "spans": [AFTERNOON]}], [("days", "nothing_fits")]),
        ([{"day": "2026-11-30", "spans": [AFTERNOON]}], [("days.0.day", "day_outside")]),
        ([{"day": "2026-12-22", "spans": [AFTERNOON]}], [("days.0.day", "day_outside")]),
        ([*THE_TUESDAY, *THE_TUESDAY], [("days.1.day", "day_twice")]),
        (
            [{"day": "2026-12-08", "spans": [{"starts": "13:00", "ends": "12:00"}]}],
            [("days.0.spans.0", "span_order")],
        ),
    ],
    ids=["nothing", "too short", "at night", "too soon", "before", "after", "twice", "backward"],
)
def test_sch_21_what_makes_no_sense_is_refused(world: World, days: list[Json], errors: list[tuple[str, str]]) -> None:
    sams, *_ = full_tuesday(world)
    assert refused(try_join(world, sams, days=days)) == (422, "invalid", errors)
    assert waiting(world, sams) is None


def test_sch_21_only_who_may_choose(world: World) -> None:
    sams, eves, _ = full_tuesday(world)
    assert [try_join(world, sams, who).status_code for who in ("eve", "ada", "ivy", "")] == [404, 403, 403, 401]
    assert [leave(world, sams, who) for who in ("eve", "ada", "ivy", "")] == [404, 403, 403, 401]
    rules(world, version=1, most_changes=1)
    cancel(world, eves)
    assert choose(world, sams, TUESDAY).status_code == 204
    assert refused(try_join(world, sams))[:2] == (409, "choice_refused")
    assert world["ada"].delete(f"/api/admin/cycles/{world.cycle}/self-service").status_code == 204
    assert try_join(world, sams).status_code == 404


def test_sch_21_not_once_it_is_closed(world: World) -> None:
    sams, *_ = full_tuesday(world)
    close(world)
    assert refused(try_join(world, sams))[:2] == (409, "choice_refused")


def self_service(world: World, **change: object) -> None:
    path = f"/api/admin/cycles/{world.cycle}/self-service"
    found = good(world["ada"].get(path))
    kept = {name: found[name] for name in ("version", "notice_hours", "most_changes", "closes_at")}
    good(world["ada"].put(path, json={**kept, **change}))


def end_self_service(world: World) -> None:
    assert world["ada"].delete(f"/api/admin/cycles/{world.cycle}/self-service").status_code == 204


def close(world: World) -> None:
    world.clock.now = datetime(2026, 12, 6, 12, tzinfo=UTC)


def disable(world: World, *, disabled: bool) -> None:
    good(world["ada"].patch(f"/api/admin/people/{world.people['sam']}", json={"disabled": disabled}))


Deed = Callable[[World, Json], object]
ENDS: dict[str, tuple[Deed, Deed]] = {
    "moved": (
        lambda world, sams: world.change(sams, interview_time="2026-12-15T09:00:00Z"),
        lambda world, sams: world.change(world.read(sams), interview_time=LATER),
    ),
    "cancelled": (cancel, lambda world, sams: world.change(world.read(sams), status="scheduled")),
    "chosen": (
        lambda world, sams: choose(world, sams, "2026-12-07T09:00:00Z"),
        lambda world, sams: world.change(world.read(sams), interview_time=LATER),
    ),
    "closed": (
        lambda world, _: close(world),
        lambda world, _: self_service(world, closes_at="2026-12-07T12:00:00Z", notice_hours=1),
    ),
    "too near": (
        lambda world, _: self_service(world, notice_hours=24 * 20),
        lambda world, _: self_service(world, notice_hours=48),
    ),
    "no longer offered": (lambda world, _: end_self_service(world), lambda world, _: rules(world, most_changes=3)),
    "a panel": (
        lambda world, sams: world.change(sams, interviewer_ids=[world.people["ben"]]),
        lambda world, sams: world.change(world.read(sams), interviewer_ids=[]),
    ),
    "disabled": (
        lambda world, _: disable(world, disabled=True),
        lambda world, _: disable(world, disabled=False),
    ),
}
"""What ends it, and what makes all as it was."""


@pytest.mark.parametrize("how", ENDS)
def test_sch_21_waiting_ends_for_good(world: World, app: FastAPI, how: str) -> None:
    """With the interview, with a new time, with the deadline: even if all is as it was afterward."""
    end, bring_back = ENDS[how]
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    end(world, sams)
    assert wait_list(world) == []
    look(app)
    bring_back(world, sams)
    cancel(world, eves)
    look(app)
    assert (world.read(sams)["interview_time"], wait_list(world)) == (LATER, [])


def test_sch_21_waiting_ends_with_a_deleted_interview(world: World, app: FastAPI) -> None:
    sams, *_ = full_tuesday(world)
    join(world, sams)
    assert world["ada"].delete(f"/api/admin/interviews/{sams['id']}").status_code == 204
    assert wait_list(world) == []
    look(app)
    with world.database.reading() as session:
        assert session.scalars(select(WaitListEntry)).all() == []


def test_sch_21_the_office_reads_who_waits_for_what_and_students_nothing_of_others(world: World) -> None:
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    join(world, eves, "eve", time_zone="Africa/Lagos", days=[{"day": "2026-12-14", "spans": [AFTERNOON]}])
    sam, eve = (
        {"id": world.people[who], "name": who.title(), "email": f"{who}@example.edu", "time_zone": zone}
        for who, zone in (("sam", "Asia/Karachi"), ("eve", "Africa/Lagos"))
    )
    second = iso(NOW + timedelta(seconds=1))
    assert wait_list(world) == [
        {
            "interview_id": sams["id"], "student": sam, "interview_time": LATER, "joined_at": iso(NOW),
            "time_zone": "Asia/Karachi", "days": THE_TUESDAY,
        },
        {
            "interview_id": eves["id"], "student": eve, "interview_time": TUESDAY, "joined_at": second,
            "time_zone": "Africa/Lagos", "days": [{"day": "2026-12-14", "spans": [AFTERNOON]}],
        },
    ]  # fmt: skip
    assert world["ada"].get("/api/admin/cycles/no-such-cycle-000000000/wait-list").status_code == 404
    assert set(waiting(world, eves, "eve")) == {"joined_at", "time_zone", "days", "version"}
    office = f"/api/admin/cycles/{world.cycle}/wait-list"
    assert [world[who].get(office).status_code for who in ("sam", "ivy", "")] == [403, 403, 401]
    assert when(world, sams, eves) == [LATER, TUESDAY]


def cost(world: World, who: str, path: str) -> int:
    client = world[who]
    with sent_to(client_database(world, who)) as statements:
        good(client.get(path))
    return len(statements)


def test_sch_21_reading_costs_the_same_however_many_wait(world: World) -> None:
    """The office's: the session, the cycle, the list and what it is made of. Times: those, and the board."""
    interviews = dict(zip(("sam", "eve", "kim"), full_tuesday(world), strict=True))
    paths = {
        "ada": f"/api/admin/cycles/{world.cycle}/wait-list",
        "sam": f"/api/student/interviews/{interviews['sam']['id']}/times",
    }
    costs = []
    for who, interview in interviews.items():
        join(world, interview, who)
        costs.append({reader: cost(world, reader, path) for reader, path in paths.items()})
    assert costs[0] == costs[2]


def test_sch_22_a_look_reads_everything_once(world: World, app: FastAPI) -> None:
    """The list, its interviews, their panels, what was moved, what cycles offer and ask; the office, its diaries,
    conflicts, languages."""
    for who, interview in zip(("sam", "eve", "kim"), full_tuesday(world), strict=True):
        join(world, interview, who, time_zone="Europe/London", days=[{"day": "2026-12-08", "spans": [TOO_LATE]}])
        with sent_to(app.state.database) as statements:
            look(app)
        assert len(statements) == 10
