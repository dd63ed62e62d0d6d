"""Who is not to meet whom: declared from either side, found by likeness, and held on every way to an interview."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from tests.interviews.world import ELEVEN, TEN, Json, World, good, refused
from vivavoce.admissions.models import Application
from vivavoce.interviews.conflict_rules import (
    SHORTEST,
    Applicant,
    Likeness,
    Phrases,
    Staff,
    Suggestion,
    suggestions,
    surname,
)

DECIDE = "/api/admin/conflicts"
NO_HOURS: Json = {
    "version": 0, "time_zone": "Europe/London", "weekly": [[]] * 7, "exceptions": [], "buffer_minutes": 0,
    "languages": [], "subjects": [],
}  # fmt: skip
IVYS, SAMS = "1 High St., Oxford", "1 high st oxford"


def declare(world: World, staff: str, student: str, *, holds: bool = True, reason: str = "Cousins.") -> None:
    body = {"staff_id": world.people[staff], "student_id": world.people[student], "holds": holds, "reason": reason}
    assert world["ada"].put(DECIDE, json=body).status_code == 204


def conflicts(world: World) -> Json:
    return good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/conflicts"))


def test_int_51_no_booking_no_change_of_people_and_no_way_back(world: World) -> None:
    ada, ben, ivy = (world.people[name] for name in ("ada", "ben", "ivy"))
    declare(world, "ivy", "sam")
    denied = (409, "conflict_of_interest")
    assert refused(world.try_create("sam", TEN, admin_id=ivy)) == (*denied, [("admin_id", "conflict_of_interest")])
    panel = world.try_create("sam", TEN, admin_id=ben, interviewer_ids=[ivy])
    assert refused(panel) == (*denied, [("interviewer_ids", "conflict_of_interest")])
    interview = world.create("sam", TEN, admin_id=ben)
    assert refused(world.try_change(interview, admin_id=ivy))[:2] == denied
    assert world.change(interview, admin_id=ada)["admin_id"] == ada
    assert world.create("eve", ELEVEN, admin_id=ivy)["admin_id"] == ivy


def test_int_51_an_interview_they_have_stays_until_it_is_touched(world: World) -> None:
    ivy = world.people["ivy"]
    interview = world.create("sam", TEN, admin_id=ivy)
    declare(world, "ivy", "sam")
    assert conflicts(world)["declared"][0]["meets_at"] == TEN
    interview = world.change(interview, notes="Ask somebody else.")
    assert refused(world.try_change(interview, interview_time=ELEVEN))[:2] == (409, "conflict_of_interest")
    interview = world.change(interview, status="cancelled")
    assert refused(world.try_change(interview, status="scheduled"))[:2] == (409, "conflict_of_interest")
    declare(world, "ivy", "sam", holds=False)
    assert world.change(interview, status="scheduled")["status"] == "scheduled"


def test_int_50_interviewers_and_students_declare_their_own(world: World) -> None:
    ivy = world.people["ivy"]
    interview = world.create("sam", TEN, admin_id=world.people["ben"], interviewer_ids=[ivy])
    theirs = f"/api/interviewer/interviews/{interview['id']}/conflict"
    assert world["ivy"].post(theirs, json={"reason": "My godson."}).status_code == 204
    his = f"/api/student/interviews/{interview['id']}/conflict"
    assert world["sam"].post(his, json={"position": 0, "reason": "My neighbor."}).status_code == 204
    assert refused(world["sam"].post(his, json={"position": 2, "reason": "x"}))[0] == 422
    declared = [
        (one["staff"]["name"], one["reason"], one["declared_by"]["name"]) for one in conflicts(world)["declared"]
    ]
    assert declared == [("Ben", "My neighbor.", "Sam"), ("Ivy", "My godson.", "Ivy")]


def test_int_50_nobody_declares_for_others(world: World) -> None:
    interview = world.create("sam", TEN, admin_id=world.people["ben"])
    own = f"/interviews/{interview['id']}/conflict"
    assert world["ivy"].post(f"/api/interviewer{own}", json={"reason": "x"}).status_code == 404
    assert world["eve"].post(f"/api/student{own}", json={"position": 0, "reason": "x"}).status_code == 404
    assert conflicts(world)["declared"] == []


@pytest.mark.parametrize(
    ("staff", "student", "field"), [("sam", "eve", "staff_id"), ("ivy", "ben", "student_id"), ("", "sam", "staff_id")]
)
def test_int_50_only_between_the_office_and_an_applicant(world: World, staff: str, student: str, field: str) -> None:
    ids = {"staff_id": world.people.ids.get(staff, "nobody"), "student_id": world.people[student]}
    status, _, errors = refused(world["ada"].put(DECIDE, json={**ids, "holds": True}))
    assert (status, [one for one, _ in errors]) == (422, [field])


def test_int_51_declared_while_they_are_booked_it_is_one_or_the_other(world: World) -> None:
    """Whoever comes second sees what the first has done."""
    ivy = world.people["ivy"]
    ada, ben = world["ada"], world["ben"]

    def book() -> int:
        body = {"application_id": world.applications["sam"], "interview_time": TEN, "admin_id": ivy}
        return int(ada.post("/api/admin/interviews", json=body).status_code)

    def part() -> int:
        body = {"staff_id": ivy, "student_id": world.people["sam"], "holds": True}
        return int(ben.put(DECIDE, json=body).status_code)

    with ThreadPoolExecutor(2) as threads:
        booked, parted = threads.submit(book), threads.submit(part)
    assert (booked.result(), parted.result()) in {(201, 204), (409, 204)}
    (declared,) = conflicts(world)["declared"]
    assert (declared["meets_at"] is not None) == (booked.result() == 201)


IVY = Staff("ivy", "Ivy Nowak", ("St. Mary's", "Prof. Ann Lee", "Ely"))


@pytest.mark.parametrize(
    ("name", "school", "statement", "why"),
    [
        ("Jan NOWAK", "", "", [Likeness.SURNAME]),
        ("Nowak", "", "", []),
        ("Sam Roe", "St Marys, Karachi", "", [Likeness.SCHOOL]),
        ("Sam Roe", "st. mary\u2019s college", "", [Likeness.SCHOOL]),
        ("Sam Roe", "St Maryse, Karachi", "", []),
        ("Sam Roe", "The St. Mary's College", "", [Likeness.SCHOOL]),
        ("Sam Roe", "", "My referee is prof. Ann Lee.", [Likeness.NAMED]),
        ("Sam Roe", "", "Ivy Nowak taught me.", [Likeness.NAMED]),
        ("Sam Roe", "Ely", "I live in Ely.", []),
        ("Ann Nowak", "St. Mary's", "Ivy Nowak", [Likeness.SURNAME, Likeness.SCHOOL, Likeness.NAMED]),
    ],
)
def test_int_52_likely_ones_are_found_by_whole_words(
    name: str, school: str, statement: str, why: list[Likeness]
) -> None:
    found = list(suggestions([IVY], [Applicant("a", name, school, statement)]))
    assert found == ([Suggestion("ivy", "a", tuple(why))] if why else [])


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("1 HIGH ST,\nOXFORD OX14AA", [Likeness.ADDRESS]),
        ("11 High St, Oxford OX1 4AA", []),
        ("High St, Oxford", []),
        ("", []),
    ],
)
def test_int_52_addresses_are_the_same_when_their_letters_and_digits_are(address: str, why: list[Likeness]) -> None:
    ivy = Staff("ivy", "Ivy Nowak", (), "1 High St., Oxford, OX1 4AA")
    nowhere = Staff("ben", "Ben Roe", (), " ")
    found = list(suggestions([ivy, nowhere], [Applicant("a", "Sam Lee", "", "", address)]))
    assert found == ([Suggestion("ivy", "a", tuple(why))] if why else [])


WORDS = st.lists(st.sampled_from(["anna", "berg", "x", "high"]), max_size=6).map(" ".join)


@given(phrases=st.lists(WORDS, max_size=4), text=WORDS)
def test_int_52_phrases_are_found_as_a_search_for_each_finds_them(phrases: list[str], text: str) -> None:
    known = Phrases()
    for number, phrase in enumerate(phrases):
        known.add(phrase, str(number))
    there = {str(n) for n, one in enumerate(phrases) if len(one) >= SHORTEST and f" {one} " in f" {text} "}
    assert known.within(text) == there


def test_int_52_a_surname_is_the_last_of_several_words() -> None:
    assert [surname(name) for name in ("Ivy", "Ivy Ann Nowak", " ", "de la Cruz")] == ["", "nowak", "", "cruz"]


def test_int_52_what_was_looked_at_is_not_suggested_again(world: World) -> None:
    hours = {**NO_HOURS, "ties": ["Springfield High"]}
    assert good(world["ivy"].put("/api/interviewer/hours", json=hours))["ties"] == ["Springfield High"]
    with world.database.writing() as session:
        mine = Application.id == world.applications["sam"]
        session.execute(update(Application).where(mine).values(school="Springfield High School"))
    suggested = [(one["staff"]["name"], one["student"]["name"], one["why"]) for one in conflicts(world)["suggested"]]
    assert suggested == [("Ivy", "Sam", ["school"])]
    declare(world, "ivy", "sam", holds=False)
    assert (conflicts(world)["suggested"], conflicts(world)["declared"]) == ([], [])


def test_int_57_an_address_is_for_its_owner_and_admins(world: World) -> None:
    assert good(world["ivy"].put("/api/interviewer/hours", json={**NO_HOURS, "address": IVYS}))["address"] == IVYS
    with world.database.writing() as session:
        mine = Application.id == world.applications["sam"]
        session.execute(update(Application).where(mine).values(address=SAMS))
    suggested = [(one["staff"]["name"], one["student"]["name"], one["why"]) for one in conflicts(world)["suggested"]]
    assert suggested == [("Ivy", "Sam", ["address"])]
    meeting = world.create("sam", TEN, admin_id=world.people["ivy"])
    room = f"/api/interviews/{meeting['id']}/room"
    listed = f"/api/admin/cycles/{world.cycle}/applications"
    reads = {
        ("ada", listed): [SAMS],
        ("ada", f"/api/admin/people/{world.people['ivy']}/hours"): [IVYS],
        ("sam", "/api/student/applications"): [SAMS],
        ("ivy", "/api/interviewer/hours"): [IVYS],
        **{(who, room): [] for who in ("ada", "ivy", "sam")},
        ("ivy", "/api/interviewer/interviews"): [],
        ("sam", "/api/student/interviews"): [],
        ("eve", "/api/student/applications"): [],
    }
    answers = {one: str(good(world[one[0]].get(one[1]))) for one in reads}
    assert {one: [home for home in (IVYS, SAMS) if home in text] for one, text in answers.items()} == reads
