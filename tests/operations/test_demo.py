"""The demo data of contract §2, on both databases, whatever the hour of the first start."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOW, ORIGIN, FakeClock
from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.database import Base, Database
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation
from vivavoce.operations import demo
from vivavoce.operations.demo_data import DemoData
from vivavoce.operations.demo_joinable import keep_joinable


def data_at(now: datetime) -> DemoData:
    numbers = count()
    return DemoData(now, "hash", lambda: f"id{next(numbers):020}")


def rows(data: DemoData, kind: type[Base]) -> list[Base]:
    return [row for row in data.rows if isinstance(row, kind)]


def values(row: Base) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def interviews(data: DemoData) -> list[Interview]:
    return [row for row in data.rows if isinstance(row, Interview)]


def applications(data: DemoData, phase: str) -> list[Application]:
    cycles = {row.id for row in data.rows if isinstance(row, Cycle) and row.phase == phase}
    return [row for row in data.rows if isinstance(row, Application) and row.admission_cycle_id in cycles]


moments = st.datetimes(datetime(2026, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis adds the zone)


def test_it_is_the_same_every_time() -> None:
    assert [values(row) for row in data_at(NOW).rows] == [values(row) for row in data_at(NOW).rows]


def test_the_people_of_the_contract() -> None:
    people = {row.email: (row.name, row.role) for row in data_at(NOW).rows if isinstance(row, Person)}
    known = {name: people[f"{name}@example.edu"] for name in ("ada", "ben", "ivy", "sam", "eve", "kim")}
    assert known == {
        "ada": ("Ada", "admin"),
        "ben": ("Ben", "admin"),
        "ivy": ("Ivy", "interviewer"),
        "sam": ("Sam", "student"),
        "eve": ("Eve", "student"),
        "kim": ("Kim", "student"),
    }


def test_cycles_and_applications() -> None:
    data = data_at(NOW)
    assert [row.phase for row in data.rows if isinstance(row, Cycle)] == ["selection", "published", "submission"]
    assert 55 <= len(rows(data, Application)) <= 65
    met = {interview.application_id for interview in interviews(data)}
    waiting = [a for a in applications(data, "selection") if a.status == "selected" and a.id not in met]
    assert len(waiting) >= 20
    assert data.people["kim"].id in {application.student_id for application in waiting}
    assert all(a.status in {"submitted", "withdrawn"} and a.score is None for a in applications(data, "submission"))


@pytest.mark.parametrize("phase", ["selection", "published"])
def test_interviews_in_every_status(phase: str) -> None:
    data = data_at(NOW)
    there = {application.id for application in applications(data, phase)}
    found = Counter(interview.status for interview in interviews(data) if interview.application_id in there)
    assert set(found) == {"scheduled", "completed", "cancelled", "no_show"}


@given(now=moments)
@settings(max_examples=40)
def test_sam_can_join_ada_now_and_not_ivy(now: datetime) -> None:
    data = data_at(now)
    people = {person.id: name for name, person in data.people.items()}
    sams = [i for i in interviews(data) if people[i.student_id] == "sam"]
    assert [(people[i.admin_id], i.status) for i in sams] == [("ada", "scheduled"), ("ivy", "scheduled")]
    with_ada, with_ivy = sams
    assert timedelta(minutes=10) <= with_ada.interview_time - now <= timedelta(minutes=60)
    assert timedelta(days=2, hours=12) < now - with_ivy.interview_time <= timedelta(days=3)


@given(now=moments)
@settings(max_examples=40)
def test_ada_and_ben_have_nothing_else_scheduled_and_nobody_is_double_booked(now: datetime) -> None:
    data = data_at(now)
    people = {person.id: name for name, person in data.people.items()}
    taken = [row for row in data.rows if isinstance(row, Occupation)]
    assert Counter(people[row.person_id] for row in taken if people[row.person_id] in {"ada", "ben", "eve"}) == {
        "ada": 1,
        "ben": 1,
        "eve": 1,
    }
    taken.sort(key=lambda row: (row.person_id, row.starts_at))
    for one, next_one in pairwise(taken):
        assert one.person_id != next_one.person_id or one.ends_at <= next_one.starts_at


@given(now=moments)
@settings(max_examples=40)
def test_nothing_of_the_past_lies_ahead(now: datetime) -> None:
    data = data_at(now)
    assert all(event.at <= now for event in data.rows if isinstance(event, InterviewEvent))
    assert all(i.created_at <= i.updated_at <= now for i in interviews(data))
    assert all(i.interview_time < now for i in interviews(data) if i.status != "scheduled")
    assert all(a.created_at <= now for a in data.rows if isinstance(a, Application))


def test_it_is_loaded_once_and_kept(database: Database) -> None:
    demo.load(database, NOW, FreshIds())
    before = ids_in(database)
    demo.load(database, NOW + timedelta(days=1), FreshIds())
    assert ids_in(database) == before
    assert len(before) >= 20


class FreshIds:
    """Ids that differ between two loads, so that a second load would show."""

    _made = count()

    def __call__(self) -> str:
        return f"demo{next(self._made):018}"


def ids_in(database: Database) -> set[str]:
    with database.reading() as session:
        return {row.id for row in session.query(Interview)}


@pytest.fixture
def loaded(app: FastAPI, clock: FakeClock) -> FastAPI:
    demo.load(app.state.database, clock.now, FreshIds())
    return app


def signed_in(app: FastAPI, who: str, password: str = demo.PASSWORD) -> TestClient:
    client = TestClient(app, base_url=ORIGIN)
    answer = client.post("/api/auth/login", json={"email": f"{who}@example.edu", "password": password})
    assert answer.status_code == 200, answer.text
    return client


def sams(client: TestClient) -> list[tuple[str, str, bool]]:
    items = client.get("/api/student/interviews").json()["items"]
    return [(item["lead"]["name"], item["interview_time"], item["joinable"]) for item in items]


def test_the_people_can_sign_in_and_sam_can_join(loaded: FastAPI) -> None:
    ivy_then, ada_now = sams(signed_in(loaded, "sam"))
    assert (ivy_then[0], ivy_then[2]) == ("Ivy", False)
    assert (ada_now[0], ada_now[2]) == ("Ada", True)


def test_a_start_days_later_moves_it_to_the_nearest_time(loaded: FastAPI, clock: FakeClock) -> None:
    clock.advance(days=3)
    keep_joinable(loaded)
    assert sams(signed_in(loaded, "sam"))[-1] == ("Ada", "2026-12-04T09:15:00.000Z", True)


def test_a_start_soon_after_leaves_it_alone(loaded: FastAPI, clock: FakeClock) -> None:
    before = sams(signed_in(loaded, "sam"))
    clock.advance(hours=5)
    keep_joinable(loaded)
    assert sams(signed_in(loaded, "sam"))[-1][:2] == before[-1][:2]


def test_a_completed_one_is_kept_and_another_is_made(loaded: FastAPI) -> None:
    ada = signed_in(loaded, "ada")
    theirs = next(
        item
        for item in ada.get("/api/admin/interviews?status=scheduled&q=sam@").json()["items"]
        if item["lead"]["name"] == "Ada"
    )
    done = ada.patch(f"/api/admin/interviews/{theirs['id']}", json={"version": 1, "status": "completed"})
    assert done.status_code == 200, done.text
    keep_joinable(loaded)
    found = [item for item in ada.get("/api/admin/interviews?q=sam@").json()["items"] if item["lead"]["name"] == "Ada"]
    assert sorted(item["status"] for item in found) == ["completed", "scheduled"]


def test_a_busy_quarter_is_passed_over(loaded: FastAPI, clock: FakeClock) -> None:
    clock.advance(days=3)
    ada = signed_in(loaded, "ada")
    eves = ada.get("/api/admin/interviews?status=scheduled&q=eve@").json()["items"][0]
    people = {person["email"]: person["id"] for person in ada.get("/api/admin/people?role=admin").json()["items"]}
    moved = ada.patch(
        f"/api/admin/interviews/{eves['id']}",
        json={"version": 1, "interview_time": "2026-12-04T09:15:00Z", "admin_id": people["ada@example.edu"]},
    )
    assert moved.status_code == 200, moved.text
    keep_joinable(loaded)
    assert sams(signed_in(loaded, "sam"))[-1] == ("Ada", "2026-12-04T09:45:00.000Z", True)


def test_it_never_fails_when_the_rules_say_no(loaded: FastAPI, clock: FakeClock) -> None:
    with loaded.state.database.writing() as session:
        for cycle in session.query(Cycle):
            cycle.phase = "completed"
    clock.advance(days=3)
    keep_joinable(loaded)
    assert [joinable for *_, joinable in sams(signed_in(loaded, "sam"))] == [False, False]


def test_lan_passwords_are_random_and_go_again(loaded: FastAPI) -> None:
    settings = loaded.state.settings
    old = signed_in(loaded, "ada")
    password = demo.settle_password(loaded.state.database, settings.data_dir, lan=True)
    assert password not in {demo.PASSWORD, demo.settle_password(loaded.state.database, settings.data_dir, lan=True)}
    assert old.get("/api/auth/me").status_code == 401
    assert demo.settle_password(loaded.state.database, settings.data_dir, lan=False) == demo.PASSWORD
    signed_in(loaded, "ada")
