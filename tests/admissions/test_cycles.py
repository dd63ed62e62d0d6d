"""Cycles over HTTP."""

from datetime import timedelta

from tests.admissions.build import add_application, add_cycle
from tests.conftest import NOW
from tests.interviews.world import TEN, Json, World, good, refused
from vivavoce.admissions.models import Cycle
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso

CYCLES = "/api/admin/cycles"
NONE: Json = {
    "applications": dict.fromkeys(("submitted", "withdrawn", "set_aside", "scored", "selected", "not_selected"), 0),
    "applied": 0,
    "checked": 0,
    "interviews": dict.fromkeys(("scheduled", "completed", "cancelled", "no_show"), 0),
}


def move(world: World, cycle: str, to: str, **more: str) -> tuple[int, str]:
    answer = world["ada"].post(f"{CYCLES}/{cycle}/phase", json={"to": to, **more})
    return answer.status_code, answer.json().get("code", answer.json().get("phase"))


def test_int_33_a_new_cycle(world: World) -> None:
    made = good(world["ada"].post(CYCLES, json={"name": "  Spring <b>2027</b> "}), 201)
    assert made == {
        "id": made["id"],
        "name": "Spring <b>2027</b>",
        "phase": "submission",
        "created_at": iso(NOW),
        "counts": NONE,
        "exported_at": None,
        "history": [],
        "next_phase": "frozen",
        "unmet": ["The cycle has no application yet."],
        "missing": [
            {
                "code": "no_applications",
                "message": "The cycle has no application yet.",
                "link": f"/admin/cycles/{made['id']}#import",
            }
        ],
    }
    renamed = good(world["ada"].patch(f"{CYCLES}/{made['id']}", json={"name": "Spring"}))
    assert renamed == made | {"name": "Spring"} == good(world["ada"].get(f"{CYCLES}/{made['id']}"))
    for name in ("", "   ", "x" * 201, "a\0", 7, None):
        assert world["ada"].post(CYCLES, json={"name": name}).status_code == 422
    assert refused(world["ada"].post(CYCLES, json={"name": "x", "phase": "scored"}))[0] == 422


def test_int_33_int_34_through_all_nine_phases(world: World) -> None:
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.SUBMISSION)
    unmet = (409, "guard_unmet")
    assert move(world, cycle, "frozen") == unmet
    with world.database.writing() as session:
        one = add_application(session, cycle, world.people["sam"], "s", ApplicationStatus.SUBMITTED, checked=False)
        add_application(session, cycle, world.people["kim"], "w", ApplicationStatus.WITHDRAWN, checked=False)
    where = f"/api/admin/applications/{one}"
    assert [move(world, cycle, to) for to in ("preprocessing", "submission", "completed")] == [
        (409, "forbidden_move")
    ] * 3
    assert [move(world, cycle, to) for to in ("frozen", "preprocessing", "batch_prep")] == [
        (200, "frozen"), (200, "preprocessing"), unmet,
    ]  # fmt: skip
    good(world["ada"].patch(where, json={"checked": True}))
    assert [move(world, cycle, to) for to in ("batch_prep", "processing")] == [(200, "batch_prep"), unmet]
    with world.database.writing() as session:
        session.get_one(Cycle, cycle).exported_at = NOW
    assert [move(world, cycle, to) for to in ("processing", "scored")] == [(200, "processing"), unmet]
    good(world["ada"].patch(where, json={"score": 71.5}))
    assert [move(world, cycle, to) for to in ("scored", "selection", "published")] == [
        (200, "scored"), (200, "selection"), unmet,
    ]  # fmt: skip
    good(world["ada"].patch(where, json={"status": "selected"}))
    made = world.create(application_id=one)
    assert move(world, cycle, "published") == unmet
    world.clock.advance(days=2)
    assert [move(world, cycle, to) for to in ("published", "completed")] == [(200, "published"), unmet]
    world.change(world.read(made), status="completed")
    assert move(world, cycle, "completed") == (200, "completed")
    assert good(world["ada"].get(f"{CYCLES}/{cycle}"))["next_phase"] is None


def test_int_33_the_answer_says_what_is_unmet(world: World) -> None:
    world.create(at=TEN)
    answer = world["ada"].post(f"{CYCLES}/{world.cycle}/phase", json={"to": "published"})
    assert answer.json()["detail"] == "The cycle cannot move to published yet: 1 scheduled interview is ahead."
    seen = good(world["ada"].get(f"{CYCLES}/{world.cycle}"))
    assert (seen["next_phase"], seen["unmet"]) == ("published", ["1 scheduled interview is ahead."])


def test_int_34_back_with_a_reason_that_is_kept(world: World) -> None:
    where = f"{CYCLES}/{world.cycle}/phase"
    for body in ({"to": "frozen"}, {"to": "frozen", "reason": "   "}):
        assert refused(world["ada"].post(where, json=body))[0] == 422
    assert refused(world["ada"].post(where, json={"to": "frozen"}))[2] == [("reason", "reason_required")]
    assert refused(world["ada"].post(where, json={"to": "lost"}))[0] == 422
    back = good(world["ada"].post(where, json={"to": "frozen", "reason": "A school was late."}))
    ada = {"id": world.people["ada"], "name": "Ada", "role": "admin"}
    assert back["history"] == [
        {
            "from_phase": "selection",
            "to_phase": "frozen",
            "reason": "A school was late.",
            "by": ada,
            "at": iso(NOW),
        }
    ]


def test_int_33_the_list_counts(world: World) -> None:
    world.create()
    with world.database.writing() as session:
        other = add_cycle(session, "early", Phase.COMPLETED)
        session.get_one(Cycle, other).created_at = NOW - timedelta(days=300)
    listed = good(world["ada"].get(CYCLES))
    assert [(item["id"], item["phase"]) for item in listed["items"]] == [
        (world.cycle, "selection"),
        (other, "completed"),
    ]
    assert [item["counts"] for item in listed["items"]] == [
        {
            "applications": NONE["applications"] | {"selected": 3},
            "applied": 3,
            "checked": 3,
            "interviews": NONE["interviews"] | {"scheduled": 1},
        },
        NONE,
    ]
    assert listed["server_time"] == iso(NOW)


def test_adm_2_going_back_before_batch_prep_forgets_the_export(world: World) -> None:
    seen = {}
    for number, to in enumerate(Phase):
        if to in (Phase.PUBLISHED, Phase.COMPLETED, Phase.SELECTION):
            continue
        with world.database.writing() as session:
            cycle = add_cycle(session, f"back-{number}", Phase.SELECTION)
            session.get_one(Cycle, cycle).exported_at = NOW
        back = good(world["ada"].post(f"{CYCLES}/{cycle}/phase", json={"to": to, "reason": "Late."}))
        seen[to] = back["exported_at"]
        assert good(world["ada"].get(f"{CYCLES}/{cycle}")) == back
    kept = iso(NOW)
    assert seen == {
        "submission": None, "frozen": None, "preprocessing": None, "batch_prep": kept, "processing": kept,
        "scored": kept,
    }  # fmt: skip


def test_adm_3_withdrawn_applications_count_as_none(world: World) -> None:
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.PREPROCESSING)
        for name, status, checked in (
            ("sam", ApplicationStatus.SUBMITTED, True),
            ("eve", ApplicationStatus.SUBMITTED, False),
            ("kim", ApplicationStatus.SET_ASIDE, True),
            ("ivy", ApplicationStatus.WITHDRAWN, True),
        ):
            add_application(session, cycle, world.people[name], name, status, checked=checked)
    seen = good(world["ada"].get(f"{CYCLES}/{cycle}"))
    expected = NONE["applications"] | {"submitted": 2, "set_aside": 1, "withdrawn": 1}
    assert seen["counts"] == NONE | {"applications": expected, "applied": 3, "checked": 1}
    listed = {item["id"]: item["counts"] for item in good(world["ada"].get(CYCLES))["items"]}
    assert listed[cycle] == seen["counts"]


def test_int_33_cycles_are_for_admins(world: World) -> None:
    one = f"{CYCLES}/{world.cycle}"
    for name, status in (("", 401), ("sam", 403), ("ivy", 403)):
        client = world[name]
        answers = [
            client.get(CYCLES),
            client.post(CYCLES, json={"name": "x"}),
            client.get(one),
            client.patch(one, json={"name": "x"}),
            client.post(f"{one}/phase", json={"to": "published"}),
            client.get(f"{one}/applications"),
        ]
        assert [answer.status_code for answer in answers] == [status] * 6
    nowhere = f"{CYCLES}/nothing-here"
    answers = [
        world["ada"].get(nowhere),
        world["ada"].patch(nowhere, json={"name": "x"}),
        world["ada"].post(f"{nowhere}/phase", json={"to": "published"}),
        world["ada"].get(f"{nowhere}/applications"),
        world["ada"].get(f"{CYCLES}/no%20id"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
