"""Another program holds SQLite's only writing lock for long: writes are refused in words, all the rest goes on."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.browser.waiting import wait_until
from tests.conftest import NOW, ROLES, FakeClock
from tests.signaling.conftest import Token, token
from tests.signaling.server import RunningServer, running
from vivavoce.accounts.models import OneTimeLink
from vivavoce.accounts.service import keep_alive
from vivavoce.accounts.sessions import COOKIE, Lifetime
from vivavoce.database import Database
from vivavoce.settings import Settings

__all__ = ["token"]  # a fixture

READERS = 50
"""More than the server has threads."""
HELD = (
    "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('BEGIN IMMEDIATE'); print('held', flush=True); input()"
)
KNOWN = {f"{name}@example.edu" for name in ROLES}
NEW = {"email": "new@example.edu", "name": "New", "role": "student"}


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sqlite_template, tmp_path / "vivavoce.sqlite3"))


@pytest.fixture
def database_url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def server(settings: Settings, clock: FakeClock) -> Iterator[RunningServer]:
    with running(settings, clock) as made:
        yield made


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """As by somebody who typed BEGIN IMMEDIATE into `sqlite3` and went to lunch."""
    command = [sys.executable, "-c", HELD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield
        finally:
            other.kill()


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_writes_are_refused_in_words_and_all_else_goes_on(
    server: RunningServer, file: Path, token: Token, clock: FakeClock, database: Database
) -> None:
    cookies = [token("ada") for _ in range(READERS)]
    clock.advance(minutes=2)  # so that each request would like to note that its session is in use
    with ThreadPoolExecutor(READERS) as pool:
        with locked(file):
            refusal = pool.submit(invite, server, cookies[0])
            read = [pool.submit(people, server, cookie) for cookie in cookies]
            assert [one.result() for one in read] == [KNOWN] * READERS
            assert [httpx.get(server.origin + path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
            told = refusal.result()
            assert (told.status_code, told.json()["code"], told.headers["retry-after"]) == (503, "unavailable", "2")
            assert "try again in a moment" in told.json()["detail"]
            assert people(server, cookies[0]) == KNOWN
        assert links(database) == 0
        assert invite(server, cookies[0]).status_code == 201
        assert (people(server, cookies[0]), links(database)) == (KNOWN | {NEW["email"]}, 1)


def test_that_sessions_are_in_use_waits_for_the_lock_in_one_thread_only(file: Path, database: Database) -> None:
    """Else a morning's worth of readers would leave no thread to answer anybody."""
    note = partial(keep_alive, database, ["nobody"], Lifetime.of_hours(12), NOW)
    with ThreadPoolExecutor(1) as pool:
        with locked(file):
            first = pool.submit(note)
            wait_until(database.on_the_side.locked, "one that waits")
            note()
            assert not first.done()
        first.result()
    assert not database.on_the_side.locked()


def invite(server: RunningServer, cookie: str) -> httpx.Response:
    address = f"{server.origin}/api/admin/people"
    return httpx.post(address, json=NEW, cookies={COOKIE: cookie}, timeout=60)


def people(server: RunningServer, cookie: str) -> set[str]:
    found = httpx.get(f"{server.origin}/api/admin/people", cookies={COOKIE: cookie}, timeout=60)
    return {one["email"] for one in found.raise_for_status().json()["items"]}


def links(database: Database) -> int:
    with database.reading() as session:
        return session.query(OneTimeLink).count()
