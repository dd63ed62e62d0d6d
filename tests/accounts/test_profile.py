from tests.accounts.fakes import RecordingBus
from tests.conftest import PASSWORD, FakeClock, SignIn
from vivavoce.accounts.sessions import COOKIE, token_hash
from vivavoce.accounts.throttle import PER_ACCOUNT
from vivavoce.bus import SessionsEnded

NEW_PASSWORD = "a brand new one"


def test_name_and_time_zone_change_and_the_rest_stays(sign_in: SignIn) -> None:
    sam = sign_in("sam")
    expected = sam.get("/api/auth/me").json() | {"name": "Samuel", "time_zone": "Asia/Kathmandu"}
    answer = sam.patch("/api/auth/me", json={"name": "  Samuel ", "time_zone": "Asia/Kathmandu"})
    assert (answer.status_code, answer.json()) == (200, expected)
    assert sam.patch("/api/auth/me", json={}).json() == expected
    assert sam.get("/api/auth/me").json() == expected


def test_fields_that_cannot_be_taken_are_named(sign_in: SignIn) -> None:
    sam = sign_in("sam")
    bodies: dict[str, object] = {
        "time_zone": "Mars/Olympus",
        "name": "Sam\nBcc: all@example.edu",
        "role": "admin",
        "email": "x@example.edu",
        "password": None,
    }
    for field, value in bodies.items():
        answer = sam.patch("/api/auth/me", json={field: value})
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    codes = [sam.patch("/api/auth/me", json={"time_zone": zone}).json()["errors"][0]["code"] for zone in ("", "UTC\0")]
    assert codes == ["unknown_time_zone"] * 2


def test_markup_in_a_name_is_only_text(sign_in: SignIn) -> None:
    sam = sign_in("sam")
    assert sam.patch("/api/auth/me", json={"name": "<script>alert(1)</script>"}).status_code == 200
    answer = sam.get("/api/auth/me")
    assert answer.json()["name"] == "<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/json"


def test_a_new_password_ends_the_other_sessions(sign_in: SignIn, bus: RecordingBus) -> None:
    here, elsewhere = sign_in("sam"), sign_in("sam")
    ended = token_hash(elsewhere.cookies[COOKIE])
    body = {"password": NEW_PASSWORD, "current_password": PASSWORD}
    assert here.patch("/api/auth/me", json=body).status_code == 200
    assert [client.get("/api/auth/me").status_code for client in (here, elsewhere)] == [200, 401]
    assert bus.messages == [SessionsEnded((ended,))]
    logins = [
        sign_in("").post("/api/auth/login", json={"email": "sam@example.edu", "password": password}).status_code
        for password in (PASSWORD, NEW_PASSWORD)
    ]
    assert logins == [401, 200]


def test_a_new_password_needs_the_current_one_and_must_be_good(sign_in: SignIn) -> None:
    sam = sign_in("sam")
    bodies = {
        ("current_password", "missing"): {"password": NEW_PASSWORD},
        ("current_password", "wrong_password"): {"password": NEW_PASSWORD, "current_password": "not this one"},
        ("password", "password_too_short"): {"password": "short", "current_password": PASSWORD},
    }
    for (field, code), body in bodies.items():
        answer = sam.patch("/api/auth/me", json=body)
        errors = [(error["field"], error["code"]) for error in answer.json()["errors"]]
        assert (answer.status_code, errors) == (422, [(field, code)])


def test_a_borrowed_session_is_not_enough_to_guess_the_password(sign_in: SignIn, clock: FakeClock) -> None:
    sam = sign_in("sam")
    body = {"password": NEW_PASSWORD, "current_password": "a guess"}
    answers = [sam.patch("/api/auth/me", json=body).status_code for _ in range(PER_ACCOUNT + 1)]
    assert answers == [422] * PER_ACCOUNT + [429]


def test_the_office_says_who_it_is_to_anyone(sign_in: SignIn) -> None:
    answer = sign_in("").get("/api/office")
    assert answer.json() == {
        "name": "Admissions Office",
        "contact": "admissions@example.edu",
        "time_zone": "Europe/London",
    }
