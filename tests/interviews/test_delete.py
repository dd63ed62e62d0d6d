"""DELETE /api/admin/interviews/{id}."""

from tests.accounts.fakes import RecordingBus
from tests.interviews.world import OFFICE, World, good, refused
from vivavoce.bus import InterviewChanged, MailsWaiting
from vivavoce.clock import iso


def test_int_25_a_deleted_one_is_gone_but_for_its_history(world: World, bus: RecordingBus) -> None:
    made = world.create(admin_id=world.people["ivy"])
    bus.messages.clear()
    world.clock.advance(minutes=1)
    path = f"{OFFICE}/{made['id']}"
    answer = world["ada"].delete(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert bus.messages == [MailsWaiting(), InterviewChanged(made["id"])]
    lists = [
        good(world[name].get(where))["items"]
        for name, where in (
            ("ada", OFFICE),
            ("ada", f"{OFFICE}?cycle_id={world.cycle}"),
            ("ivy", "/api/interviewer/interviews"),
            ("sam", "/api/student/interviews"),
        )
    ]
    assert lists == [[], [], [], []]
    change = {"version": 2, "notes": "x"}
    gone = [
        world["ada"].get(path),
        world["ada"].patch(path, json=change),
        world["ada"].delete(path),
        world["ivy"].patch(f"/api/interviewer/interviews/{made['id']}", json=change),
        world["sam"].get(f"/api/student/interviews/{made['id']}"),
        world["sam"].post(f"/api/student/interviews/{made['id']}/response", json={"attendance": "cannot"}),
        *(world[name].get(f"/api/interviews/{made['id']}/room") for name in ("ada", "ivy", "sam")),
    ]
    assert [answer.status_code for answer in gone] == [404] * 9
    assert world.history(made)[1:] == [
        {
            "at": iso(world.clock.now),
            "by": {"id": world.people["ada"], "name": "Ada", "role": "admin"},
            "action": "deleted",
            "changes": {},
        }
    ]
    cycle = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}"))
    assert cycle["counts"]["interviews"] == {"scheduled": 0, "completed": 0, "cancelled": 0, "no_show": 0}


def test_int_25_only_scheduled_and_cancelled_ones(world: World, bus: RecordingBus) -> None:
    made = world.create()
    for status in ("completed", "no_show"):
        made = world.change(made, status=status)
        bus.messages.clear()
        answer = world["ada"].delete(f"{OFFICE}/{made['id']}")
        assert (refused(answer), bus.messages) == ((409, "not_deletable", []), [])
        assert world.read(made) == made
        made = world.change(made, status="scheduled")
    made = world.change(made, status="cancelled")
    assert world["ada"].delete(f"{OFFICE}/{made['id']}").status_code == 204
