"""Applications, for the office."""

from itertools import product

from tests.admissions.build import add_application, add_cycle
from tests.interviews.world import World, good, refused
from vivavoce.accounts.models import Person
from vivavoce.admissions.changes import change_application
from vivavoce.admissions.errors import ForbiddenMove, WrongPhase
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import APPLICATION_MOVES, Actor, ApplicationStatus, Phase
from vivavoce.admissions.schemas import ApplicationUpdate

A = ApplicationStatus


Outcome = tuple[int, str, list[tuple[str, str]]]


def patch(world: World, **body: object) -> Outcome:
    answer = world["ada"].patch(f"/api/admin/applications/{world.applications['sam']}", json=body)
    return (200, answer.json()["status"], []) if answer.status_code == 200 else refused(answer)


def moved(from_: A, to: A, phase: Phase) -> A | None:
    """Where an admin's PATCH takes an application; None when it is refused."""
    application = Application(status=from_, score=5.0)
    reason = "Late." if to is A.SET_ASIDE else None
    try:
        change_application(application, phase, ApplicationUpdate.model_construct(status=to, reason=reason))
    except (ForbiddenMove, WrongPhase):
        return None
    return A(application.status)


def test_int_35_every_move_in_every_phase() -> None:
    """Allowed exactly where the table says, for the office."""
    moves = {case: moved(*case) for case in product(A, A, Phase) if case[0] is not case[1]}
    assert {case: to for case, to in moves.items() if to} == {
        (from_, to, move.phase): to for (from_, to), move in APPLICATION_MOVES.items() if move.by is Actor.OFFICE
    }


def test_int_35_codes_of_refusals(world: World) -> None:
    assert patch(world, status="submitted") == (409, "forbidden_move", [])
    assert patch(world, status="withdrawn") == (409, "forbidden_move", [])
    assert patch(world, score=3) == (409, "wrong_phase", [])
    assert patch(world, checked=False) == (409, "wrong_phase", [])
    assert patch(world, reason="x") == (422, "invalid", [("reason", "reason_not_expected")])
    assert patch(world, status="scored", reason="x") == (422, "invalid", [("reason", "reason_not_expected")])
    world.set_phase(Phase.PREPROCESSING)
    world.set_application("sam", A.SUBMITTED)
    assert patch(world, status="set_aside") == (422, "invalid", [("reason", "reason_required")])
    assert patch(world, status="set_aside", reason="No transcript.") == (200, "set_aside", [])
    assert patch(world, reason="No transcript at all.") == (200, "set_aside", [])
    world.set_phase(Phase.PROCESSING)
    assert patch(world, score=3) == (409, "forbidden_move", [])
    assert patch(world, reason="y") == (409, "wrong_phase", [])


def test_int_35_a_score_makes_it_scored(world: World) -> None:
    world.set_phase(Phase.PROCESSING)
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.PROCESSING)
        one = add_application(session, cycle, world.people["sam"], "one", A.SUBMITTED)
    where = f"/api/admin/applications/{one}"
    assert refused(world["ada"].patch(where, json={"status": "scored"})) == (
        422, "invalid", [("score", "score_required")],
    )  # fmt: skip
    scored = good(world["ada"].patch(where, json={"score": 71.5}))
    assert (scored["status"], scored["score"]) == ("scored", 71.5)
    again = good(world["ada"].patch(where, json={"score": 80, "status": "scored"}))
    assert again == scored | {"score": 80.0} == good(world["ada"].patch(where, json={}))
    for score in (-1, 1_000_001, True, "5", None, 10**400):
        assert world["ada"].patch(where, json={"score": score}).status_code == 422
    assert world["ada"].patch(where, json={"points": 5}).status_code == 422


def test_int_36_selected_stays_while_an_interview_is_scheduled(world: World) -> None:
    made = world.create()
    seen = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/applications?q=sam"))["items"]
    assert [item["scheduled_interview_id"] for item in seen] == [made["id"]]
    assert patch(world, status="scored") == (409, "interview_scheduled", [])
    world.change(made, status="cancelled")
    assert patch(world, status="scored") == (200, "scored", [])


def test_int_31_the_list_searches_filters_and_pages(world: World) -> None:
    where = f"/api/admin/cycles/{world.cycle}/applications"
    with world.database.writing() as session:
        session.get_one(Person, world.people["kim"]).name = "Zoë Émile 👩‍🔬 100%"
    world.set_application("eve", A.NOT_SELECTED)

    def ask(query: str) -> list[str]:
        return [item["student"]["email"][:3] for item in good(world["ada"].get(f"{where}?{query}"))["items"]]

    expected = {
        "": ["eve", "sam", "kim"],
        "status=selected": ["sam", "kim"],
        "status=selected&q=SAM": ["sam"],
        "q=100%25": ["kim"],
        "q=_": [],
        "q=Zo%C3%AB": ["kim"],
        "q=%C3%89mile": ["kim"],
        "q=physics": ["eve", "sam", "kim"],
        "status=withdrawn": [],
    }
    assert {query: ask(query) for query in expected} == expected
    found, cursor = [], ""
    while True:
        page = good(world["ada"].get(f"{where}?limit=1" + (f"&cursor={cursor}" if cursor else "")))
        found += [item["student"]["email"][:3] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == ["eve", "sam", "kim"]
    for query in (
        "status=lost",
        "cursor=x",
        "limit=0",
        "q=%00",
        "cursor=WyJcdTAwMDAiLCAieCJd",
        "cursor=WyJcdWQ4MDAiLCAieCJd",
    ):
        assert world["ada"].get(f"{where}?{query}").status_code == 422, query


def test_int_35_applications_are_changed_by_admins(world: World) -> None:
    where = f"/api/admin/applications/{world.applications['sam']}"
    statuses = {name: world[name].patch(where, json={}).status_code for name in ("", "sam", "ivy", "ben")}
    assert statuses == {"": 401, "sam": 403, "ivy": 403, "ben": 200}
    assert world["ada"].patch("/api/admin/applications/nothing-here", json={}).status_code == 404
