"""The disk that holds SQLite is full: clear words, reading goes on, nothing is torn, and with room it works again."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.browser.demo_server import DemoServer
from tests.faults.clients import ada

DISK = "8m"
WRITES_AT_MOST = 500


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small one of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "vivavoce-test", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def server(disk: Path, tmp_path: Path) -> Iterator[DemoServer]:
    made = DemoServer(disk / "data")
    # What it says does not go to the full disk: this test is about the database.
    made.log = tmp_path / "log"
    made.start()
    yield made
    made.stop()


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """To the last byte, while it lasts."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        piece = bytes(4096)
        try:
            while file.write(piece) == len(piece):
                pass
        except OSError:
            pass
    yield
    filler.unlink()


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_nothing_is_lost_or_half_stored(server: DemoServer, disk: Path) -> None:
    with ada(server) as client:
        stored = invite_until_refused(client, limit=3)[0]
        with filled(disk):
            more, refusal = invite_until_refused(client, limit=WRITES_AT_MOST)
            stored += more
            assert refusal is not None, "the disk was never full"
            assert (refusal.status_code, refusal.json()["code"]) == (503, "storage_failed")
            assert refusal.headers["retry-after"] == "30"
            assert "nothing of this was saved" in refusal.json()["detail"]
            assert invited(client) == stored
            ready = client.get("/readyz")
            assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
        assert client.get("/readyz").json()["status"] == "ok"
        stored += invite_until_refused(client, limit=3)[0]
        assert invited(client) == stored
    server.kill()
    (file,) = server.data.glob("*.sqlite3")
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    server.start()


def invite_until_refused(client: httpx.Client, limit: int) -> tuple[list[str], httpx.Response | None]:
    """Who is stored, as the server says, and its first refusal. Long names fill a disk sooner."""
    stored: list[str] = []
    for number in count(len(invited(client))):
        if len(stored) == limit:
            break
        email = f"full{number:05}@example.edu"
        answer = client.post("/api/admin/people", json={"email": email, "name": "N" * 200, "role": "student"})
        if not answer.is_success:
            return stored, answer
        stored.append(email)
    return stored, None


def invited(client: httpx.Client) -> list[str]:
    """Everyone of this test, in order."""
    found: list[str] = []
    cursor = None
    while True:
        page = client.get(
            "/api/admin/people", params={"q": "full", "limit": 200, **({"cursor": cursor} if cursor else {})}
        )
        found += [one["email"] for one in page.raise_for_status().json()["items"] if one["email"].startswith("full")]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            return sorted(found)
