"""A cycle is scheduled as a draft, looked at, changed by hand, and published as a whole."""

from typing import Any

import pytest
from fastapi import FastAPI

from tests.admissions.build import add_application, add_cycle
from tests.browser.waiting import wait_until
from tests.conftest import NOW, FakeClock, People, SignIn
from tests.interviews.world import Json, World, good, make_world, refused
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso
from vivavoce.database import Database
from vivavoce.scheduling import solving

DAY = {"starts": "09:00", "ends": "11:00"}
HOURS: Json = {
    "version": 0,
    "time_zone": "Europe/London",
    "weekly": [[DAY], [DAY], [], [], [], [], []],
    "exceptions": [],
    "buffer_minutes": 0,
    "languages": ["English"],
    "subjects": [],
}
ASKED: Json = {"version": 0, "first_day": "2026-12-07", "last_day": "2026-12-08", "closes_at": "2026-12-04T17:00:00Z"}
WINDOWS: Json = {
    "version": 0,
    "time_zone": "Europe/London",
    "days": [{"day": "2026-12-07", "spans": [DAY]}],
    "language": "",
    "extra_minutes": 0,
    "captioner": False,
    "needs": "",
}


@pytest.fixture
def world(database: Database, clock: FakeClock, people: People, sign_in: SignIn) -> World:
    made = make_world(database, clock, people, sign_in)
    good(made["ivy"].put("/api/interviewer/hours", json=HOURS))
    good(made["ada"].put(f"/api/admin/cycles/{made.cycle}/windows", json=ASKED))
    for student in ("sam", "eve", "kim"):
        answer(made, student)
    return made


def answer(world: World, student: str, **change: object) -> None:
    path = f"/api/student/windows/{world.applications[student]}"
    good(world[student].put(path, json={**WINDOWS, **change}))


def begin(world: World, **body: object) -> Any:
    return world["ada"].post(f"/api/admin/cycles/{world.cycle}/drafts", json=body)


def make(world: World, **body: object) -> Json:
    """A draft that is done."""
    draft = good(begin(world, **body), 202)
    assert (draft["status"], draft["counts"]["new"]) == ("solving", 0)
    wait_until(lambda: read(world, draft)["status"] != "solving", "the draft is made")
    return read(world, draft)


def read(world: World, draft: Json) -> Json:
    return good(world["ada"].get(f"/api/admin/drafts/{draft['id']}"))


def placements(world: World, draft: Json, **query: str) -> list[Json]:
    return list(good(world["ada"].get(f"/api/admin/drafts/{draft['id']}/placements", params=query))["items"])


def publish(world: World, draft: Json, **change: object) -> Any:
    return world["ada"].post(f"/api/admin/drafts/{draft['id']}/publish", json={"version": draft["version"], **change})


def interviews(world: World) -> list[Json]:
    return list(good(world["ada"].get("/api/admin/interviews"))["items"])


def counts(new: int = 0, moved: int = 0, unchanged: int = 0, unplaced: int = 0) -> Json:
    return {"new": new, "moved": moved, "unchanged": unchanged, "unplaced": unplaced}


def test_sch_10_a_draft_is_made_and_nothing_of_it_holds_yet(world: World) -> None:
    draft = make(world, seed=7)
    ivy = {"id": world.people["ivy"], "name": "Ivy", "role": "interviewer"}
    assert draft == {
        "id": draft["id"],
        "cycle_id": world.cycle,
        "status": "ready",
        "failure": None,
        "version": 1,
        "length_minutes": 30,
        "seed": 7,
        "panel": False,
        "away": [],
        "choice": None,
        "proved": True,
        "larger": 0,
        "no_hours": False,
        "input_hash": draft["input_hash"],
        "created_at": iso(NOW),
        "finished_at": iso(NOW),
        "published_at": None,
        "counts": counts(new=3),
        "loads": [{"person": ivy, "before": 0, "now": 3}],
        "hours": [{"time_zone": "Europe/London", "good": 3, "early_or_late": 0, "unsocial": 0}],
        "reasons": [],
        "relaxations": [],
    }
    assert len(draft["input_hash"]) == 64
    rows = placements(world, draft)
    assert {row["student"]["name"] for row in rows} == {"Sam", "Eve", "Kim"}
    assert [row["change"] for row in rows] == ["new"] * 3
    assert len({row["interview_time"] for row in rows}) == 3
    assert all("2026-12-07T09:00" <= row["interview_time"] <= "2026-12-07T10:31" for row in rows)
    assert interviews(world) == []
    newest = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/draft"))
    assert newest == {"draft": draft, "server_time": iso(NOW)}


def test_sch_8_the_same_input_and_seed_give_the_same_draft(world: World) -> None:
    first, again = make(world, seed=3), make(world, seed=3)
    assert first["input_hash"] == again["input_hash"]
    assert refused(world["ada"].get(f"/api/admin/drafts/{first['id']}")) == (404, "not_found", [])
    third = make(world, seed=4)
    assert third["input_hash"] != again["input_hash"]


def test_sch_11_published_as_a_whole(world: World) -> None:
    draft = make(world)
    rows = placements(world, draft)
    published = good(publish(world, draft))
    assert (published["status"], published["published_at"]) == ("published", iso(NOW))
    found = {one["student"]["name"]: (one["interview_time"], one["lead"]["name"]) for one in interviews(world)}
    assert found == {row["student"]["name"]: (row["interview_time"], "Ivy") for row in rows}
    (mine,) = good(world["sam"].get("/api/student/interviews"))["items"]
    assert mine["interview_time"] == found["Sam"][0]
    (event,) = world.history(interviews(world)[0])
    assert (event["action"], event["by"]["name"]) == ("created", "Ada")
    assert refused(publish(world, published)) == (409, "draft_not_ready", [])


def test_sch_9_a_repair_moves_whom_it_must_and_says_so_before(world: World) -> None:
    good(publish(world, make(world)))
    for student in ("sam", "eve", "kim"):
        answer(world, student, version=1, days=[{"day": day, "spans": [DAY]} for day in ("2026-12-07", "2026-12-08")])
    before = {one["student"]["name"]: one for one in interviews(world)}
    ill = sorted(before.values(), key=lambda one: str(one["interview_time"]))[0]
    away = {"person_id": world.people["ivy"], "starts_at": ill["interview_time"], "ends_at": "2026-12-07T09:30:00Z"}
    draft = make(world, away=[away])
    assert draft["counts"] == counts(moved=1, unchanged=2)
    (moved,) = placements(world, draft, change="moved")
    assert (moved["student"]["name"], moved["before_time"]) == (ill["student"]["name"], ill["interview_time"])
    assert moved["interview_time"] != ill["interview_time"]
    good(publish(world, draft))
    after = {one["student"]["name"]: one for one in interviews(world)}
    name = ill["student"]["name"]
    assert after[name] == {
        **ill,
        "interview_time": moved["interview_time"],
        "version": 2,
        "opens_at": after[name]["opens_at"],
        "closes_at": after[name]["closes_at"],
    }
    assert {other: after[other] for other in after if other != name} == {
        other: before[other] for other in before if other != name
    }
    assert [event["action"] for event in world.history(ill)] == ["created", "changed"]


def test_sch_12_who_has_no_place_is_told_why_and_what_would_help(world: World) -> None:
    answer(world, "sam", version=1, language="Hindi")
    answer(world, "eve", version=1, days=[{"day": "2026-12-07", "spans": [{"starts": "12:00", "ends": "13:00"}]}])
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1, "daily_limit": 1}))
    with_lagos = make(world)
    assert with_lagos["counts"] == counts(new=1, unplaced=2)
    assert sorted(with_lagos["reasons"], key=lambda one: str(one["code"])) == [
        {"code": "never", "language": "", "competing": 0, "places": 0, "applicants": ["Eve"]},
        {"code": "no_language", "language": "hindi", "competing": 0, "places": 0, "applicants": ["Sam"]},
    ]
    answer(world, "eve", version=2)
    full = make(world)
    assert full["counts"] == counts(new=1, unplaced=2)
    (reason,) = [one for one in full["reasons"] if one["code"] == "full"]
    assert (reason["competing"], reason["places"], len(reason["applicants"])) == (2, 1, 1)
    assert full["relaxations"][0] == {"what": "limits", "places": 1}


def test_sch_12_that_nobody_has_given_hours_is_told_apart_from_hours_that_are_taken(world: World) -> None:
    weekend = [[], [], [], [], [], [DAY], []]
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1, "weekly": weekend}))
    without = make(world)
    assert (without["counts"], without["no_hours"]) == (counts(unplaced=3), True)
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 2}))
    away = {"person_id": world.people["ivy"], "starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-20T00:00:00Z"}
    taken = make(world, away=[away])
    assert (taken["counts"], taken["no_hours"]) == (counts(unplaced=3), False)


def test_sch_13_a_place_is_changed_by_hand(world: World) -> None:
    draft = make(world)
    first, second, third = placements(world, draft)
    path = f"/api/admin/drafts/{draft['id']}/placements/{first['application_id']}"
    body = {"version": 1, "admin_id": world.people["ben"], "interview_time": "2026-12-08T15:00:00.000Z"}
    taken = {**body, "admin_id": second["admin"]["id"], "interview_time": second["interview_time"]}
    assert refused(world["ada"].put(path, json=taken)) == (409, "place_taken", [("interview_time", "place_taken")])
    half = {"version": 1, "interview_time": body["interview_time"]}
    assert refused(world["ada"].put(path, json=half)) == (422, "invalid", [("interview_time", "both_or_neither")])
    student = {**body, "admin_id": world.people["sam"]}
    assert refused(world["ada"].put(path, json=student)) == (422, "invalid", [("admin_id", "unknown_person")])
    changed = good(world["ada"].put(path, json=body))
    assert [one["person"]["name"] for one in changed["loads"]] == ["Ben", "Ivy"]
    assert refused(world["ada"].put(path, json=body)) == (409, "stale_version", [])
    nowhere = f"/api/admin/drafts/{draft['id']}/placements/{third['application_id']}"
    assert good(world["ada"].put(nowhere, json={"version": 2}))["counts"] == counts(new=2, unplaced=1)
    good(publish(world, draft, version=3))
    assert {one["student"]["name"]: one["lead"]["name"] for one in interviews(world)} == {
        first["student"]["name"]: "Ben",
        second["student"]["name"]: "Ivy",
    }


def test_sch_11_nothing_is_published_of_what_has_changed_meanwhile(world: World) -> None:
    draft = make(world)
    world.set_application("kim", ApplicationStatus.SCORED)
    assert refused(publish(world, draft)) == (409, "schedule_changed", [])
    world.set_application("kim", ApplicationStatus.SELECTED)
    row = placements(world, draft)[0]
    taken = world.create("sam", row["interview_time"], admin_id=world.people["ivy"])
    assert refused(publish(world, draft)) == (409, "schedule_changed", [])
    world.change(taken, status="cancelled")
    with_ivy = world.post(
        {
            "application_id": world.applications["sam"],
            "interview_time": row["interview_time"],
            "admin_id": world.people["ivy"],
        }
    )
    assert with_ivy.status_code == 201
    assert refused(publish(world, draft)) == (409, "schedule_changed", [])
    assert len(interviews(world)) == 2


def test_sch_11_what_overlaps_an_interview_of_another_cycle_is_named(world: World) -> None:
    draft = make(world)
    row = placements(world, draft)[0]
    with world.database.writing() as session:
        other = add_cycle(session, "spring", Phase.SELECTION)
        application = add_application(session, other, world.people["sam"], "other-sam", ApplicationStatus.SELECTED)
    busy = {"application_id": application, "interview_time": row["interview_time"], "admin_id": world.people["ivy"]}
    good(world.post(busy), 201)
    status, code, fields = refused(publish(world, draft))
    assert (status, code) == (409, "interview_taken")
    assert ("placements", "person_busy") in fields
    assert len(interviews(world)) == 1


def test_sch_10_what_cannot_be_begun_is_refused(world: World) -> None:
    nobody = {"person_id": world.people["sam"], "starts_at": iso(NOW), "ends_at": iso(NOW)}
    assert refused(begin(world, away=[nobody])) == (
        422,
        "invalid",
        [("away.0.person_id", "unknown_person"), ("away.0.ends_at", "span_order")],
    )
    draft = make(world)
    assert world["ada"].delete(f"/api/admin/drafts/{draft['id']}").status_code == 204
    assert good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/draft"))["draft"] is None
    world.set_phase(Phase.COMPLETED)
    assert refused(begin(world)) == (409, "wrong_phase", [])


def test_sch_10_a_solver_that_breaks_or_hangs_is_said(
    world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "JOB", ("false",))
    broken = make(world)
    assert (broken["status"], broken["failure"]) == ("failed", "broken")
    monkeypatch.setattr(solving, "JOB", ("sleep", "60"))
    app.state.solver._seconds = 0.2
    hanging = make(world)
    assert (hanging["status"], hanging["failure"]) == ("failed", "too_long")
