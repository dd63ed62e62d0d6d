"""The server is killed with -9 in the middle of writes; what it acknowledged is there after a restart."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event

import httpx
import pytest

from tests.browser.demo_server import DemoServer
from tests.faults.clients import ada

WRITERS = 4
KILL_AFTER = 25
"""Acknowledged writes."""
ROWS, ROUNDS, SEED = 3_000, 5, 20_261_125
"""Of the imports."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    made = DemoServer(tmp_path / "demo")
    made.start()
    yield made
    made.stop()


class Writers:
    """Invite people until the server is gone; remember what it answered 2xx to."""

    def __init__(self, server: DemoServer) -> None:
        self._server = server
        self._numbers = count()
        self.enough = Event()
        self.acknowledged: list[str] = []

    def run(self, _: int) -> None:
        with suppress(httpx.TransportError), ada(self._server) as client:
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


def file_of(round_: int) -> str:
    lines = (f"R{round_}-{row},r{round_}-{row}@example.edu,New Person,Physics" for row in range(ROWS))
    return "\n".join(["id,email,name,programme", *lines])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_import_killed_half_way_is_whole_or_has_not_been(server: DemoServer) -> None:
    """Killed at moments of the time that one takes; half of a file would leave the office to find out which half."""
    moments = random.Random(SEED)
    with ada(server) as client:
        cycles = client.get("/api/admin/cycles").json()["items"]
        address = next(f"/api/admin/cycles/{cycle['id']}" for cycle in cycles if cycle["phase"] == "submission")
        began, before = time.monotonic(), in_all(client, address)
        send(client, address, ROUNDS).raise_for_status()
        lasts, kept = time.monotonic() - began, in_all(client, address)
        assert kept == before + ROWS
    for round_ in range(ROUNDS):
        acknowledged = send_and_kill(server, address, round_, moments.uniform(0.1, 1) * lasts)
        server.start()
        with ada(server) as client:
            now = in_all(client, address)
            assert now in ({kept + ROWS} if acknowledged else {kept, kept + ROWS})
            kept = now


def send_and_kill(server: DemoServer, address: str, round_: int, after: float) -> bool:
    """Whether the import was answered before."""
    with ada(server) as client, ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send, client, address, round_)
        wait([sending], after)
        server.kill()
        return sending.exception() is None and sending.result().is_success


def send(client: httpx.Client, address: str, round_: int) -> httpx.Response:
    return client.post(f"{address}/applications/import", content=file_of(round_).encode(), timeout=120)


def in_all(client: httpx.Client, address: str) -> int:
    counts: dict[str, int] = client.get(address).raise_for_status().json()["counts"]["applications"]
    return sum(counts.values())
