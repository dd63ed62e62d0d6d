"""The server is killed with -9 in the middle of writes; what it acknowledged is there after a restart."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Event

import httpx
import pytest

from tests.browser.demo_server import DemoServer
from tests.conftest import PASSWORD

WRITERS = 4
KILL_AFTER = 25
"""Acknowledged writes."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    made = DemoServer(tmp_path / "demo")
    made.start()
    yield made
    made.stop()


@contextmanager
def ada(server: DemoServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/api/auth/login", json={"email": "ada@example.edu", "password": PASSWORD}).raise_for_status()
        yield client


class Writers:
    """Invite people and note on an interview until the server is gone; remember what it answered 2xx to."""

    def __init__(self, server: DemoServer) -> None:
        self._server = server
        self._numbers = count()
        self.enough = Event()
        self.acknowledged: list[str] = []

    def run(self, _: int) -> None:
        with ada(self._server) as client, suppress(httpx.TransportError):
            for number in self._numbers:
                email = f"person{number}@example.edu"
                answer = client.post("/api/admin/people", json={"email": email, "name": "New", "role": "student"})
                if answer.is_success:
                    self.acknowledged.append(email)
                if len(self.acknowledged) >= KILL_AFTER:
                    self.enough.set()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_kill_9_during_writes_loses_no_acknowledged_write(server: DemoServer) -> None:
    writers = Writers(server)
    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(writers.run, number) for number in range(WRITERS)]
        assert writers.enough.wait(60)
        server.kill()
        for one in running:
            one.result(60)
    server.start()
    with ada(server) as client:
        there = {person["email"] for person in client.get("/api/admin/people?role=student").json()["items"]}
        assert set(writers.acknowledged) - there == set()
        assert client.get("/readyz").json() == {"status": "ok", "database": "ok", "bus": "ok"}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_data_is_kept_over_a_restart_and_a_session_too(server: DemoServer) -> None:
    with ada(server) as client:
        made = client.post("/api/admin/cycles", json={"name": "Kept"})
        assert made.status_code == 201
        server.stop()
        server.start()
        assert client.get(f"/api/admin/cycles/{made.json()['id']}").json()["name"] == "Kept"
