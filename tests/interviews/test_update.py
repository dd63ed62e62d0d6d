"""PATCH /api/admin/interviews/{id}."""

from sqlalchemy import select

from tests.accounts.fakes import RecordingBus
from tests.admissions.build import row_id
from tests.interviews.test_create import add_disabled
from tests.interviews.world import ELEVEN, HALF_PAST_TEN, OFFICE, TEN, World, good, refused
from vivavoce.accounts.models import Person
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.bus import InterviewChanged, MailsWaiting
from vivavoce.clock import iso
from vivavoce.interviews.models import Occupation
from vivavoce.interviews.rules import MOVES, InterviewStatus


def occupied(world: World, name: str) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        rows = session.scalars(
            select(Occupation).where(Occupation.person_id == world.people[name]).order_by(Occupation.starts_at)
        )
        return [(iso(row.starts_at), iso(row.ends_at)) for row in rows]


def test_int_20_int_24_a_change_of_everything(world: World, bus: RecordingBus) -> None:
    made = world.create()
    bus.messages.clear()
    world.clock.advance(minutes=5)
    changed = world.change(
        made,
        interview_time=ELEVEN,
        duration_minutes=45,
        admin_id=world.people["ivy"],
        interviewer_ids=[world.people["ben"]],
        time_zone="Asia/Karachi",
        notes="Bring a prism.",
    )
    assert changed == made | {
        "version": 2,
        "interview_time": ELEVEN,
        "opens_at": "2026-12-01T11:00:00.000Z",
        "closes_at": "2026-12-03T11:00:00.000Z",
        "duration_minutes": 45,
        "admin_id": world.people["ivy"],
        "lead": {"id": world.people["ivy"], "name": "Ivy", "role": "interviewer"},
        "interviewer_ids": [world.people["ben"]],
        "panel": [{"id": world.people["ben"], "name": "Ben", "role": "admin"}],
        "time_zone": "Asia/Karachi",
        "notes": "Bring a prism.",
        "updated_at": iso(world.clock.now),
    }
    assert world.history(made)[1:] == [
        {
            "at": iso(world.clock.now),
            "by": {"id": world.people["ada"], "name": "Ada", "role": "admin"},
            "action": "changed",
            "changes": {
                "interview_time": {"from": TEN, "to": ELEVEN},
                "duration_minutes": {"from": 30, "to": 45},
                "time_zone": {"from": "Europe/London", "to": "Asia/Karachi"},
                "admin_id": {"from": world.people["ada"], "to": world.people["ivy"]},
                "interviewer_ids": {"from": [], "to": [world.people["ben"]]},
                "notes": {"from": "", "to": "Bring a prism."},
            },
        }
    ]
    assert bus.messages == [MailsWaiting(), InterviewChanged(made["id"])]
    slot = [(ELEVEN, "2026-12-02T11:45:00.000Z")]
    assert {n: occupied(world, n) for n in ("sam", "ada", "ivy", "ben")} == {
        "sam": slot, "ada": [], "ivy": slot, "ben": slot,
    }  # fmt: skip


def test_int_20_versions(world: World) -> None:
    made = world.create()
    path = f"{OFFICE}/{made['id']}"
    assert refused(world["ada"].patch(path, json={"notes": "x"})) == (422, "invalid", [("version", "missing")])
    for version in (2, 10**40):
        stale = world["ada"].patch(path, json={"version": version, "notes": "x"})
        assert refused(stale) == (409, "stale_version", [])
    bad: tuple[object, ...] = (True, "1", 0, 1.0, None)
    for no_version in bad:
        assert world["ada"].patch(path, json={"version": no_version, "notes": "x"}).status_code == 422
    second = world.change(made, notes="mine")
    assert refused(world.try_change(made, notes="yours")) == (409, "stale_version", [])
    assert world.read(made) == second


def test_int_21_a_change_that_changes_nothing(world: World, bus: RecordingBus) -> None:
    made = world.create()
    bus.messages.clear()
    world.clock.advance(minutes=5)
    same = {field: made[field] for field in ("interview_time", "status", "notes", "admin_id", "interviewer_ids")}
    assert [world.change(made), world.change(made, **same)] == [made, made]
    assert (len(world.history(made)), bus.messages) == (1, [])


def test_int_5_every_move_of_status(world: World) -> None:
    at_first = world.create()
    for from_ in InterviewStatus:
        for to in InterviewStatus:
            now = world.read(at_first)
            if now["status"] != "scheduled":
                now = world.change(now, status="scheduled")
            if from_ is not InterviewStatus.SCHEDULED:
                now = world.change(now, status=from_)
            answer = world.try_change(now, status=to)
            allowed = to is from_ or to in MOVES[from_]
            assert answer.status_code == (200 if allowed else 409), (from_, to)
            if not allowed:
                assert refused(answer) == (409, "forbidden_move", [("status", "forbidden_move")])


def test_int_9_status_and_notes_in_every_phase(world: World) -> None:
    made = world.create()
    for phase in Phase:
        world.set_phase(Phase.SELECTION)
        made = world.change(made, status="scheduled") if made["status"] != "scheduled" else made
        world.set_phase(phase)
        made = world.change(made, status="completed", notes=f"Talked in {phase}.")
    assert [item["action"] for item in world.history(made)][-1] == "status"


def test_int_6_int_8_time_people_and_reactivation_need_a_phase(world: World) -> None:
    made, second = world.create("sam"), world.create("eve", ELEVEN)
    second = world.change(second, status="cancelled")
    changes: dict[str, object] = {
        "interview_time": "2026-12-04T10:00:00Z",
        "duration_minutes": 20,
        "time_zone": "Asia/Seoul",
        "admin_id": world.people["ben"],
        "interviewer_ids": [world.people["ivy"]],
    }
    for phase in set(Phase) - {Phase.SELECTION, Phase.PUBLISHED}:
        world.set_phase(phase)
        for field, value in changes.items():
            assert refused(world.try_change(made, **{field: value})) == (409, "wrong_phase", [(field, "wrong_phase")])
        again = world.try_change(second, status="scheduled")
        assert refused(again) == (409, "wrong_phase", [("status", "wrong_phase")])
    world.set_phase(Phase.PUBLISHED)
    world.change(made, **changes)
    world.change(second, status="scheduled")


def test_int_6_int_10_reactivation_needs_its_applicant(world: World) -> None:
    first = world.change(world.create(), status="cancelled")
    world.create(at=ELEVEN)
    code = "already_scheduled"
    assert refused(world.try_change(first, status="scheduled")) == (409, code, [("application_id", code)])
    other = world.change(world.create("eve"), status="no_show")
    world.set_application("eve", ApplicationStatus.SCORED)
    code = "application_not_selected"
    assert refused(world.try_change(other, status="scheduled")) == (409, code, [("application_id", code)])


def test_int_3_bounds_hold_only_for_a_time_that_is_set(world: World) -> None:
    made = world.create()
    world.clock.advance(days=30)
    kept = world.change(made, interview_time=TEN, notes="late")
    assert refused(world.try_change(kept, interview_time="2026-12-02T10:00:00.001Z")) == (
        422, "invalid", [("interview_time", "time_in_the_past")],
    )  # fmt: skip
    world.change(kept, interview_time="2026-12-31T10:00:00Z")


def test_int_18_who_is_on_it_may_stay(world: World) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]])
    add_disabled(world)
    with world.database.writing() as session:
        ivy = session.get_one(Person, world.people["ivy"])
        ivy.disabled_at = world.clock.now
    made = world.change(made, interviewer_ids=[world.people["ivy"], world.people["ben"]])
    for field, ids, code in (
        ("admin_id", world.people["ivy"], ("interviewer_ids", "duplicate_person")),
        ("admin_id", row_id("gone"), ("admin_id", "not_an_interviewer")),
        ("admin_id", world.people["sam"], ("admin_id", "not_an_interviewer")),
        ("interviewer_ids", [row_id("gone")], ("interviewer_ids", "not_an_interviewer")),
        ("interviewer_ids", [world.people["ada"]], ("interviewer_ids", "duplicate_person")),
    ):
        assert refused(world.try_change(made, **{field: ids})) == (422, "invalid", [code])


def test_int_23_a_new_time_unsays_the_response(world: World) -> None:
    made = world.create()
    answer = {"attendance": "confirmed", "message": "Gladly"}
    good(world["sam"].post(f"/api/student/interviews/{made['id']}/response", json=answer))
    kept = world.change(made, duration_minutes=40)
    assert (kept["attendance"], kept["attendance_message"]) == ("confirmed", "Gladly")
    moved = world.change(kept, interview_time=HALF_PAST_TEN)
    assert (moved["attendance"], moved["attendance_message"]) == (None, "")
    world.clock.advance(minutes=1)


def test_int_27_unknown_fields_and_a_link(world: World) -> None:
    made = world.create()
    for field in ("interview_link", "application_id", "student_id", "attendance", "joinable"):
        assert refused(world.try_change(made, **{field: "x"})) == (422, "invalid", [(field, "extra_forbidden")])


def test_int_29_who_may_change_and_delete(world: World) -> None:
    made = world.create()
    path = f"{OFFICE}/{made['id']}"
    for name, status in (("", 401), ("sam", 403), ("ivy", 403)):
        answers = [
            world[name].get(OFFICE),
            world[name].get(path),
            world[name].patch(path, json={"version": 1, "notes": "x"}),
            world[name].delete(path),
            world[name].get(f"{path}/history"),
        ]
        assert [answer.status_code for answer in answers] == [status] * 5
    for unknown in ("nobody", "no%20id", "x" * 33, "%00"):
        assert world["ben"].get(f"{OFFICE}/{unknown}").status_code == 404
    assert world.read(made) == made
