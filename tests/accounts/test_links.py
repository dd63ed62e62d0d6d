from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.accounts.fakes import RecordingBus
from tests.conftest import NOW, ORIGIN, PASSWORD, FakeClock, People, SignIn
from vivavoce.accounts.models import LoginSession, Person, Role
from vivavoce.accounts.people import EmailTaken, PeopleService
from vivavoce.accounts.service import AccountService, LinkNotValid
from vivavoce.accounts.sessions import COOKIE, token_hash
from vivavoce.bus import SessionsEnded
from vivavoce.database import Database

NEW_PASSWORD = "a brand new one"


def link_for(database: Database, clock: FakeClock, person_id: str) -> str:
    with database.writing() as session:
        return PeopleService(session, clock, ORIGIN).link_for(person_id).link


def token_in(link: str) -> str:
    page, _, token = link.partition("#")
    assert page == f"{ORIGIN}/token"
    return token


def redeem(client: TestClient, token: str, password: str = NEW_PASSWORD) -> tuple[int, str]:
    answer = client.post("/api/auth/token", json={"token": token, "password": password})
    return answer.status_code, answer.json().get("code", answer.json().get("email"))


def test_an_invitation_signs_in_and_sets_the_password(sign_in: SignIn) -> None:
    ada, new = sign_in("ada"), sign_in("")
    invited = ada.post("/api/admin/people", json={"email": "Zoë@Example.edu", "name": "Zoë", "role": "student"}).json()
    assert redeem(new, token_in(invited["link"])) == (200, "zoë@example.edu")
    assert new.get("/api/auth/me").json()["id"] == invited["person"]["id"]
    credentials = {"email": "zoë@example.edu", "password": NEW_PASSWORD}
    assert sign_in("").post("/api/auth/login", json=credentials).status_code == 200


def test_a_link_works_once(sign_in: SignIn, database: Database, clock: FakeClock, people: People) -> None:
    token = token_in(link_for(database, clock, people["sam"]))
    assert redeem(sign_in(""), token) == (200, "sam@example.edu")
    assert redeem(sign_in(""), token) == (422, "link_not_valid")


def test_an_unknown_token_is_refused_beside_its_field(sign_in: SignIn) -> None:
    client = sign_in("")
    for token in ("x" * 43, "nonsense", "zoë"):
        answer = client.post("/api/auth/token", json={"token": token, "password": NEW_PASSWORD})
        assert answer.status_code == 422
        assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("token", "link_not_valid")]


def test_a_reset_lasts_a_day_and_an_invitation_a_week(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People
) -> None:
    with database.writing() as session:
        session.get_one(Person, people["kim"]).password_hash = None
    for name, life in (("sam", timedelta(days=1)), ("kim", timedelta(days=7))):
        clock.now = NOW
        token = token_in(link_for(database, clock, people[name]))
        clock.now = NOW + life
        assert redeem(sign_in(""), token) == (422, "link_not_valid")
        clock.now -= timedelta(milliseconds=1)
        assert redeem(sign_in(""), token) == (200, f"{name}@example.edu")


def test_a_newer_link_replaces_the_older(sign_in: SignIn, database: Database, clock: FakeClock, people: People) -> None:
    older, newer = (token_in(link_for(database, clock, people["sam"])) for _ in range(2))
    assert redeem(sign_in(""), older) == (422, "link_not_valid")
    assert redeem(sign_in(""), newer) == (200, "sam@example.edu")


def test_a_weak_password_leaves_the_link_usable(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People
) -> None:
    token = token_in(link_for(database, clock, people["sam"]))
    assert redeem(sign_in(""), token, "short") == (422, "invalid")
    assert redeem(sign_in(""), token) == (200, "sam@example.edu")


def test_a_reset_ends_every_session_and_the_old_password(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People, bus: RecordingBus
) -> None:
    before = sign_in("sam")
    old_id = token_hash(before.cookies[COOKIE])
    assert redeem(sign_in(""), token_in(link_for(database, clock, people["sam"])))[0] == 200
    assert before.get("/api/auth/me").status_code == 401
    assert bus.messages == [SessionsEnded((old_id,))]
    answer = before.post("/api/auth/login", json={"email": "sam@example.edu", "password": PASSWORD})
    assert answer.status_code == 401


def test_a_link_ends_when_its_owner_changes_the_password(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People
) -> None:
    token = token_in(link_for(database, clock, people["sam"]))
    change = {"password": NEW_PASSWORD, "current_password": PASSWORD}
    assert sign_in("sam").patch("/api/auth/me", json=change).status_code == 200
    assert redeem(sign_in(""), token) == (422, "link_not_valid")


def test_a_disabled_person_cannot_use_a_link(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People
) -> None:
    token = token_in(link_for(database, clock, people["sam"]))
    with database.writing() as session:
        session.get_one(Person, people["sam"]).disabled_at = clock.now
    assert redeem(sign_in(""), token) == (422, "link_not_valid")


def test_a_hundred_parallel_uses_of_one_link_are_one(
    service: AccountService, database: Database, clock: FakeClock, people: People
) -> None:
    token = token_in(link_for(database, clock, people["sam"]))

    def use(number: int) -> bool:
        try:
            service.redeem(token, f"{NEW_PASSWORD} {number}")
        except LinkNotValid:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(use, range(100))) == 1
    with database.reading() as session:
        assert session.query(LoginSession).count() == 1


def test_the_first_admin_gets_half_an_hour_and_can_come_again(
    sign_in: SignIn, database: Database, clock: FakeClock, people: People
) -> None:
    with database.writing() as session:
        service = PeopleService(session, clock, ORIGIN)
        first = service.create_admin("root@example.edu", "Root", "Europe/London")
        second = service.create_admin("root@example.edu", "Root", "Europe/London")
        with pytest.raises(EmailTaken):
            service.create_admin("sam@example.edu", "Sam", "Europe/London")
    assert (first.expires_at, second.expires_at) == (NOW + timedelta(minutes=30),) * 2
    assert redeem(sign_in(""), token_in(first.link)) == (422, "link_not_valid")
    admin = sign_in("")
    assert redeem(admin, token_in(second.link)) == (200, "root@example.edu")
    assert admin.get("/api/auth/me").json()["role"] == Role.ADMIN
