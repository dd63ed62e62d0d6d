"""Nobody in two places, one booking after another."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.admissions.build import add_application, add_cycle
from tests.conftest import NOW
from tests.interviews.test_update import occupied
from tests.interviews.world import ELEVEN, HALF_PAST_TEN, OFFICE, TEN, Json, World, refused
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.database import Database
from vivavoce.interviews.models import Interview, Occupation

BUSY = "interview_taken"


def test_int_11_int_16_creating_says_who_is_busy_and_when(world: World) -> None:
    world.create("sam", TEN, interviewer_ids=[world.people["ivy"]])
    lead = world.try_create("eve", "2026-12-02T10:29:59.999Z")
    assert refused(lead) == (409, BUSY, [("admin_id", "person_busy")])
    assert lead.json()["errors"][0]["message"] == (
        "Ada already has an interview on Wed 2 Dec 2026, 10:00–10:30 (Europe/London)."  # noqa: RUF001 (an en dash between times)
    )
    panel = world.try_create("eve", TEN, admin_id=world.people["ben"], interviewer_ids=[world.people["ivy"]])
    assert refused(panel) == (409, BUSY, [("interviewer_ids", "person_busy")])
    turned = world.try_create("eve", TEN, admin_id=world.people["ivy"], interviewer_ids=[world.people["ada"]])
    assert refused(turned) == (409, BUSY, [("admin_id", "person_busy"), ("interviewer_ids", "person_busy")])


def test_int_11_a_student_in_two_cycles(world: World) -> None:
    with world.database.writing() as session:
        other = add_cycle(session, "winter", Phase.SELECTION)
        second = add_application(session, other, world.people["sam"], "winter-sam", ApplicationStatus.SELECTED)
    world.create("sam")
    answer = world.try_create(application_id=second, admin_id=world.people["ben"], time_zone="Asia/Karachi")
    assert refused(answer) == (409, BUSY, [("interview_time", "student_busy")])
    assert answer.json()["errors"][0]["message"] == (
        "Sam already has an interview on Wed 2 Dec 2026, 15:00–15:30 (Asia/Karachi)."  # noqa: RUF001 (an en dash between times)
    )


def test_int_11_int_17_moving_lengthening_people_and_reactivating(world: World) -> None:
    first = world.create("sam", TEN)
    second = world.create("eve", ELEVEN)
    third = world.change(world.create("kim", "2026-12-02T12:00:00Z"), status="cancelled")
    third = world.change(third, interview_time=HALF_PAST_TEN, duration_minutes=60)
    busy_lead = (409, BUSY, [("admin_id", "person_busy")])
    tries: list[tuple[Json, dict[str, object]]] = [
        (second, {"interview_time": TEN}),
        (first, {"duration_minutes": 61}),
        (third, {"status": "scheduled"}),
    ]
    assert [refused(world.try_change(one, **change)) for one, change in tries] == [busy_lead] * 3
    other = world.create("kim", TEN, admin_id=world.people["ben"])
    assert refused(world.try_change(other, admin_id=world.people["ada"])) == busy_lead
    panel = world.try_change(other, interviewer_ids=[world.people["ada"]])
    assert refused(panel) == (409, BUSY, [("interviewer_ids", "person_busy")])
    assert [world.read(one) for one in (first, second, other)] == [first, second, other]
    assert occupied(world, "ada") == [(TEN, HALF_PAST_TEN), (ELEVEN, "2026-12-02T11:30:00.000Z")]


def test_int_11_an_interview_is_not_in_its_own_way(world: World) -> None:
    made = world.create("sam", TEN)
    world.change(made, interview_time="2026-12-02T10:15:00Z", duration_minutes=60)


def test_int_12_back_to_back(world: World) -> None:
    world.create("sam", TEN)
    world.create("eve", HALF_PAST_TEN)
    world.create("kim", "2026-12-02T09:30:00Z")


def test_int_13_only_scheduled_takes_time(world: World) -> None:
    made = world.create("sam")
    for status in ("completed", "cancelled", "no_show"):
        ended = world.change(made, status=status)
        assert (occupied(world, "ada"), occupied(world, "sam")) == ([], [])
        made = world.change(ended, status="scheduled")
        assert occupied(world, "ada") == [(TEN, HALF_PAST_TEN)]
    assert world["ada"].delete(f"{OFFICE}/{made['id']}").status_code == 204
    assert occupied(world, "ada") == []
    world.create("sam")


def _occupy(database: Database, interview_id: str, person_id: str, starts: float, ends: float) -> None:
    """Minutes from NOW."""
    with database.writing() as session:
        session.add(
            Occupation(
                interview_id=interview_id,
                person_id=person_id,
                starts_at=NOW + timedelta(minutes=starts),
                ends_at=NOW + timedelta(minutes=ends),
            )
        )


def test_int_14_the_database_itself_refuses(world: World) -> None:
    """Rows written past every check of ours, as a careless program would."""
    ids = [world.change(world.create(s), status="cancelled")["id"] for s in ("sam", "eve", "kim")]
    ada, ben = world.people["ada"], world.people["ben"]
    _occupy(world.database, ids[0], ada, 0, 30)
    _occupy(world.database, ids[1], ada, 30, 60)
    for starts, ends in ((0, 30), (29, 31), (-10, 100), (10, 20), (-10, 0.001)):
        with pytest.raises(IntegrityError):
            _occupy(world.database, ids[2], ada, starts, ends)
    _occupy(world.database, ids[2], ben, 0, 30)
    with pytest.raises(IntegrityError), world.database.writing() as session:
        session.get_one(Occupation, (ids[1], ada)).starts_at = NOW + timedelta(minutes=29)
    with pytest.raises(IntegrityError), world.database.writing() as session:
        session.get_one(Occupation, (ids[2], ben)).person_id = ada
    with pytest.raises(IntegrityError):
        _occupy(world.database, ids[2], ada, 90, 90)


def test_int_10_the_database_itself_refuses_a_second_scheduled_one(world: World) -> None:
    first = world.change(world.create(), status="cancelled")
    world.create(at=ELEVEN)
    with pytest.raises(IntegrityError), world.database.writing() as session:
        session.get_one(Interview, first["id"]).status = "scheduled"
