"""What students see and answer."""

from tests.accounts.fakes import RecordingBus
from tests.interviews.world import TEN, World, good, refused
from vivavoce.clock import iso

OWN = "/api/student/interviews"


def test_int_28_a_student_sees_their_own_without_notes(world: World) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]], notes="Hesitant on optics.")
    world.create("eve", "2026-12-02T12:00:00Z")
    seen = {
        "id": made["id"],
        "application_id": world.applications["sam"],
        "admission_cycle_id": world.cycle,
        "cycle_name": "Autumn",
        "programme": "Physics",
        "lead": {"name": "Ada"},
        "panel": [{"name": "Ivy"}],
        "interview_time": TEN,
        "duration_minutes": 30,
        "time_zone": "Europe/London",
        "interview_link": f"/interview/{made['id']}",
        "status": "scheduled",
        "attendance": None,
        "attendance_message": "",
        "rehearsal": {"verdict": "not_done", "risks": [], "result": None},
        "joinable": False,
        "opens_at": "2026-12-01T10:00:00.000Z",
        "closes_at": "2026-12-03T10:00:00.000Z",
    }
    assert good(world["sam"].get(OWN)) == {"items": [seen], "server_time": iso(world.clock.now)}
    assert good(world["sam"].get(f"{OWN}/{made['id']}")) == seen
    assert good(world["kim"].get(OWN))["items"] == []


def test_int_28_foreign_and_unknown_are_the_same(world: World) -> None:
    made = world.create()
    body = {"attendance": "confirmed"}
    foreign = world["eve"].get(f"{OWN}/{made['id']}")
    unknown = world["eve"].get(f"{OWN}/nothing-here")
    assert (foreign.status_code, foreign.json()) == (404, unknown.json())
    assert world["eve"].post(f"{OWN}/{made['id']}/response", json=body).status_code == 404
    assert world.read(made) == made
    for name, status in (("", 401), ("ada", 403), ("ivy", 403)):
        answers = [world[name].get(OWN), world[name].get(f"{OWN}/{made['id']}")]
        answers.append(world[name].post(f"{OWN}/{made['id']}/response", json=body))
        assert [answer.status_code for answer in answers] == [status] * 3


def test_int_1_int_2_joinable_at_the_edges_of_the_window(world: World) -> None:
    made = world.create()
    seen = []
    for milliseconds in (3_599_999, 1, 172_800_000, 1):
        world.clock.advance(milliseconds=milliseconds)
        seen.append(good(world["sam"].get(f"{OWN}/{made['id']}"))["joinable"])
    assert seen == [False, True, True, False]


def test_int_22_a_response_changes_nothing_else(world: World, bus: RecordingBus) -> None:
    made = world.create()
    world.clock.advance(minutes=1)
    text = "My bus is late. <script>alert(1)</script>"
    where = f"{OWN}/{made['id']}/response"
    answer = good(world["sam"].post(where, json={"attendance": "cannot", "message": text}))
    assert (answer["attendance"], answer["attendance_message"]) == ("cannot", text)
    assert world.read(made) == made | {"attendance": "cannot", "attendance_message": text}
    world.clock.advance(minutes=1)
    good(world["sam"].post(where, json={"attendance": "confirmed"}))
    good(world["sam"].post(where, json={"attendance": "confirmed"}))
    assert world.read(made) == made | {"attendance": "confirmed", "attendance_message": ""}
    sam = {"id": world.people["sam"], "name": "Sam", "role": "student"}
    assert [(item["by"], item["action"], item["changes"]) for item in world.history(made)[1:]] == [
        (
            sam,
            "response",
            {"attendance": {"from": None, "to": "cannot"}, "attendance_message": {"from": "", "to": text}},
        ),
        (
            sam,
            "response",
            {"attendance": {"from": "cannot", "to": "confirmed"}, "attendance_message": {"from": text, "to": ""}},
        ),
    ]
    world.change(made, notes="still the version that was read")


def test_int_22_only_a_scheduled_one_takes_a_response(world: World) -> None:
    made = world.create()
    where = f"{OWN}/{made['id']}/response"
    for body in ({}, {"attendance": "maybe"}, {"attendance": None}, {"attendance": "cannot", "notes": "x"}):
        assert world["sam"].post(where, json=body).status_code == 422
    for status in ("cancelled", "completed", "no_show"):
        ended = world.change(made, status=status)
        answer = world["sam"].post(where, json={"attendance": "confirmed"})
        assert refused(answer) == (409, "not_scheduled", [])
        made = world.change(ended, status="scheduled")
