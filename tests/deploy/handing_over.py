"""An office at work while its server is replaced: people who send requests all the time, and pages in rooms."""

import asyncio
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import httpx
from sqlalchemy import select
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.browser.demo_server import TLS, VIVAVOCE
from tests.browser.waiting import wait_until
from tests.faults.busy_office import BusyOffice
from tests.faults.clients import ada
from tests.sessions import add_session
from tests.signaling.server import SUBPROTOCOL, new_peer
from tests.signaling.talk import hear
from vivavoce.clock import utc_now
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.interviews.rules import InterviewStatus

AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""
"""What systemd does between fork and exec; the descriptor that was handed down becomes 3."""
LINGER_SECONDS = 1


class Held(BusyOffice):
    """A server whose listening socket is ours: as systemd we hold it, and give it to each process that we start."""

    def __init__(self, data: Path, database_url: str) -> None:
        super().__init__(data, database_url)
        self.held = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.held.getsockname()[1]
        self._told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._told.bind(str(data.with_suffix(".notify")))

    def launch(self) -> subprocess.Popen[bytes]:
        """Once it has said READY=1."""
        started = self._launch()
        self._told.settimeout(60)
        while self._told.recv(100) != b"READY=1":
            assert started.poll() is None, self.log.read_text()
        return started

    def _launch(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-c", AS_SYSTEMD, str(self.held.fileno()), VIVAVOCE, *self._arguments()],
                pass_fds=[self.held.fileno()], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.data.parent,
                env=self._environment() | {"NOTIFY_SOCKET": str(self.data.with_suffix(".notify"))},
            )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"VIVAVOCE_LINGER_SECONDS": str(LINGER_SECONDS)}

    def close(self) -> None:
        self.held.close()
        self._told.close()


class Shared(Held):
    """Nobody holds its port but the servers themselves, who share it."""

    def __init__(self, data: Path, database_url: str) -> None:
        super().__init__(data, database_url)
        self.held.close()

    def _arguments(self) -> list[str]:
        return [*super()._arguments(), "--reuse-port"]

    def _launch(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as out:
            return subprocess.Popen(
                [VIVAVOCE, *self._arguments()], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.data.parent,
                env=self._environment() | {"NOTIFY_SOCKET": str(self.data.with_suffix(".notify"))},
            )  # fmt: skip


def one_after_the_other(office: Held, old: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """`systemctl restart`, with a socket unit."""
    leave(old)
    return office.launch()


def side_by_side(office: Held, old: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    new = office.launch()
    leave(old)
    return new


def leave(old: subprocess.Popen[bytes]) -> None:
    old.send_signal(signal.SIGTERM)
    assert old.wait(60) in {0, -signal.SIGTERM}


@dataclass
class Worker:
    """Sends one request after another."""

    send: Callable[[int], httpx.Response]
    """The request number n, 0 first."""
    pause: float = 0.0
    """Seconds before each."""
    answered: list[int] = field(default_factory=list)
    """Numbers of those that succeeded."""
    failed: list[str] = field(default_factory=list)

    def work(self, over: Event) -> None:
        number = 0
        while not over.wait(self.pause):
            self._ask(number)
            number += 1

    def _ask(self, number: int) -> None:
        try:
            answer = self.send(number)
        except httpx.TransportError as error:
            self.failed.append(repr(error))
            return
        if answer.is_success:
            self.answered.append(number)
        else:
            self.failed.append(f"{answer.status_code} {answer.text}")


@dataclass(frozen=True)
class AtWork:
    keepers: tuple[Worker, ...]
    """Each keeps its connection."""
    newcomers: tuple[Worker, ...]
    """Each takes a new connection every time."""
    writer: Worker

    @property
    def all(self) -> tuple[Worker, ...]:
        return (*self.keepers, *self.newcomers, self.writer)

    def wait_for_more(self) -> None:
        """Everyone has had more answers, or has failed."""
        had = [(worker, len(worker.answered)) for worker in self.all]
        wait_until(lambda: all(len(one.answered) > count + 2 or one.failed for one, count in had), "they go on")

    @property
    def names(self) -> set[str]:
        """Of the cycles whose making was acknowledged."""
        return {f"Written {number}" for number in self.writer.answered}


@contextmanager
def at_work(office: BusyOffice) -> Iterator[AtWork]:
    over = Event()
    with ExitStack() as stack:
        one, two, three = (stack.enter_context(ada(office)) for _ in range(3))
        cookies = dict(one.cookies)
        me = "/api/auth/me"
        work = AtWork(
            (Worker(lambda _: one.get(me)), Worker(lambda _: two.get(me))),
            tuple(
                Worker(lambda _: httpx.get(office.url + me, cookies=cookies, timeout=30, verify=TLS)) for _ in range(2)
            ),
            Worker(lambda number: three.post("/api/admin/cycles", json={"name": f"Written {number}"})),
        )
        pool = stack.enter_context(ThreadPoolExecutor(len(work.all)))
        stack.callback(over.set)
        for worker in work.all:
            pool.submit(worker.work, over)
        work.wait_for_more()
        yield work
        work.wait_for_more()


@dataclass
class Page:
    """One that comes back as web/src/call/signalSocket.ts does, only more simply."""

    interview: str
    token: str
    peer: str = field(default_factory=new_peer)
    n: int = 0
    codes: list[int | None] = field(default_factory=list)
    away: list[float] = field(default_factory=list)
    """Seconds from each close to the next welcome."""
    inside: bool = False

    async def live(self, office: BusyOffice) -> None:
        left: float | None = None
        while True:
            self.n += 1
            with suppress(OSError):
                async with connect(
                    f"{office.url.replace('http', 'ws')}/ws/interview/{self.interview}?peer={self.peer}&n={self.n}",
                    additional_headers={"Cookie": f"vivavoce_session={self.token}"}, subprotocols=[SUBPROTOCOL],
                    proxy=None, open_timeout=30,
                ) as opened:  # fmt: skip
                    with suppress(ConnectionClosed):
                        assert (await hear(opened))["type"] == "welcome"
                        self.inside = True
                        if left is not None:
                            self.away.append(time.monotonic() - left)
                        async for _ in opened:
                            pass
                    self.inside, left = False, time.monotonic()
                    self.codes.append(opened.close_code)
            await asyncio.sleep(0.2 + secrets.randbelow(300) / 1000)  # as people's pages do: not in one instant


@contextmanager
def in_rooms(office: BusyOffice, pages: Sequence[Page]) -> Iterator[None]:
    async def live() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(page.live(office)) for page in pages]
            await asyncio.to_thread(over.wait)
            for task in tasks:
                task.cancel()

    over = Event()
    with ThreadPoolExecutor(1) as pool:
        living = pool.submit(asyncio.run, live())
        try:
            wait_until(lambda: living.done() or all(page.inside for page in pages), "all are inside")
            yield
            wait_until(lambda: living.done() or all(page.inside for page in pages), "all are inside again")
        finally:
            over.set()
        living.result(30)


def pages_in(database: Database, each: int) -> list[Page]:
    """`each` of everybody in every room, with sessions of their own. All rooms are open, whatever the hour is."""
    now = utc_now()
    found = []
    with database.writing() as session:
        of_interest = (Interview.deleted_at.is_(None), Interview.status == InterviewStatus.SCHEDULED)
        for room in session.scalars(select(Interview).where(*of_interest)):
            room.interview_time = now
            for person in (room.student_id, room.admin_id):
                token = add_session(session, person, now)
                found += [Page(room.id, token) for _ in range(each)]
    return found
