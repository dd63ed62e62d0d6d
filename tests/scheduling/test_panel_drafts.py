"""Interviews of two people through a draft: made, changed by hand, published, repaired."""

from datetime import datetime, timedelta

from fastapi import FastAPI

from tests.admissions.build import add_application, add_cycle
from tests.browser.waiting import wait_until
from tests.conftest import FakeClock
from tests.interviews.world import Json, World, good, refused
from tests.scheduling.test_drafts import ASKED, HOURS, answer, counts, interviews, make, placements, publish, world
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso

__all__ = ["world"]


def give_hours(world: World, *people: str, **change: object) -> None:
    for name in people:
        path = f"/api/admin/people/{world.people[name]}/hours"
        good(world["ada"].put(path, json={**HOURS, **change}))


def together(rows: list[Json]) -> list[tuple[str, set[str]]]:
    """Of each: the time, and who meets the applicant."""
    return [(row["interview_time"], {row["admin"]["name"], row["second"]["name"]}) for row in rows]


def two(interview: Json) -> list[str]:
    return [interview["lead"]["name"], *(one["name"] for one in interview["panel"])]


def test_sch_23_a_draft_of_panels_is_published_as_interviews_of_two(world: World) -> None:
    give_hours(world, "ben")
    draft = make(world, panel=True)
    assert (draft["panel"], draft["proved"], draft["counts"]) == (True, False, counts(new=3))
    loads = {one["person"]["name"]: (one["before"], one["now"]) for one in draft["loads"]}
    assert loads == {"Ben": (0, 3), "Ivy": (0, 3)}
    rows = placements(world, draft)
    assert [people for _, people in together(rows)] == [{"Ben", "Ivy"}] * 3
    for name in ("ben", "ivy"):
        assert len(placements(world, draft, admin_id=world.people[name])) == 3
    good(publish(world, draft))
    found = {one["student"]["name"]: (one["interview_time"], two(one)) for one in interviews(world)}
    assert found == {
        row["student"]["name"]: (row["interview_time"], [row["admin"]["name"], row["second"]["name"]]) for row in rows
    }
    (event,) = world.history(interviews(world)[0])
    assert len(event["changes"]["interviewer_ids"]["to"]) == 1
    mine = good(world["ivy"].get("/api/interviewer/interviews"))["items"]
    assert len(mine) == 3


def test_sch_24_who_has_a_first_interviewer_and_no_second_is_told_so(world: World) -> None:
    draft = make(world, panel=True)
    assert draft["counts"] == counts(unplaced=3)
    assert draft["reasons"] == [
        {"code": "no_second", "language": "", "competing": 0, "places": 0, "applicants": ["Eve", "Kim", "Sam"]}
    ]
    assert draft["relaxations"] == [{"what": "alone", "places": 3}]


def test_sch_23_only_the_one_who_leads_speaks_the_language(world: World) -> None:
    give_hours(world, "ben", languages=["Hindi"])
    answer(world, "sam", version=1, language="Hindi")
    (sams,) = [row for row in placements(world, make(world, panel=True)) if row["student"]["name"] == "Sam"]
    assert (sams["admin"]["name"], sams["second"]["name"]) == ("Ben", "Ivy")


def test_int_51_neither_of_the_two_has_a_conflict_of_interest(world: World) -> None:
    give_hours(world, "ben", "ada")
    body = {"staff_id": world.people["ivy"], "student_id": world.people["sam"], "holds": True}
    assert world["ada"].put("/api/admin/conflicts", json=body).status_code == 204
    draft = make(world, panel=True)
    (sams,) = [row for row in placements(world, draft) if row["student"]["name"] == "Sam"]
    assert {sams["admin"]["name"], sams["second"]["name"]} == {"Ada", "Ben"}
    path = f"/api/admin/drafts/{draft['id']}/placements/{world.applications['sam']}"
    place = {"version": 1, "admin_id": world.people["ben"], "interview_time": sams["interview_time"]}
    found = refused(world["ada"].put(path, json={**place, "second_id": world.people["ivy"]}))
    assert found == (409, "conflict_of_interest", [("second_id", "conflict_of_interest")])


def test_sch_23_when_one_of_two_is_ill_somebody_takes_their_seat_and_the_hour_stays(world: World) -> None:
    give_hours(world, "ben")
    good(publish(world, make(world, panel=True)))
    before = {one["student"]["name"]: one for one in interviews(world)}
    give_hours(world, "ada")
    first = min(before.values(), key=lambda one: str(one["interview_time"]))
    sits = first["panel"][0]
    until = datetime.fromisoformat(first["interview_time"]) + timedelta(minutes=30)
    away = {"person_id": sits["id"], "starts_at": first["interview_time"], "ends_at": iso(until)}
    draft = make(world, away=[away])
    assert draft["counts"] == counts(moved=1, unchanged=2)
    (moved,) = placements(world, draft, change="moved")
    assert (moved["admin"], moved["second"]["name"], moved["interview_time"]) == (
        moved["before_admin"], "Ada", moved["before_time"],
    )  # fmt: skip
    assert moved["before_second"]["name"] == sits["name"]
    good(publish(world, draft))
    after = {one["student"]["name"]: one for one in interviews(world)}
    name = first["student"]["name"]
    assert two(after[name]) == [first["lead"]["name"], "Ada"]
    assert {other: one for other, one in after.items() if other != name} == {
        other: one for other, one in before.items() if other != name
    }
    assert [event["action"] for event in world.history(first)] == ["created", "changed"]


def test_sch_23_interviews_keep_as_many_people_as_they_have_and_three_stay(world: World) -> None:
    give_hours(world, "ben", "ada")
    panel = [world.people["ben"], world.people["ada"]]
    at_nine = {"at": "2026-12-07T09:00:00Z", "admin_id": world.people["ivy"]}
    three = world.create("sam", **at_nine, interviewer_ids=panel)
    one = world.create("eve", "2026-12-07T10:00:00Z", admin_id=world.people["ivy"])
    draft = make(world, panel=True)
    assert (draft["larger"], draft["counts"]) == (1, counts(new=1, unchanged=1))
    good(publish(world, draft))
    found = {other["student"]["name"]: len(two(other)) for other in interviews(world)}
    assert found == {"Sam": 3, "Eve": 1, "Kim": 2}
    assert (world.read(three)["version"], world.read(one)["version"]) == (1, 1)


def test_sch_13_a_second_interviewer_is_chosen_by_hand(world: World) -> None:
    draft = make(world)
    first, second, _ = placements(world, draft)
    path = f"/api/admin/drafts/{draft['id']}/placements/{first['application_id']}"
    ivy, ben = world.people["ivy"], world.people["ben"]
    place = {"version": 1, "admin_id": ben, "second_id": ivy, "interview_time": second["interview_time"]}
    assert refused(world["ada"].put(path, json=place)) == (409, "place_taken", [("interview_time", "place_taken")])
    wrong: dict[str, Json] = {
        "duplicate_person": {"second_id": ben},
        "unknown_person": {"second_id": world.people["sam"]},
        "nobody_leads": {"admin_id": None, "interview_time": None},
    }
    for code, change in wrong.items():
        asked = {key: value for key, value in {**place, **change}.items() if value is not None}
        assert refused(world["ada"].put(path, json=asked)) == (422, "invalid", [("second_id", code)])
    changed = good(world["ada"].put(path, json={**place, "interview_time": first["interview_time"]}))
    assert {one["person"]["name"]: one["now"] for one in changed["loads"]} == {"Ben": 1, "Ivy": 3}
    good(publish(world, changed))
    (mine,) = [one for one in interviews(world) if one["student"] == first["student"]]
    assert two(mine) == ["Ben", "Ivy"]


def test_sch_11_a_second_interviewer_who_is_busy_by_now_is_named(world: World) -> None:
    give_hours(world, "ben")
    draft = make(world, panel=True)
    row = placements(world, draft)[0]
    with world.database.writing() as session:
        other = add_cycle(session, "spring", Phase.SELECTION)
        application = add_application(session, other, world.people["sam"], "other-sam", ApplicationStatus.SELECTED)
    busy = {"application_id": application, "interview_time": "2026-12-08T10:00:00Z", "admin_id": row["second"]["id"]}
    moved = good(world.post(busy), 201)
    world.change(moved, interview_time=row["interview_time"])
    status, code, fields = refused(publish(world, draft))
    assert (status, code) == (409, "interview_taken")
    assert ("placements", "person_busy") in fields
    assert len(interviews(world)) == 1


def test_sch_20_times_of_panels_are_given_out_by_themselves(world: World, app: FastAPI, clock: FakeClock) -> None:
    give_hours(world, "ben")
    closes, moment = clock.now + timedelta(hours=1), clock.now + timedelta(hours=2)
    good(
        world["ada"].put(
            f"/api/admin/cycles/{world.cycle}/windows", json={**ASKED, "version": 1, "closes_at": iso(closes)}
        )
    )
    body = {"version": 0, "at": iso(moment), "length_minutes": 30, "panel": True, "publishes": True}
    asked = good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/allotment", json=body))
    assert asked["allotment"]["panel"] is True
    clock.now = moment

    def given() -> bool:
        app.state.allotter.look()
        return len(interviews(world)) == 3

    wait_until(given, "times are given out")
    assert {frozenset(two(one)) for one in interviews(world)} == {frozenset({"Ben", "Ivy"})}
