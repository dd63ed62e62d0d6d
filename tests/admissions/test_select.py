"""POST /api/admin/cycles/{id}/select: the best by score become selected."""

from typing import Any

import pytest

from tests.admissions.build import add_applicants, row_id
from tests.admissions.crowd import DONE, Deed, all_at_once
from tests.admissions.test_bulk import fill, rows
from tests.admissions.test_bulk_races import changing
from tests.interviews.test_list import client_database
from tests.interviews.world import Json, World, good, refused
from tests.statements import sent_to
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.selection_service import SelectionService

A = ApplicationStatus


def ask(world: World, cycle: str, top: object, query: str = "") -> Any:
    return world["ada"].post(f"/api/admin/cycles/{cycle}/select{query}", json={"top": top})


def selected(world: World, cycle: str) -> set[str]:
    return {one for one, row in rows(world, cycle).items() if row[0] == "selected"}


def answer(cut: float | None, *, new: int, already: int, dry_run: bool = False, **tied: float) -> Json:
    return {
        "dry_run": dry_run,
        "selected": new,
        "already": already,
        "total_selected": already + new,
        "cut_score": cut,
        "tied": [
            {"application_id": row_id(name.lower()), "student_name": name, "score": score}
            for name, score in tied.items()
        ],
    }


def test_adm_10_adm_11_the_best_become_selected_and_nobody_is_deselected(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.SCORED, "Ann", "Bo", "Cy", "Di", "Ed", score=[90, 70, 80, 70, 60])
    with world.database.writing() as session:
        add_applicants(session, cycle, ["Low"], A.SELECTED, score=1.0)
        add_applicants(session, cycle, ["No"], A.NOT_SELECTED, score=100.0)
        add_applicants(session, cycle, ["Out"], A.WITHDRAWN)
    assert good(ask(world, cycle, 1)) == answer(90, new=1, already=1)
    assert selected(world, cycle) == {"ann", "low"}
    assert good(ask(world, cycle, 3)) == answer(70, new=3, already=2, Bo=70, Di=70)
    assert selected(world, cycle) == {"ann", "low", "bo", "cy", "di"}
    assert good(ask(world, cycle, 2)) == answer(80, new=0, already=5)
    assert good(ask(world, cycle, 100_000)) == answer(1, new=1, already=5)
    assert {row[0] for one, row in rows(world, cycle).items() if one in ("no", "out")} == {"not_selected", "withdrawn"}


def test_adm_12_a_dry_run_answers_the_same_and_changes_nothing(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.SCORED, "Ann", "Bo", "Cy", score=[90, 70, 70])
    before = rows(world, cycle)
    tried = good(ask(world, cycle, 2, "?dry_run=true"))
    assert tried == answer(70, new=3, already=0, dry_run=True, Bo=70, Cy=70)
    assert rows(world, cycle) == before
    assert good(ask(world, cycle, 2, "?dry_run=false")) == tried | {"dry_run": False}


def test_adm_10_nobody_to_choose_from_and_very_many_tied(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.NOT_SELECTED, "Ann", score=5.0)
    assert good(ask(world, cycle, 5)) == answer(None, new=0, already=0)
    with world.database.writing() as session:
        add_applicants(session, cycle, [f"T {n:03}" for n in range(103)], A.SCORED, score=0.1 + 0.2)
    many = good(ask(world, cycle, 102))
    assert many | {"tied": len(many["tied"])} == answer(0.1 + 0.2, new=103, already=0) | {"tied": 100}
    assert [one["student_name"] for one in many["tied"]] == [f"T {n:03}" for n in range(100)]


def test_adm_10_only_in_selection_and_only_whole_numbers(world: World) -> None:
    for phase in Phase:
        world.set_phase(phase)
        expected = 200 if phase is Phase.SELECTION else 409
        assert ask(world, world.cycle, 1).status_code == expected
    assert refused(ask(world, world.cycle, 1)) == (409, "wrong_phase", [])
    for top in (0, -1, 100_001, 1.5, "3", True, None):
        assert refused(ask(world, world.cycle, top))[2][0][0] == "top"
    assert refused(ask(world, world.cycle, 1, "?dry_run=perhaps"))[2][0][0] == "dry_run"
    assert ask(world, "0" * 22, 1).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 300])
def test_adm_8_choosing_the_best_costs_the_same_however_many(world: World, number: int) -> None:
    """The session, the cycle, the contenders, one update."""
    cycle = fill(world, Phase.SELECTION, A.SCORED, *(f"S {n:03}" for n in range(number)), score=1.0)
    with sent_to(client_database(world, "ada")) as statements:
        good(ask(world, cycle, number))
    assert len(statements) == 4


def test_adm_13_several_choices_and_refusals_at_once(world: World) -> None:
    """Scores 0 … 29; the best ten are chosen, whoever else changes applications meanwhile."""
    scores = [float(n) for n in range(30)]
    cycle = fill(world, Phase.SELECTION, A.SCORED, *(f"S {n:02}" for n in range(30)), score=scores)
    low = [row_id(f"s-{n:02}") for n in range(10)]
    answers = []

    def choose(top: int) -> Deed:
        return lambda session: answers.append(SelectionService(session).select_top(cycle, top, dry_run=False))

    deeds = [choose(10), choose(5), choose(10), changing(cycle, {"status": "not_selected"}, ids=low)]
    assert all_at_once(world.database, deeds) == [DONE] * 4
    assert selected(world, cycle) == {f"s-{n}" if n != 20 else "s-2" for n in range(20, 30)}
    assert sorted(one.selected for one in answers) in ([0, 0, 10], [0, 5, 5])
