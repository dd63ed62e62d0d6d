"""What interviewers see and change."""

from tests.interviews.world import ELEVEN, OFFICE, World, good, refused

OWN = "/api/interviewer/interviews"


def test_int_29_lead_and_panel_see_theirs(world: World) -> None:
    ivy = world.people["ivy"]
    led = world.create("sam", admin_id=ivy)
    sat = world.create("eve", ELEVEN, interviewer_ids=[ivy])
    foreign = world.create("kim", "2026-12-02T12:00:00Z")
    assert good(world["ivy"].get(OWN))["items"] == [led, sat]
    for mine in (led, sat):
        body = {"version": 1, "status": "completed", "notes": "Clear thinker."}
        changed = good(world["ivy"].patch(f"{OWN}/{mine['id']}", json=body))
        assert changed == mine | {"version": 2, "status": "completed", "notes": "Clear thinker."}
    unknown = world["ivy"].patch(f"{OWN}/nothing-here", json={"version": 1, "notes": "x"})
    other = world["ivy"].patch(f"{OWN}/{foreign['id']}", json={"version": 1, "notes": "x"})
    assert (other.status_code, other.json()) == (404, unknown.json())
    assert world.read(foreign) == foreign


def test_int_29_only_status_and_notes(world: World) -> None:
    made = world.create(admin_id=world.people["ivy"])
    where = f"{OWN}/{made['id']}"
    for field in ("interview_time", "duration_minutes", "admin_id", "interviewer_ids", "time_zone"):
        answer = world["ivy"].patch(where, json={"version": 1, field: made[field]})
        assert refused(answer) == (422, "invalid", [(field, "extra_forbidden")])
    assert refused(world["ivy"].patch(where, json={"version": 9, "notes": "x"}))[1] == "stale_version"
    good(world["ivy"].patch(where, json={"version": 1, "status": "no_show"}))
    forbidden = world["ivy"].patch(where, json={"version": 2, "status": "completed"})
    assert refused(forbidden) == (409, "forbidden_move", [("status", "forbidden_move")])


def test_int_29_taken_off_the_panel_is_out_at_once(world: World) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]])
    world.change(made, interviewer_ids=[])
    assert good(world["ivy"].get(OWN))["items"] == []
    assert world["ivy"].patch(f"{OWN}/{made['id']}", json={"version": 2, "notes": "x"}).status_code == 404


def test_int_11_back_to_scheduled_passes_the_same_door(world: World) -> None:
    made = world.change(world.create(admin_id=world.people["ivy"]), status="cancelled")
    world.create("eve", admin_id=world.people["ivy"])
    answer = world["ivy"].patch(f"{OWN}/{made['id']}", json={"version": 2, "status": "scheduled"})
    assert refused(answer) == (409, "interview_taken", [("admin_id", "person_busy")])


def test_int_29_nobody_else_uses_these_routes(world: World) -> None:
    made = world.create()
    for name, status in (("", 401), ("sam", 403), ("ada", 403)):
        patch = world[name].patch(f"{OWN}/{made['id']}", json={"version": 1, "notes": "x"})
        assert (world[name].get(OWN).status_code, patch.status_code) == (status, status)
    assert world["ada"].get(f"{OFFICE}/{made['id']}").json() == made
