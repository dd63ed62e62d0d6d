"""PATCH /api/admin/people/{id}."""

from collections import Counter
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import select

from tests.accounts.fakes import RecordingBus
from tests.accounts.test_people import KIM
from tests.admissions.crowd import DONE, Deed, all_at_once
from tests.conftest import PASSWORD, FakeClock, People
from tests.conftest import SignIn as Enter
from tests.interviews.conftest import sign_in
from tests.interviews.crowd import caller_of
from vivavoce.accounts.models import LoginSession, OneTimeLink, Person
from vivavoce.accounts.people import PeopleService
from vivavoce.accounts.person_changes import PersonChanges
from vivavoce.accounts.schemas import PersonUpdate
from vivavoce.bus import SessionsEnded
from vivavoce.database import Database

__all__ = ["sign_in"]


def patch(client: Any, person_id: str, **body: object) -> Response:
    answer: Response = client.patch(f"/api/admin/people/{person_id}", json=body)
    return answer


def refused(answer: Response) -> tuple[int, str, list[tuple[str, str]]]:
    body = answer.json()
    return answer.status_code, body["code"], [(e["field"], e["code"]) for e in body.get("errors", [])]


def sessions_of(database: Database, person_id: str) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(LoginSession.id).where(LoginSession.person_id == person_id)))


def test_adm_20_name_and_time_zone(sign_in: Enter, people: People, bus: RecordingBus) -> None:
    ada, kim = sign_in("ada"), people["kim"]
    sign_in("kim")
    assert patch(ada, kim).json() == KIM
    renamed = KIM | {"name": "Kim Minh", "time_zone": "Asia/Ho_Chi_Minh"}
    assert (
        patch(ada, kim, name=" Kim Minh ", time_zone="Asia/Ho_Chi_Minh", role="student", disabled=False).json()
        == renamed
    )
    assert ada.get("/api/admin/people?q=minh").json()["items"] == [renamed]
    bad: list[tuple[str, object]] = [
        ("name", " "), ("name", "a\nb"), ("role", "king"), ("disabled", "yes"), ("disabled", None),
        ("time_zone", "Mars/Base"), ("email", "other@example.edu"), ("password", "x"),
    ]  # fmt: skip
    for field, value in bad:
        assert refused(patch(ada, kim, **{field: value}))[2][0][0] == field
    assert bus.messages == []


def test_adm_21_disabling_ends_sessions_and_links_and_enabling_gives_the_password_back(
    sign_in: Enter, people: People, database: Database, bus: RecordingBus
) -> None:
    ada, kim_id = sign_in("ada"), people["kim"]
    kim = sign_in("kim")
    ended = tuple(sessions_of(database, kim_id))
    token = ada.post(f"/api/admin/people/{kim_id}/invitation").json()["link"].partition("#")[2]
    assert patch(ada, kim_id, disabled=True).json() == KIM | {"disabled": True}
    assert bus.messages == [SessionsEnded(ended)]
    assert (kim.get("/api/auth/me").status_code, sessions_of(database, kim_id)) == (401, [])
    sign = {"email": "kim@example.edu", "password": PASSWORD}
    assert sign_in("").post("/api/auth/login", json=sign).status_code == 401
    assert patch(ada, kim_id, disabled=True).json() == KIM | {"disabled": True}
    assert patch(ada, kim_id, disabled=False).json() == KIM
    assert sign_in("").post("/api/auth/token", json={"token": token, "password": "a-new-password-9"}).status_code == 422
    assert sign_in("").post("/api/auth/login", json=sign).status_code == 200
    assert bus.messages == [SessionsEnded(ended)]


def test_adm_22_between_admin_and_interviewer_and_nowhere_else(
    sign_in: Enter, people: People, database: Database, bus: RecordingBus
) -> None:
    ada, ben = sign_in("ada"), sign_in("ben")
    ended = tuple(sessions_of(database, people["ben"]))
    assert patch(ada, people["ben"], role="interviewer").json()["role"] == "interviewer"
    assert (ben.get("/api/auth/me").status_code, bus.messages) == (401, [SessionsEnded(ended)])
    assert patch(ada, people["ben"], role="admin").json()["role"] == "admin"
    assert patch(ada, people["ivy"], role="admin").json()["role"] == "admin"
    fixed = (409, "role_fixed", [("role", "role_fixed")])
    assert refused(patch(ada, people["kim"], role="interviewer", name="New")) == fixed
    assert refused(patch(ada, people["ben"], role="student")) == fixed
    with database.reading() as session:
        assert session.get_one(Person, people["kim"]).name == "Kim"


def test_adm_23_not_the_own_account(sign_in: Enter, people: People, bus: RecordingBus) -> None:
    ada, own = sign_in("ada"), people["ada"]
    assert refused(patch(ada, own, disabled=True)) == (409, "own_account", [("disabled", "own_account")])
    for role in ("interviewer", "student"):
        assert refused(patch(ada, own, role=role)) == (409, "own_account", [("role", "own_account")])
    assert patch(ada, own, name="Ada L.", role="admin", disabled=False).json()["name"] == "Ada L."
    assert (ada.get("/api/auth/me").json()["name"], bus.messages) == ("Ada L.", [])


def test_adm_20_for_admins_only(sign_in: Enter, people: People) -> None:
    kim = people["kim"]
    assert [patch(sign_in(who), kim).status_code for who in ("", "kim", "ivy", "ada")] == [401, 403, 403, 200]
    for unknown in ("0" * 22, "no id"):
        assert refused(patch(sign_in("ada"), unknown, name="x")) == (404, "not_found", [])


def changing(database: Database, clock: FakeClock, by: str, whom: str, body: PersonUpdate) -> Deed:
    caller = caller_of(database, by)
    return lambda session: PersonChanges(session, clock, RecordingBus()).change(whom, body, caller)


@pytest.mark.parametrize("body", [PersonUpdate(disabled=True), PersonUpdate.model_validate({"role": "interviewer"})])
def test_adm_23_of_admins_who_turn_on_each_other_one_stays(
    database: Database, people: People, clock: FakeClock, body: PersonUpdate
) -> None:
    with database.writing() as session:
        session.get_one(Person, people["ivy"]).role = "admin"
    ring = [("ada", "ben"), ("ben", "ivy"), ("ivy", "ada")]
    deeds = [changing(database, clock, people[by], people[whom], body) for by, whom in ring]
    became = Counter(all_at_once(database, deeds))
    with database.reading() as session:
        office = session.scalars(select(Person).where(Person.role != "student")).all()
    left = [one for one in office if one.role == "admin" and one.disabled_at is None]
    assert set(became) == {DONE, "not_signed_in"}
    assert (became[DONE], len(left)) in ((1, 2), (2, 1))


def test_adm_21_a_link_made_at_the_same_moment_does_not_outlive_the_disabling(
    database: Database, people: People, clock: FakeClock
) -> None:
    kim, off = people["kim"], PersonUpdate(disabled=True)
    deeds = [
        changing(database, clock, people["ada"], kim, off),
        lambda session: PeopleService(session, clock, "http://localhost").link_for(kim),
    ]
    became = all_at_once(database, deeds)
    assert (became[0], became[1] in {DONE, "person_disabled"}) == (DONE, True)
    with database.reading() as session:
        assert session.scalars(select(OneTimeLink)).all() == []
