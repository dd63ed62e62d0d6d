"""Students change and withdraw their applications, and keep drafts."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.admissions.build import add_application, add_cycle
from tests.admissions.crowd import DONE, Deed, all_at_once
from tests.conftest import NOW
from tests.interviews.crowd import caller_of
from tests.interviews.test_list import client_database
from tests.interviews.world import Json, World, good, refused
from tests.statements import sent_to
from vivavoce.admissions.models import Application, ApplicationDraft
from vivavoce.admissions.rules import ApplicationStatus, Phase, student_may_edit, student_may_withdraw
from vivavoce.admissions.schemas import PhaseMove
from vivavoce.admissions.service import CycleService
from vivavoce.admissions.student_schemas import ApplicationChange, ApplicationCreate, DraftIn
from vivavoce.admissions.student_service import StudentApplicationService
from vivavoce.clock import iso, new_id

A = ApplicationStatus
OWN, DRAFTS = "/api/student/applications", "/api/student/drafts"


def open_cycle(world: World, name: str = "spring") -> str:
    with world.database.writing() as session:
        return add_cycle(session, name, Phase.SUBMISSION)


def applied(world: World, status: A = A.SUBMITTED, **more: object) -> str:
    """Sam's application in an open cycle."""
    cycle = open_cycle(world)
    with world.database.writing() as session:
        return add_application(session, cycle, world.people["sam"], "of-sam", status, **more)


def stored(world: World, application: str) -> Application:
    with world.database.reading() as session:
        return session.get_one(Application, application)


def test_adm_14_only_what_is_submitted_in_an_open_cycle() -> None:
    open_to = [{case for case in product(A, Phase) if may(*case)} for may in (student_may_withdraw, student_may_edit)]
    submitted, set_aside = (A.SUBMITTED, Phase.SUBMISSION), (A.SET_ASIDE, Phase.SUBMISSION)
    assert open_to == [{submitted}, {submitted, set_aside}]


def test_adm_14_nobody_can_tell_that_they_were_set_aside(world: World) -> None:
    where = f"{OWN}/{applied(world)}"
    own = good(world["sam"].patch(where, json={"statement": "Before."}))
    with world.database.writing() as session:
        session.execute(
            update(Application).where(Application.id == own["id"]).values(status=A.SET_ASIDE, reason="Late")
        )
    assert [one for one in good(world["sam"].get(OWN))["items"] if one["id"] == own["id"]] == [own]
    assert good(world["sam"].patch(where, json={"statement": "After."})) == own | {"statement": "After."}
    assert refused(world["sam"].patch(where, json={"status": "withdrawn"}))[:2] == (409, "forbidden_move")


def test_adm_14_text_is_changed_field_by_field(world: World) -> None:
    where = f"{OWN}/{applied(world)}"
    before = good(world["sam"].get(OWN))["items"]
    same = next(one for one in before if where.endswith(one["id"]))
    assert good(world["sam"].patch(where, json={})) == same
    after = good(world["sam"].patch(where, json={"programme": " Chemistry ", "school": ""}))
    assert after == same | {"programme": "Chemistry", "school": ""}
    after = good(world["sam"].patch(where, json={"statement": " <b>New</b>\n"}))
    assert after == same | {"programme": "Chemistry", "school": "", "statement": " <b>New</b>\n"}
    assert [one for one in good(world["sam"].get(OWN))["items"] if one["id"] == same["id"]] == [after]
    bad: list[tuple[str, object]] = [
        ("programme", " "),
        ("programme", None),
        ("school", "x" * 201),
        ("statement", "a\0"),
        ("statement", "x" * 20_001),
        ("status", "submitted"),
        ("score", 5),
        ("checked", True),
    ]
    for field, value in bad:
        assert refused(world["sam"].patch(where, json={field: value}))[2][0][0] == field
    assert [one for one in good(world["sam"].get(OWN))["items"] if one["id"] == same["id"]] == [after]


def test_adm_15_a_withdrawn_application_stays_withdrawn(world: World) -> None:
    application = applied(world)
    withdrawn = good(world["sam"].patch(f"{OWN}/{application}", json={"status": "withdrawn", "school": "Late School"}))
    assert (withdrawn["status"], withdrawn["school"], withdrawn["editable"]) == ("withdrawn", "Late School", False)
    for body in ({"status": "withdrawn"}, {"programme": "Physics"}, {}):
        assert refused(world["sam"].patch(f"{OWN}/{application}", json=body)) == (409, "forbidden_move", [])
    again = {"admission_cycle_id": withdrawn["admission_cycle_id"], "programme": "Physics"}
    assert refused(world["sam"].post(OWN, json=again)) == (409, "already_applied", [])


@pytest.mark.parametrize("status", [one for one in A if one not in (A.SUBMITTED, A.SET_ASIDE)])
def test_adm_14_what_the_office_has_decided_on_is_closed(world: World, status: A) -> None:
    application = applied(world, status)
    assert refused(world["sam"].patch(f"{OWN}/{application}", json={"school": "x"})) == (409, "forbidden_move", [])
    listed = {one["id"]: one for one in good(world["sam"].get(OWN))["items"]}
    assert listed[application]["editable"] is False


def test_adm_14_in_other_phases_it_is_closed(world: World) -> None:
    for phase in Phase:
        if phase is Phase.SUBMISSION:
            continue
        with world.database.writing() as session:
            cycle = add_cycle(session, f"in-{phase}".replace("_", "-"), phase)
            one = add_application(session, cycle, world.people["sam"], f"of-{phase}", A.SUBMITTED)
        for body in ({"school": "x"}, {"status": "withdrawn"}):
            assert refused(world["sam"].patch(f"{OWN}/{one}", json=body)) == (409, "wrong_phase", [])
    assert {one["editable"] for one in good(world["sam"].get(OWN))["items"]} == {False}


def test_adm_14_nobody_changes_anothers(world: World) -> None:
    where = f"{OWN}/{applied(world)}"
    answers = {who: world[who].patch(where, json={"status": "withdrawn"}) for who in ("", "eve", "ada", "ivy")}
    assert {who: answer.status_code for who, answer in answers.items()} == {"": 401, "eve": 404, "ada": 403, "ivy": 403}
    assert answers["eve"].json() == world["eve"].patch(f"{OWN}/{'0' * 22}", json={}).json()
    assert stored(world, "of-sam".ljust(22, "0")).status == "submitted"


def test_adm_16_new_text_unsays_the_check(world: World) -> None:
    application = applied(world, checked=True)
    good(world["sam"].patch(f"{OWN}/{application}", json={"school": "City School", "programme": "Physics"}))
    assert stored(world, application).checked is True
    good(world["sam"].patch(f"{OWN}/{application}", json={"school": "Another School"}))
    assert stored(world, application).checked is False


def test_adm_17_a_draft_is_kept_as_typed_until_applying(world: World) -> None:
    cycle = open_cycle(world)
    world.clock.advance(minutes=5)
    where, empty = f"{DRAFTS}/{cycle}", {"programme": "", "school": "", "address": "", "statement": ""}
    assert good(world["sam"].put(where, json={})) == empty | {"saved_at": iso(world.clock.now)}
    typed: Json = {"programme": "MSc ", "school": "x" * 200, "address": "y" * 300, "statement": " <i>\n"}
    saved = good(world["sam"].put(where, json=typed))
    assert saved == typed | {"saved_at": iso(world.clock.now)}
    ref = {"id": cycle, "name": "Spring", "phase": "submission"}
    assert good(world["sam"].get(OWN))["open_cycles"] == [ref | {"draft": saved}]
    assert good(world["eve"].get(OWN))["open_cycles"] == [ref | {"draft": None}]
    assert good(world["sam"].put(where, json={"school": "Y"})) == empty | {"school": "Y", "saved_at": saved["saved_at"]}
    good(world["sam"].post(OWN, json={"admission_cycle_id": cycle, "programme": "MSc"}), 201)
    assert drafts(world) == []
    assert refused(world["sam"].put(where, json=typed)) == (409, "already_applied", [])


def drafts(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        return [(one.admission_cycle_id, one.student_id) for one in session.scalars(select(ApplicationDraft))]


def test_adm_17_drafts_only_where_one_may_apply(world: World) -> None:
    with world.database.writing() as session:
        closed = add_cycle(session, "closed", Phase.FROZEN)
    assert refused(world["sam"].put(f"{DRAFTS}/{closed}", json={})) == (409, "wrong_phase", [])
    assert refused(world["sam"].put(f"{DRAFTS}/{'0' * 22}", json={})) == (404, "not_found", [])
    where = f"{DRAFTS}/{open_cycle(world)}"
    assert {who: world[who].put(where, json={}).status_code for who in ("", "ada", "ivy")} == {
        "": 401, "ada": 403, "ivy": 403,
    }  # fmt: skip
    bad: list[tuple[str, object]] = [
        ("programme", "x" * 201),
        ("school", "a\0"),
        ("statement", None),
        ("statement", "x" * 20_001),
        ("status", "submitted"),
    ]
    for field, value in bad:
        assert refused(world["sam"].put(where, json={field: value}))[2][0][0] == field
    assert drafts(world) == []


def test_adm_17_saving_and_applying_at_the_same_moment(world: World) -> None:
    cycle, sam = open_cycle(world), world["sam"]
    sam.get(OWN)

    def save(_: int) -> str:
        answer = sam.put(f"{DRAFTS}/{cycle}", json={"programme": "MSc"})
        return str(answer.json().get("code", "saved"))

    with ThreadPoolExecutor(6) as threads:
        saves = [threads.submit(save, n) for n in range(5)]
        made = threads.submit(sam.post, OWN, json={"admission_cycle_id": cycle, "programme": "MSc"})
        assert made.result().status_code == 201
        assert set(Counter(one.result() for one in saves)) <= {"saved", "already_applied"}
    assert drafts(world) == []


def test_adm_18_withdrawing_while_the_office_freezes(world: World) -> None:
    """Whoever comes first is seen by the other; after the freeze nothing is withdrawn any more."""
    for number in range(5):
        with world.database.writing() as session:
            cycle = add_cycle(session, f"race-{number}", Phase.SUBMISSION)
            one = add_application(session, cycle, world.people["sam"], f"of-{number}", A.SUBMITTED)
        became = all_at_once(world.database, [withdrawal(world, one), freeze(world, cycle)])
        assert became in ([DONE, DONE], ["wrong_phase", DONE])
        assert stored(world, one).status == ("withdrawn" if became[0] == DONE else "submitted")


def withdrawal(world: World, application: str) -> Deed:
    sam, body = caller_of(world.database, world.people["sam"]), ApplicationChange(status="withdrawn")
    return lambda session: own(world, session).change(application, body, sam)


def applying(world: World, cycle: str) -> Deed:
    eve, body = (
        caller_of(world.database, world.people["eve"]),
        ApplicationCreate(admission_cycle_id=cycle, programme="P"),
    )
    return lambda session: own(world, session).apply(body, eve)


def saving(world: World, cycle: str) -> Deed:
    eve = caller_of(world.database, world.people["eve"])
    return lambda session: own(world, session).save_draft(cycle, DraftIn(), eve)


def freeze(world: World, cycle: str) -> Deed:
    ada, body = caller_of(world.database, world.people["ada"]), PhaseMove(to=Phase.FROZEN)
    return lambda session: CycleService(session, world.clock, new_id).move_phase(cycle, body, ada)


def own(world: World, session: Session) -> StudentApplicationService:
    return StudentApplicationService(session, world.clock, new_id)


def test_adm_18_applying_while_the_office_freezes(world: World) -> None:
    for number in range(5):
        with world.database.writing() as session:
            cycle = add_cycle(session, f"race-{number}", Phase.SUBMISSION)
            add_application(session, cycle, world.people["sam"], f"of-{number}", A.SUBMITTED)
        deeds = [applying(world, cycle), saving(world, cycle), freeze(world, cycle)]
        became = all_at_once(world.database, deeds)
        assert became[0] in {DONE, "wrong_phase"}
        assert became[1] in {DONE, "wrong_phase", "already_applied"}
        assert became[2] == DONE


@pytest.mark.parametrize("number", [1, 3, 300])
def test_adm_5_the_students_list_costs_the_same_whatever_its_length(world: World, number: int) -> None:
    """The session, the applications, the open cycles with their drafts."""
    with world.database.writing() as session:
        for n in range(number):
            cycle = add_cycle(session, f"open-{n:03}", Phase.SUBMISSION)
            values: Json = dict.fromkeys(("programme", "school", "address", "statement"), "x")
            session.add(
                ApplicationDraft(admission_cycle_id=cycle, student_id=world.people["sam"], saved_at=NOW, **values)
            )
    with sent_to(client_database(world, "sam")) as statements:
        seen = good(world["sam"].get(OWN))
    assert (len(seen["open_cycles"]), len(statements)) == (number, 3)
