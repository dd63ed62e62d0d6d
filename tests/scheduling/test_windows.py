"""Applicants are asked when they can, and answer until a deadline."""

from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import NOW, FakeClock, People, SignIn
from tests.interviews.world import Json, World, good, make_world, refused
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso
from vivavoce.database import Database
from vivavoce.notifications.rules import Kind
from vivavoce.scheduling.window_repository import WindowRepository

OWN = "/api/student/windows"
ASKED: Json = {"first_day": "2026-12-07", "last_day": "2026-12-11", "closes_at": "2026-12-04T17:00:00.000Z"}
MORNING, EVENING = {"starts": "09:00", "ends": "12:00"}, {"starts": "18:30", "ends": "24:00"}
ANSWER: Json = {
    "version": 0,
    "time_zone": "Asia/Karachi",
    "days": [{"day": "2026-12-08", "spans": [EVENING, MORNING]}, {"day": "2026-12-07", "spans": []}],
    "language": " Urdu ",
    "extra_minutes": 15,
    "captioner": True,
    "needs": "A large clock on the screen.",
}
EMPTY: Json = {"language": "", "extra_minutes": 0, "captioner": False, "needs": ""}


@pytest.fixture
def world(database: Database, clock: FakeClock, people: People, sign_in: SignIn) -> World:
    return make_world(database, clock, people, sign_in)


def path(world: World) -> str:
    return f"/api/admin/cycles/{world.cycle}/windows"


def ask(world: World, version: int = 0, **change: object) -> Any:
    return world["ada"].put(path(world), json={**ASKED, "version": version, **change})


def answer(world: World, student: str = "sam", **change: object) -> Any:
    return world[student].put(f"{OWN}/{world.applications[student]}", json={**ANSWER, **change})


def own(world: World, student: str = "sam", zone: str = "Asia/Karachi", **more: object) -> Json:
    return {
        "application_id": world.applications[student],
        "cycle_name": "Autumn",
        "programme": "Physics",
        **ASKED,
        "allotted_at": None,
        "open": True,
        "version": 0,
        "time_zone": zone,
        "days": [],
        **EMPTY,
        **more,
    }


GIVEN: Json = {
    "version": 1,
    "days": [{"day": "2026-12-08", "spans": [MORNING, EVENING]}],
    "language": "Urdu",
    "extra_minutes": 15,
    "captioner": True,
    "needs": "A large clock on the screen.",
}


def test_sch_4_nobody_is_asked_before_the_office_asks(world: World) -> None:
    nothing = good(world["sam"].get(OWN))
    assert nothing == {"items": [], "languages": [], "server_time": iso(NOW)}
    assert refused(answer(world)) == (404, "not_found", [])
    read = good(world["ada"].get(path(world)))
    assert (read["request"], [one["student"]["name"] for one in read["answers"]]) == (None, ["Eve", "Kim", "Sam"])


def test_sch_4_asked_answered_and_read_by_the_office(world: World) -> None:
    good(ask(world))
    world["ivy"].put("/api/interviewer/hours", json=hours_with(["Urdu", "English"]))
    assert good(world["sam"].get(OWN)) == {
        "items": [own(world)],
        "languages": ["English", "Urdu"],
        "server_time": iso(NOW),
    }
    assert good(answer(world)) == own(world, **GIVEN)
    read = good(world["ada"].get(path(world)))
    assert read["request"] == {**ASKED, "version": 1}
    assert [(one["student"]["name"], one["answered_at"]) for one in read["answers"]] == [
        ("Eve", None), ("Kim", None), ("Sam", iso(NOW)),
    ]  # fmt: skip
    sams = read["answers"][2]
    assert {key: value for key, value in sams.items() if key not in {"student", "answered_at"}} == {
        "minutes": 510, "language": "Urdu", "extra_minutes": 15, "captioner": True, "needs": ANSWER["needs"],
    }  # fmt: skip


def hours_with(languages: list[str]) -> Json:
    return {
        "version": 0, "time_zone": "UTC", "weekly": [[]] * 7, "exceptions": [], "buffer_minutes": 0,
        "languages": languages, "subjects": [],
    }  # fmt: skip


def test_sch_4_only_who_is_selected_is_asked(world: World) -> None:
    good(ask(world))
    world.set_application("sam", ApplicationStatus.NOT_SELECTED)
    assert good(world["sam"].get(OWN))["items"] == []
    assert refused(answer(world)) == (404, "not_found", [])


def test_sch_4_who_is_done_with_their_interview_is_not_asked(world: World) -> None:
    interview = world.change(world.create("kim"), status="completed")
    good(ask(world))
    assert good(world["kim"].get(OWN))["items"] == []
    assert refused(answer(world, "kim")) == (404, "not_found", [])
    assert counted(world) == ["Eve", "Sam"]
    world.change(interview, status="scheduled")
    assert [one["open"] for one in good(world["kim"].get(OWN))["items"]] == [True]
    assert counted(world) == ["Eve", "Kim", "Sam"]


def test_sch_4_who_answered_before_their_interview_stays_in_the_count(world: World) -> None:
    good(ask(world))
    good(answer(world, "kim"))
    world.change(world.create("kim"), status="completed")
    assert good(world["kim"].get(OWN))["items"] == []
    assert refused(answer(world, "kim", version=1)) == (404, "not_found", [])
    assert counted(world) == ["Eve", "Sam", "Kim"]


@pytest.mark.parametrize("how", ["cancelled", "no_show"])
def test_sch_4_who_was_not_interviewed_is_asked(world: World, how: str) -> None:
    world.change(world.create("kim"), status=how)
    good(ask(world))
    assert len(good(world["kim"].get(OWN))["items"]) == 1
    assert counted(world) == ["Eve", "Kim", "Sam"]


def test_sch_4_who_is_done_gets_no_mail_that_asks(world: World) -> None:
    world.change(world.create("kim"), status="completed")
    good(ask(world))
    with world.database.writing() as session:
        untold = WindowRepository(session).untold(Kind.WINDOWS_ASKED, NOW)
        assert {one.application.id for one in untold} == {world.applications["eve"], world.applications["sam"]}


def counted(world: World) -> list[str]:
    return [one["student"]["name"] for one in good(world["ada"].get(path(world)))["answers"]]


def test_sch_4_anothers_application_is_not_there(world: World) -> None:
    good(ask(world))
    stranger = world["eve"].put(f"{OWN}/{world.applications['sam']}", json=ANSWER)
    assert refused(stranger) == (404, "not_found", [])
    assert good(world["sam"].get(OWN))["items"] == [own(world)]


@pytest.mark.parametrize("how", ["late", "completed"])
def test_sch_5_after_the_deadline_and_the_cycles_end_answers_stay_as_they_are(world: World, how: str) -> None:
    soon = iso(NOW + timedelta(hours=2))
    good(ask(world, closes_at=soon))
    good(answer(world))
    if how == "late":
        world.clock.advance(hours=2)
    else:
        world.set_phase(Phase.COMPLETED)
    assert refused(answer(world, version=1)) == (409, "windows_closed", [])
    assert good(world["sam"].get(OWN))["items"] == [own(world, **GIVEN, open=False, closes_at=soon)]


def test_sch_5_an_answer_may_be_changed_by_whoever_read_it_last(world: World) -> None:
    good(ask(world))
    good(answer(world))
    assert refused(answer(world, needs="other")) == (409, "stale_version", [])
    assert good(answer(world, version=1, needs="other")) == own(world, **{**GIVEN, "needs": "other", "version": 2})


@pytest.mark.parametrize(("change", "field", "code"), [
    ({"days": []}, "days", "no_windows"),
    ({"days": [{"day": "2026-12-08", "spans": []}]}, "days", "no_windows"),
    ({"days": [{"day": "2026-12-12", "spans": [MORNING]}]}, "days.0.day", "day_outside"),
    ({"days": [{"day": "2026-12-08", "spans": [MORNING]}] * 2}, "days.1.day", "day_twice"),
    ({"days": [{"day": "2026-12-08", "spans": [MORNING, MORNING]}]}, "days.0.spans.1", "span_overlap"),
    ({"extra_minutes": 121}, "extra_minutes", "less_than_equal"),
])  # fmt: skip
def test_sch_5_what_makes_no_sense_is_refused_beside_its_field(
    world: World, change: dict[str, Any], field: str, code: str
) -> None:
    good(ask(world))
    assert refused(answer(world, **change)) == (422, "invalid", [(field, code)])
    assert good(world["sam"].get(OWN))["items"] == [own(world)]


@pytest.mark.parametrize(("change", "field", "code"), [
    ({"last_day": "2026-12-06"}, "last_day", "day_order"),
    ({"last_day": "2027-02-07"}, "last_day", "too_many_days"),
    ({"closes_at": iso(NOW)}, "closes_at", "in_the_past"),
])  # fmt: skip
def test_sch_4_what_cannot_be_asked_is_refused(world: World, change: dict[str, Any], field: str, code: str) -> None:
    assert refused(ask(world, **change)) == (422, "invalid", [(field, code)])
    assert good(world["ada"].get(path(world)))["request"] is None


def test_sch_4_only_cycles_whose_interviews_may_be_scheduled_ask(world: World) -> None:
    world.set_phase(Phase.SCORED)
    assert refused(ask(world)) == (409, "wrong_phase", [])


def test_sch_4_asked_anew_the_answers_stay(world: World) -> None:
    good(ask(world))
    good(answer(world))
    assert refused(ask(world)) == (409, "stale_version", [])
    good(ask(world, 1, last_day="2026-12-18"))
    assert good(world["sam"].get(OWN))["items"] == [own(world, **GIVEN, last_day="2026-12-18")]
