from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import func, select

from tests.conftest import NOW, ORIGIN, PASSWORD, FakeClock, SignIn
from vivavoce.accounts.attempts import Attempts
from vivavoce.accounts.models import FailedLogin
from vivavoce.accounts.throttle import (
    PER_ACCOUNT,
    PER_BROWSER,
    PER_NETWORK,
    WINDOW,
    Bucket,
    TooManyAttempts,
    account_tag,
    sign_in_buckets,
    wait_for,
)
from vivavoce.app import create_app
from vivavoce.database import Database
from vivavoce.settings import Settings

WRONG = "wrong password"
SAM = "sam@example.edu"
SAMS_BUCKET = sign_in_buckets(account_tag(SAM), "unknown", None)[0].name


def attempt(client: TestClient, email: str = SAM, password: str = WRONG) -> Response:
    answer: Response = client.post("/api/auth/login", json={"email": email, "password": password})
    return answer


def rows(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(FailedLogin)) or 0


def fill(database: Database, bucket: str, count: int) -> None:
    with database.writing() as session:
        session.add_all(FailedLogin(id=f"{bucket[:8]}{number}", bucket=bucket, at=NOW) for number in range(count))


def test_the_wait_is_until_the_oldest_that_counts_has_passed() -> None:
    bucket = Bucket("account:x", 3)
    at = [NOW - timedelta(minutes=minutes) for minutes in (15, 14, 10, 1)]
    assert wait_for(bucket, at[:3], NOW) == 0
    assert wait_for(bucket, at, NOW) == 60
    assert wait_for(bucket, [*at, NOW], NOW) == 300
    assert wait_for(bucket, at, NOW + timedelta(seconds=59.5)) == 1
    assert wait_for(bucket, at, NOW + timedelta(seconds=60)) == 0


def test_a_clock_set_back_locks_nobody_out_for_longer_than_the_window() -> None:
    bucket = Bucket("account:x", 2)
    assert wait_for(bucket, [NOW + timedelta(hours=1)] * 5, NOW) == 0
    another_nodes_clock = [NOW + timedelta(seconds=30)] * 2
    assert wait_for(bucket, another_nodes_clock, NOW) == 930


def test_failures_lead_to_429_with_the_time_to_wait(sign_in: SignIn, clock: FakeClock) -> None:
    client = sign_in("")
    assert [attempt(client).status_code for _ in range(PER_ACCOUNT)] == [401] * PER_ACCOUNT
    clock.advance(minutes=5)
    refused = attempt(client, password=PASSWORD)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "600")
    assert refused.json() == {
        "type": "urn:vivavoce:error:too_many_attempts",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "There were too many failed attempts. Please try again in 10 minutes.",
        "code": "too_many_attempts",
    }
    clock.advance(minutes=10)
    assert attempt(client, password=PASSWORD).status_code == 200


def test_unknown_accounts_are_throttled_just_the_same(sign_in: SignIn) -> None:
    client = sign_in("")
    answers = [attempt(client, "nobody@example.edu").status_code for _ in range(PER_ACCOUNT + 1)]
    assert answers == [401] * PER_ACCOUNT + [429]


def test_nobody_can_lock_a_student_out_of_a_browser_they_have_used(sign_in: SignIn, database: Database) -> None:
    sam, attacker = sign_in("sam"), sign_in("")
    sam.post("/api/auth/logout")
    fill(database, "network:unknown", PER_NETWORK)
    assert attempt(attacker, "eve@example.edu", PASSWORD).status_code == 429
    fill(database, SAMS_BUCKET, PER_ACCOUNT)
    assert attempt(attacker, SAM, PASSWORD).status_code == 429
    assert attempt(sam, SAM, PASSWORD).status_code == 200


def test_a_known_browser_is_known_however_the_address_is_typed(sign_in: SignIn, database: Database) -> None:
    sam = sign_in("sam")
    fill(database, "network:unknown", PER_NETWORK)
    fill(database, SAMS_BUCKET, PER_ACCOUNT)
    for typed in ("Sam@example.edu", " SAM@EXAMPLE.EDU "):
        assert attempt(sam, typed, PASSWORD).status_code == 200


def test_a_known_browser_has_no_endless_allowance(sign_in: SignIn) -> None:
    sam = sign_in("sam")
    answers = [attempt(sam).status_code for _ in range(PER_BROWSER + 1)]
    assert answers == [401] * PER_BROWSER + [429]


def test_a_browser_known_to_one_account_is_a_stranger_to_another(sign_in: SignIn, database: Database) -> None:
    sam = sign_in("sam")
    fill(database, "network:unknown", PER_NETWORK)
    assert attempt(sam, "eve@example.edu", PASSWORD).status_code == 429


def test_a_school_behind_one_address_signs_in_together(sign_in: SignIn, database: Database) -> None:
    fill(database, "network:unknown", PER_NETWORK - 1)
    for name in ("ada", "ben", "ivy", "sam", "eve", "kim"):
        sign_in(name)


def test_success_is_no_failure(sign_in: SignIn, database: Database) -> None:
    for _ in range(3):
        sign_in("sam")
    assert rows(database) == 0


def test_the_network_is_the_peer_unless_a_trusted_proxy_says_otherwise(
    settings: Settings, database: Database, clock: FakeClock
) -> None:
    app = create_app(settings.model_copy(update={"trusted_proxies": ("10.0.0.0/8",)}), clock)
    for peer in ("10.0.0.2", "198.51.100.7"):
        attempt(TestClient(app, base_url=ORIGIN, client=(peer, 1), headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"}))
    app.state.database.engine.dispose()
    with database.reading() as session:
        buckets = session.scalars(select(FailedLogin.bucket).order_by(FailedLogin.bucket)).all()
    assert buckets == [SAMS_BUCKET, SAMS_BUCKET, "network:198.51.100.7", "network:203.0.113.9"]


def test_parallel_guesses_cannot_slip_through(database: Database, clock: FakeClock) -> None:
    attempts, bucket = Attempts(database, clock), Bucket("account:x", 10)

    def allowed(_: int) -> bool:
        try:
            attempts.begin([bucket])
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(allowed, range(60))) == 10


def test_hundreds_of_tries_leave_no_more_rows_than_the_limits(database: Database, clock: FakeClock) -> None:
    """Refused ones add nothing, so however many come, what is kept stays within the limits."""
    attempts, refused = Attempts(database, clock), 0
    for number in range(400):
        try:
            attempts.begin((Bucket(f"account:{number % 5}", PER_ACCOUNT), Bucket("network:y", PER_NETWORK)))
        except TooManyAttempts:
            refused += 1
    assert (refused, rows(database)) == (400 - 5 * PER_ACCOUNT, 2 * 5 * PER_ACCOUNT)


def test_rows_go_once_they_no_longer_count(database: Database, clock: FakeClock) -> None:
    attempts = Attempts(database, clock)
    attempts.begin([Bucket("account:x", 10), Bucket("network:y", 10)])
    clock.now += WINDOW
    attempts.begin([Bucket("account:z", 10)])
    assert rows(database) == 1


def test_a_forgiven_attempt_leaves_the_others(database: Database, clock: FakeClock) -> None:
    attempts, bucket = Attempts(database, clock), Bucket("account:x", 2)
    attempts.begin([bucket])
    second = attempts.begin([bucket])
    with pytest.raises(TooManyAttempts):
        attempts.begin([bucket])
    with database.writing() as session:
        attempts.forgive(session, second)
    attempts.begin([bucket])
    assert rows(database) == 2
