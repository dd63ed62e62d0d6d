"""GET /api/interviews/{id}/room."""

from tests.interviews.world import TEN, World, good
from vivavoce.clock import iso


def test_int_30_the_students_room_has_no_office_part(world: World) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]], notes="Secret.")
    world.clock.advance(hours=2)
    ids = world.people
    room = {
        "id": made["id"],
        "status": "scheduled",
        "joinable": True,
        "opens_at": "2026-12-01T10:00:00.000Z",
        "closes_at": "2026-12-03T10:00:00.000Z",
        "server_time": iso(world.clock.now),
        "interview_time": TEN,
        "duration_minutes": 30,
        "time_zone": "Europe/London",
        "people": [
            {"id": ids["sam"], "name": "Sam", "role": "student", "part": "student"},
            {"id": ids["ada"], "name": "Ada", "role": "admin", "part": "lead"},
            {"id": ids["ivy"], "name": "Ivy", "role": "interviewer", "part": "panel"},
        ],
        "me": {"id": ids["sam"], "name": "Sam", "role": "student"},
        "office": None,
    }
    assert good(world["sam"].get(f"/api/interviews/{made['id']}/room")) == room
    office = {
        "application": {
            "id": world.applications["sam"],
            "admission_cycle_id": world.cycle,
            "student": made["student"],
            "programme": "Physics",
            "school": "City School",
            "statement": "I like light.",
            "status": "selected",
            "score": 80.0,
            "checked": True,
            "reason": None,
            "scheduled_interview_id": made["id"],
            "created_at": "2026-11-21T09:00:00.000Z",
        },
        "notes": "Secret.",
        "version": 1,
        "cycle": {"id": world.cycle, "name": "Autumn", "phase": "selection"},
        "status": "scheduled",
    }
    me = {"id": ids["ivy"], "name": "Ivy", "role": "interviewer"}
    assert good(world["ivy"].get(f"/api/interviews/{made['id']}/room")) == room | {"me": me, "office": office}


def test_int_30_who_may_look_in(world: World) -> None:
    made = world.create()
    where = f"/api/interviews/{made['id']}/room"
    statuses = {name: world[name].get(where).status_code for name in ("", "sam", "eve", "ivy", "ada", "ben")}
    assert statuses == {"": 401, "sam": 200, "eve": 404, "ivy": 404, "ada": 200, "ben": 200}
    assert world["eve"].get(where).json() == world["eve"].get("/api/interviews/nothing-here/room").json()


def test_int_2_a_cancelled_room_is_shown_but_not_joinable(world: World) -> None:
    made = world.change(world.create(at="2026-12-01T09:00:00Z"), status="cancelled")
    room = good(world["sam"].get(f"/api/interviews/{made['id']}/room"))
    assert (room["status"], room["joinable"], room["office"]) == ("cancelled", False, None)


def test_int_30_the_room_of_a_cancelled_interview_names_the_applications_scheduled_one(world: World) -> None:
    cancelled = world.change(world.create(), status="cancelled")
    scheduled = world.create(at="2026-12-03T10:00:00Z")
    application = good(world["ada"].get(f"/api/interviews/{cancelled['id']}/room"))["office"]["application"]
    assert application["scheduled_interview_id"] == scheduled["id"]
