from datetime import timedelta

from tests.conftest import NOW, FakeClock, SignIn
from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.repository import SessionRepository
from vivavoce.accounts.service import keep_alive
from vivavoce.accounts.sessions import Lifetime
from vivavoce.database import Database

LIFETIME = Lifetime.of_hours(12)


def last_seen(database: Database) -> list[timedelta]:
    with database.reading() as session:
        rows = session.query(LoginSession).order_by(LoginSession.created_at).all()
        return [row.last_seen_at - NOW for row in rows]


def test_lifetime_ends_are_exclusive() -> None:
    born, ends = NOW, NOW + LIFETIME.absolute
    assert LIFETIME.is_live(born, ends, NOW + timedelta(hours=12) - timedelta(milliseconds=1))
    assert not LIFETIME.is_live(born, ends, NOW + timedelta(hours=12))
    assert LIFETIME.is_live(ends, ends, ends - timedelta(milliseconds=1))
    assert not LIFETIME.is_live(ends, ends, ends)


def test_an_idle_session_ends(sign_in: SignIn, clock: FakeClock) -> None:
    client = sign_in("ada")
    clock.advance(hours=11, minutes=59)
    assert client.get("/api/auth/me").status_code == 200
    clock.advance(hours=11, minutes=59)
    assert client.get("/api/auth/me").status_code == 200
    clock.advance(hours=12)
    assert client.get("/api/auth/me").status_code == 401


def test_a_session_in_constant_use_ends_after_fourteen_times_as_long(sign_in: SignIn, clock: FakeClock) -> None:
    client = sign_in("ada")
    used = 0
    while client.get("/api/auth/me").status_code == 200:
        clock.advance(hours=8)
        used += 8
    assert used == 14 * 12


def test_last_seen_is_written_at_most_once_a_minute(sign_in: SignIn, clock: FakeClock, database: Database) -> None:
    client = sign_in("ada")
    clock.advance(seconds=59)
    client.get("/api/auth/me")
    assert last_seen(database) == [timedelta(0)]
    clock.advance(seconds=1)
    client.get("/api/auth/me")
    assert last_seen(database) == [timedelta(minutes=1)]


def test_unsafe_requests_count_as_use_too(sign_in: SignIn, clock: FakeClock, database: Database) -> None:
    client = sign_in("ada")
    clock.advance(minutes=5)
    client.post("/api/admin/people", json={"email": "new@example.edu", "name": "New", "role": "student"})
    assert last_seen(database) == [timedelta(minutes=5)]


def test_an_open_socket_keeps_its_session_alive_but_wakes_no_dead_one(
    sign_in: SignIn, clock: FakeClock, database: Database
) -> None:
    sign_in("ada")
    clock.advance(seconds=1)
    sign_in("sam")
    with database.reading() as session:
        ids = [row.id for row in session.query(LoginSession).order_by(LoginSession.created_at).all()]
    for _ in range(30):
        clock.advance(hours=1)
        keep_alive(database, [ids[0]], LIFETIME, clock.now)
    keep_alive(database, ids, LIFETIME, clock.now)
    with database.reading() as session:
        repository = SessionRepository(session)
        assert [repository.live(one, LIFETIME, clock.now) is not None for one in ids] == [True, False]


def test_dead_sessions_are_swept_at_the_next_sign_in(sign_in: SignIn, clock: FakeClock, database: Database) -> None:
    sign_in("ada")
    clock.advance(hours=13)
    sign_in("sam")
    assert last_seen(database) == [timedelta(hours=13)]
