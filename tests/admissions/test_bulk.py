"""POST /api/admin/cycles/{id}/applications/bulk: one change to many applications."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.admissions.build import add_applicants, add_cycle, row_id
from tests.interviews.test_list import client_database
from tests.interviews.world import Json, World, good, refused
from tests.statements import sent_to
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import ApplicationStatus, Phase

A = ApplicationStatus
Row = tuple[str, float | None, bool, str | None]


def bulk(world: World, cycle: str, change: Json, **which: object) -> Any:
    return world["ada"].post(f"/api/admin/cycles/{cycle}/applications/bulk", json={"change": change, **which})


def changed(world: World, cycle: str, change: Json, **which: object) -> tuple[int, int]:
    answer = good(bulk(world, cycle, change, **which))
    assert set(answer) == {"changed", "unchanged"}
    return answer["changed"], answer["unchanged"]


def rows(world: World, cycle: str) -> dict[str, Row]:
    """By the beginning of the id: (status, score, checked, reason)."""
    with world.database.reading() as session:
        found = session.scalars(select(Application).where(Application.admission_cycle_id == cycle))
        return {row.id.rstrip("0"): (row.status, row.score, row.checked, row.reason) for row in found}


def fill(world: World, phase: Phase, status: A, *names: str, **more: object) -> str:
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", phase)
        add_applicants(session, cycle, names, status, **more)
    return cycle


def test_adm_6_many_are_checked_at_once(world: World) -> None:
    cycle = fill(world, Phase.PREPROCESSING, A.SUBMITTED, "Ann", "Bo", "Cy", checked=[False, True, False])
    ids = [row_id("ann"), row_id("bo"), row_id("ann")]
    assert changed(world, cycle, {"checked": True}, ids=ids) == (1, 1)
    assert rows(world, cycle) == {
        "ann": ("submitted", None, True, None),
        "bo": ("submitted", None, True, None),
        "cy": ("submitted", None, False, None),
    }
    assert changed(world, cycle, {"checked": True}, matching={"checked": False}) == (1, 0)
    assert changed(world, cycle, {"checked": True}, matching={}) == (0, 3)
    assert changed(world, cycle, {}, matching={"q": "cy"}) == (0, 1)


def test_adm_6_each_gets_only_what_it_lacks(world: World) -> None:
    cycle = fill(world, Phase.PREPROCESSING, A.SUBMITTED, "Ann", "Bo", checked=[True, False])
    with world.database.writing() as session:
        add_applicants(session, cycle, ["Cy"], A.SET_ASIDE, reason="Too late.", checked=False)
        add_applicants(session, cycle, ["Di"], A.SCORED, score=[7.0])
    away = {"status": "set_aside", "reason": "A duplicate.", "checked": True}
    which = [row_id(name) for name in ("ann", "bo", "cy")]
    assert changed(world, cycle, away, ids=which) == (3, 0)
    assert rows(world, cycle) == {
        **dict.fromkeys(("ann", "bo", "cy"), ("set_aside", None, True, "A duplicate.")),
        "di": ("scored", 7.0, True, None),
    }
    assert changed(world, cycle, {"status": "submitted"}, matching={"status": "set_aside"}) == (3, 0)
    assert rows(world, cycle)["cy"] == ("submitted", None, True, None)


def test_adm_6_the_first_refusal_by_name_refuses_all(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.SCORED, "Ann", "Bo", "Cy", score=50.0)
    with world.database.writing() as session:
        add_applicants(session, cycle, ["Mo", "Abe Late"], A.WITHDRAWN)
    before = rows(world, cycle)
    answer = bulk(world, cycle, {"status": "selected"}, matching={})
    assert refused(answer) == (409, "forbidden_move", [])
    assert answer.json()["detail"] == "Abe Late: An application cannot go from withdrawn to selected."
    answer = bulk(world, cycle, {"checked": False}, matching={})
    assert refused(answer) == (409, "wrong_phase", [])
    assert answer.json()["detail"] == "Abe Late: Applications are checked while the cycle is in preprocessing."
    answer = bulk(world, cycle, {"status": "selected", "reason": "So."}, matching={"status": "scored"})
    assert refused(answer) == (422, "invalid", [("change.reason", "reason_not_expected")])
    assert answer.json()["detail"] == "Ann: Only setting aside takes a reason."
    assert rows(world, cycle) == before


def test_adm_6_nobody_is_deselected_who_has_a_scheduled_interview(world: World) -> None:
    made = world.create("kim")
    before = rows(world, world.cycle)
    for which in ({"ids": list(world.applications.values())}, {"matching": {"status": "selected"}}):
        answer = bulk(world, world.cycle, {"status": "scored"}, **which)
        assert refused(answer) == (409, "interview_scheduled", [])
        assert answer.json()["detail"] == "Kim: This applicant has a scheduled interview. Cancel it first."
    assert rows(world, world.cycle) == before
    assert changed(world, world.cycle, {"status": "selected"}, matching={}) == (0, 3)
    world.change(made, status="completed")
    assert changed(world, world.cycle, {"status": "scored"}, matching={"status": "selected"}) == (3, 0)


def test_adm_7_by_ids_or_by_what_they_match(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.SCORED, "Ann")
    one, foreign = row_id("ann"), world.applications["sam"]
    neither = (422, "invalid", [("body", "ids_or_matching")])
    assert refused(bulk(world, cycle, {})) == neither
    assert refused(bulk(world, cycle, {}, ids=[one], matching={})) == neither
    assert refused(bulk(world, cycle, {"status": "selected"}, ids=[one, foreign])) == (404, "not_found", [])
    assert refused(bulk(world, "0" * 22, {}, matching={})) == (404, "not_found", [])
    bad: list[tuple[Json, str]] = [
        ({"ids": []}, "ids"),
        ({"ids": [one] * 1001}, "ids"),
        ({"ids": ["no id"]}, "ids.0"),
        ({"ids": None}, "ids"),
        ({"matching": {"sort": "name"}}, "matching.sort"),
        ({"matching": {"q": "a\0"}}, "matching.q"),
        ({"matching": {"checked": "yes"}}, "matching.checked"),
        ({"matching": {}, "top": 3}, "top"),
        ({"matching": {}, "change": {"points": 3}}, "change.points"),
    ]
    for which, field in bad:
        answer = refused(bulk(world, cycle, **{"change": {}, **which}))
        assert (answer[0], answer[2][0][0]) == (422, field)
    assert rows(world, cycle) == {"ann": ("scored", None, True, None)}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_adm_8_it_costs_the_same_however_many(world: World, number: int) -> None:
    """The session, the cycle, the applications, one update; leaving `selected` also asks for interviews."""
    cycle = fill(world, Phase.SELECTION, A.SCORED, *(f"S {n:03}" for n in range(number)), score=1.0)
    costs = []
    for to, was in (("selected", "scored"), ("scored", "selected")):
        with sent_to(client_database(world, "ada")) as statements:
            assert changed(world, cycle, {"status": to}, matching={"status": was}) == (number, 0)
        costs.append(len(statements))
    assert costs == [4, 5]
