"""Students apply, and see no more than they may."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.admissions.build import add_application, add_cycle
from tests.conftest import NOW
from tests.interviews.world import World, good, refused
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso

OWN = "/api/student/applications"


def test_int_38_applying_once_while_the_cycle_is_open(world: World) -> None:
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.SUBMISSION)
    ref = {"id": cycle, "name": "Spring", "phase": "submission", "draft": None}
    before = good(world["sam"].get(OWN))
    assert before["open_cycles"] == [ref]
    body = {"admission_cycle_id": cycle, "programme": " Physics ", "statement": "<script>alert(1)</script>"}
    made = good(world["sam"].post(OWN, json=body), 201)
    assert made == {
        "id": made["id"],
        "admission_cycle_id": cycle,
        "cycle_name": "Spring",
        "cycle_phase": "submission",
        "programme": "Physics",
        "school": "",
        "address": "",
        "statement": "<script>alert(1)</script>",
        "status": "submitted",
        "editable": True,
        "created_at": iso(NOW),
    }
    after = good(world["sam"].get(OWN))
    assert after == {"items": [made, *before["items"]], "open_cycles": [], "server_time": iso(NOW)}
    assert good(world["eve"].get(OWN))["open_cycles"] == [ref]
    assert refused(world["sam"].post(OWN, json=body)) == (409, "already_applied", [])


def test_int_38_not_in_other_phases_and_not_with_bad_fields(world: World) -> None:
    with world.database.writing() as session:
        closed = add_cycle(session, "closed", Phase.FROZEN)
    body = {"admission_cycle_id": closed, "programme": "Physics"}
    assert refused(world["sam"].post(OWN, json=body)) == (409, "wrong_phase", [])
    unknown = body | {"admission_cycle_id": "nothing-here"}
    assert refused(world["sam"].post(OWN, json=unknown))[2] == [("admission_cycle_id", "unknown_cycle")]
    for field, value in (("programme", " "), ("score", 99), ("status", "selected"), ("school", "a\0")):
        assert refused(world["sam"].post(OWN, json=body | {field: value}))[2][0][0] == field
    for name, status in (("", 401), ("ada", 403), ("ivy", 403)):
        assert [world[name].get(OWN).status_code, world[name].post(OWN, json=body).status_code] == [status] * 2


def test_int_38_twice_at_the_same_moment(world: World) -> None:
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.SUBMISSION)
    body = {"admission_cycle_id": cycle, "programme": "Physics"}
    sam = world["sam"]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: sam.post(OWN, json=body).status_code, range(6)))
    assert Counter(answers) == {201: 1, 409: 5}


def test_int_37_no_score_no_reason_no_early_refusal(world: World) -> None:
    with world.database.writing() as session:
        aside = add_cycle(session, "aside", Phase.PREPROCESSING)
        add_application(
            session, aside, world.people["sam"], "aside-sam", ApplicationStatus.SET_ASIDE, reason="No transcript."
        )
    seen: dict[str, list[str]] = {}
    for status in (ApplicationStatus.NOT_SELECTED, ApplicationStatus.SELECTED):
        world.set_application("sam", status)
        for phase in (Phase.SELECTION, Phase.PUBLISHED, Phase.COMPLETED):
            world.set_phase(phase)
            items = {item["admission_cycle_id"]: item for item in good(world["sam"].get(OWN))["items"]}
            seen.setdefault(status, []).append(items[world.cycle]["status"])
            assert items[aside]["status"] == "submitted"
            assert all(not {"score", "reason", "checked"} & set(item) for item in items.values())
    assert seen == {
        "not_selected": ["scored", "not_selected", "not_selected"],
        "selected": ["selected"] * 3,
    }
