"""The server is killed with -9 in the middle of writes; what it acknowledged is there after a restart."""

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock

import httpx
import pytest
from sqlalchemy import text

from tests.browser.demo_server import DemoServer
from tests.faults import writers
from tests.faults.busy_office import BusyOffice, fill
from tests.faults.clients import ada, signed_in
from tests.faults.writers import Writer
from vivavoce.database import Database

KILLS, MOST_ANSWERS, SEED = 3, 60, 20_261_125
ROWS, ROUNDS = 3_000, 5
"""Of the imports."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    made = DemoServer(tmp_path / "demo")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def office(tmp_path: Path, database_url: str, database: Database, password_hash: str) -> Iterator[BusyOffice]:
    fill(database, password_hash)
    made = BusyOffice(tmp_path / "office", database_url)
    made.start()
    yield made
    made.stop()


def at_work(office: DemoServer, stack: ExitStack) -> list[Writer]:
    """Each writes to something of their own, so that what is there after a number of writes is known."""
    names = ("ada", "ben", "ivy", "eve", "kim", "student51")
    ada, ben, ivy, eve, kim, applicant = (stack.enter_context(signed_in(office, name)) for name in names)
    return [
        *(writers.Invites(who, ada, prefix) for who, prefix in ((ada, "one"), (ada, "two"), (ben, "three"))),
        writers.Schedules(ben, ada),
        writers.MovesPhase(ada, ada),
        writers.ChecksAll(ada, ada),
        writers.Scores(ben, ada),
        writers.TakesNotes(ivy, ada),
        writers.Responds(eve, ada),
        writers.SavesDraft(kim, ada),
        writers.ChangesApplication(applicant, ada),
    ]


@dataclass(eq=False)
class Work:
    """Of one writer."""

    writer: Writer
    acknowledged: int = 0

    def settle(self) -> None:
        """There is what was acknowledged, or that and the write that was on its way; from there it goes on."""
        found = self.writer.stored()
        possible = {count: self.writer.after(count) for count in (self.acknowledged, self.acknowledged + 1)}
        assert found in possible.values(), f"{type(self.writer).__name__} after {self.acknowledged} writes"
        self.acknowledged = next(count for count, there in possible.items() if there == found)


class Round:
    """All write until the server is killed: at an answer, when a success that was told too early shows."""

    def __init__(self, office: DemoServer, works: Sequence[Work], answers: int) -> None:
        """`answers`: how many there are from when everyone has had one."""
        self._office, self._works, self._answers = office, works, answers
        self._unanswered = set(works)
        self._lock, self._killed = Lock(), Event()

    def run(self) -> None:
        with ThreadPoolExecutor(len(self._works)) as pool:
            running = [pool.submit(self._write, work) for work in self._works]
            try:
                for one in running:
                    one.result(120)
            finally:
                self._kill()

    def _write(self, work: Work) -> None:
        try:
            while not self._killed.is_set():
                if work.writer.write(work.acknowledged):
                    work.acknowledged += 1
                    self._count(work)
        except httpx.TransportError:
            if not self._killed.is_set():
                raise
        finally:
            self._kill()  # or the others would write for ever after one that failed

    def _count(self, work: Work) -> None:
        with self._lock:
            self._unanswered.discard(work)
            self._answers -= not self._unanswered
            enough = self._answers <= 0
        if enough:
            self._kill()

    def _kill(self) -> None:
        with self._lock:
            if not self._killed.is_set():
                self._killed.set()
                self._office.kill()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kill_9_during_writes_loses_no_acknowledged_write(office: BusyOffice, database: Database) -> None:
    moments = random.Random(SEED)
    with ExitStack() as stack:
        works = [Work(writer) for writer in at_work(office, stack)]
        for _ in range(KILLS):
            Round(office, works, moments.randint(1, MOST_ANSWERS)).run()
            office.start()
            for work in works:
                work.settle()
            assert httpx.get(f"{office.url}/readyz").json() == {"status": "ok", "database": "ok", "bus": "ok"}
            assert half_stored(database) == []


SEATS = """
WITH scheduled AS (SELECT id, student_id, admin_id FROM interviews WHERE status = 'scheduled' AND deleted_at IS NULL)
SELECT id, student_id FROM scheduled UNION ALL SELECT id, admin_id FROM scheduled
UNION ALL SELECT id, person_id FROM scheduled JOIN interview_panel ON interview_id = id
"""
NUMBERS = "SELECT interview_id, number FROM interview_events ORDER BY interview_id, number"
UNINVITED = "SELECT id FROM people WHERE password_hash IS NULL AND id NOT IN (SELECT person_id FROM one_time_links)"


def half_stored(database: Database) -> list[object]:
    """Interviews that take the time of others than theirs, or miss an event; invited people who have no link."""
    with database.engine.connect() as connection:
        seats = sorted(tuple(row) for row in connection.execute(text(SEATS)))
        taken = sorted(
            tuple(row) for row in connection.execute(text("SELECT interview_id, person_id FROM occupations"))
        )
        found: list[object] = [] if seats == taken else [("occupations", set(seats) ^ set(taken))]
        numbers: dict[str, list[int]] = {
            id_: [] for id_ in connection.execute(text("SELECT id FROM interviews")).scalars()
        }
        for interview_id, number in connection.execute(text(NUMBERS)):
            numbers[interview_id].append(number)
        found += [
            ("events", id_) for id_, there in numbers.items() if not there or there != [*range(1, len(there) + 1)]
        ]
        found += [("no link", id_) for id_ in connection.execute(text(UNINVITED)).scalars()]
        if database.engine.dialect.name == "sqlite":
            found += [row for row in connection.execute(text("PRAGMA integrity_check")).scalars() if row != "ok"]
    return found


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
