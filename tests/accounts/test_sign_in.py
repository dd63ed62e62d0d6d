from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.accounts.fakes import CountingPasswords, RecordingBus, quick_passwords
from tests.conftest import PASSWORD, FakeClock, People, SignIn
from vivavoce.accounts.models import Person
from vivavoce.accounts.passwords import default_passwords
from vivavoce.accounts.sessions import COOKIE, token_hash
from vivavoce.bus import SessionsEnded
from vivavoce.database import Database

ADA = {"id": f"ada{'0' * 19}", "email": "ada@example.edu", "name": "Ada", "role": "admin", "time_zone": "Europe/London"}
WRONG = {
    "type": "urn:vivavoce:error:wrong_credentials",
    "title": "Unauthorized",
    "status": 401,
    "detail": "This e-mail and password do not go together. Check both, or ask the office for a new link.",
    "code": "wrong_credentials",
}


def login(client: TestClient, email: str, password: str = PASSWORD) -> tuple[int, object]:
    answer = client.post("/api/auth/login", json={"email": email, "password": password})
    return answer.status_code, answer.json()


def token_of(client: TestClient) -> str:
    return next(cookie.value or "" for cookie in client.cookies.jar if cookie.name == COOKIE)


def test_signing_in_says_who_one_is(sign_in: SignIn) -> None:
    client = sign_in("")
    assert login(client, "  ADA@Example.edu ") == (200, ADA)
    assert client.get("/api/auth/me").json() == ADA


def test_without_a_session_it_is_401(sign_in: SignIn) -> None:
    client = sign_in("")
    client.cookies.set(COOKIE, "x" * 43)
    answers = [client.get("/api/auth/me"), client.post("/api/auth/logout"), client.patch("/api/auth/me", json={})]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(401, "not_signed_in")] * 3


def test_unknown_wrong_invited_and_disabled_get_the_same_answer_after_the_same_work(
    app: FastAPI, sign_in: SignIn, database: Database, people: People, clock: FakeClock
) -> None:
    with database.writing() as session:
        session.get_one(Person, people["ben"]).disabled_at = clock.now
        session.get_one(Person, people["kim"]).password_hash = None
    passwords = CountingPasswords()
    app.dependency_overrides[default_passwords] = lambda: passwords
    client = sign_in("")
    answers = [
        login(client, "nobody@example.edu", "wrong password"),
        login(client, "ada@example.edu", "wrong password"),
        login(client, "ben@example.edu", PASSWORD),
        login(client, "kim@example.edu", PASSWORD),
    ]
    assert answers == [(401, WRONG)] * 4
    assert passwords.verified == [
        ("wrong password", False),
        ("wrong password", True),
        (PASSWORD, False),
        (PASSWORD, False),
    ]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(sign_in: SignIn) -> None:
    client = sign_in("")
    answer = client.post("/api/auth/login", json={"email": "ada@example.edu", "password": PASSWORD})
    session, browser = answer.headers.get_list("set-cookie")
    assert session == f"{COOKIE}={token_of(client)}; HttpOnly; Max-Age={14 * 12 * 3600}; Path=/; SameSite=lax"
    assert browser.endswith("; HttpOnly; Max-Age=31536000; Path=/api/auth; SameSite=lax")


def test_only_the_hash_of_the_token_is_stored(sign_in: SignIn, database: Database) -> None:
    token = token_of(sign_in("ada"))
    with database.reading() as session:
        stored = session.connection().exec_driver_sql("SELECT id FROM sessions").scalars().all()
    assert stored == [token_hash(token)]
    assert token not in stored


def test_a_planted_or_earlier_session_ends_at_sign_in(sign_in: SignIn, bus: RecordingBus) -> None:
    client = sign_in("sam")
    before = token_of(client)
    assert login(client, "ada@example.edu")[0] == 200
    assert token_of(client) != before
    assert bus.messages == [SessionsEnded((token_hash(before),))]
    other = sign_in("")
    other.cookies.set(COOKIE, before)
    assert other.get("/api/auth/me").status_code == 401


def test_an_old_cookie_is_dead_at_once_after_signing_out(sign_in: SignIn, bus: RecordingBus) -> None:
    client = sign_in("ada")
    token = token_of(client)
    answer = client.post("/api/auth/logout")
    assert (answer.status_code, answer.content) == (204, b"")
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    client.cookies.set(COOKIE, token)
    assert client.get("/api/auth/me").status_code == 401
    assert bus.messages == [SessionsEnded((token_hash(token),))]


def test_a_disabled_person_is_out_at_once(
    sign_in: SignIn, database: Database, people: People, clock: FakeClock
) -> None:
    client = sign_in("ivy")
    with database.writing() as session:
        session.get_one(Person, people["ivy"]).disabled_at = clock.now
    assert client.get("/api/auth/me").status_code == 401


def test_fields_that_cannot_be_taken_are_422(sign_in: SignIn) -> None:
    client = sign_in("")
    bodies: list[object] = [
        {},
        {"email": "ada@example.edu"},
        {"email": "ada@example.edu", "password": PASSWORD, "remember": True},
        {"email": "ada@example.edu", "password": "x" * 1025},
        {"email": "a\0da@example.edu", "password": PASSWORD},
        {"email": None, "password": PASSWORD},
        [],
    ]
    assert [client.post("/api/auth/login", json=body).status_code for body in bodies] == [422] * len(bodies)


def test_bodies_that_are_no_json_are_422(sign_in: SignIn) -> None:
    client = sign_in("")
    bodies = [b"{", b"", b"[" * 10_000, b'{"email": "\xff\xfe"}', b'{"email": "\\ud800", "password": "x"}']
    headers = {"content-type": "application/json"}
    answers = [client.post("/api/auth/login", content=body, headers=headers) for body in bodies]
    assert [answer.status_code for answer in answers] == [422] * len(bodies)
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


def test_a_form_is_no_json(sign_in: SignIn) -> None:
    answer = sign_in("").post(
        "/api/auth/login",
        content='{"email": "ada@example.edu", "password": "vivavoce-demo"}',
        headers={"content-type": "text/plain"},
    )
    assert answer.status_code == 422


def test_an_outdated_hash_is_replaced_at_sign_in(sign_in: SignIn, database: Database, people: People) -> None:

    with database.writing() as session:
        session.get_one(Person, people["ada"]).password_hash = quick_passwords().hash(PASSWORD)
    sign_in("ada")
    with database.reading() as session:
        stored = session.get_one(Person, people["ada"]).password_hash or ""
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
