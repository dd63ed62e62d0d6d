"""Who is not to meet, and what is kept free: on every way through a draft."""

from datetime import datetime, timedelta

from fastapi import FastAPI

from tests.interviews.world import World, good, refused
from tests.scheduling.test_drafts import HOURS, counts, interviews, make, placements, publish, world
from vivavoce.clock import iso

__all__ = ["world"]


def part(world: World, staff: str, student: str) -> None:
    body = {"staff_id": world.people[staff], "student_id": world.people[student], "holds": True}
    assert world["ada"].put("/api/admin/conflicts", json=body).status_code == 204


def test_int_51_the_assignment_a_place_by_hand_and_publishing_hold_conflicts_apart(world: World) -> None:
    part(world, "ivy", "sam")
    draft = make(world)
    assert draft["counts"] == counts(new=2, unplaced=1)
    place = {"version": draft["version"], "admin_id": world.people["ivy"], "interview_time": "2026-12-08T09:00:00Z"}
    path = f"/api/admin/drafts/{draft['id']}/placements/{world.applications['sam']}"
    assert refused(world["ada"].put(path, json=place))[:2] == (409, "conflict_of_interest")
    part(world, "ivy", "eve")
    assert refused(publish(world, draft)) == (
        409, "conflict_of_interest", [("placements", "conflict_of_interest")],
    )  # fmt: skip
    assert interviews(world) == []


def test_int_51_a_repair_moves_who_is_not_to_meet_any_more(world: World) -> None:
    good(world["ben"].put(f"/api/admin/people/{world.people['ben']}/hours", json=HOURS))
    good(publish(world, make(world)))
    before = {one["student_id"]: one for one in interviews(world)}
    sams = before[world.people["sam"]]
    lead = "ivy" if sams["admin_id"] == world.people["ivy"] else "ben"
    part(world, lead, "sam")
    repaired = make(world)
    assert repaired["counts"] == counts(moved=1, unchanged=2)
    good(publish(world, repaired))
    after = {one["student_id"]: one["admin_id"] for one in interviews(world)}
    assert after[world.people["sam"]] != sams["admin_id"]


def test_int_53_a_place_by_hand_keeps_what_the_interviewer_keeps_free(world: World) -> None:
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1, "buffer_minutes": 15}))
    draft = make(world)
    taken = next(one for one in placements(world, draft) if one["student"]["name"] == "Sam")["interview_time"]
    eves = f"/api/admin/drafts/{draft['id']}/placements/{world.applications['eve']}"
    close = iso(datetime.fromisoformat(taken) + timedelta(minutes=40))
    free = iso(datetime.fromisoformat(taken) + timedelta(days=1, minutes=45))
    body = {"version": draft["version"], "admin_id": world.people["ivy"]}
    assert refused(world["ada"].put(eves, json={**body, "interview_time": close}))[:2] == (409, "place_taken")
    assert good(world["ada"].put(eves, json={**body, "interview_time": free}))["version"] == draft["version"] + 1


def test_sch_10_a_reader_who_began_before_it_was_done_is_not_told_that_it_was_interrupted(
    world: World, app: FastAPI
) -> None:
    """Their transaction still sees it being made, when the solver has put it away already."""
    draft = make(world)
    assert app.state.solver.knows(draft["id"])
    assert not app.state.solver.knows("another")


def test_sch_18_nobody_is_placed_where_the_interviewers_calendar_is_full(world: World) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
        "DTSTART:20261207T093000Z\r\nDTEND:20261207T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    good(world["ivy"].put("/api/interviewer/busy", json={"calendar": calendar}))
    draft = make(world)
    assert draft["counts"] == counts(new=1, unplaced=2)
    (placed,) = [one for one in placements(world, draft) if one["interview_time"]]
    assert placed["interview_time"] == "2026-12-07T09:00:00.000Z"
