"""A worker killed with -9 at every step of sending: nothing is lost, and at most one mail arrives twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import FakeClock, People
from tests.notifications.mail_server import STEPS, MailServer, mail_server
from tests.notifications.outgoing import mails, make_mailer
from tests.notifications.sample import FACTS, OFFICE
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Database
from vivavoce.notifications.facts import Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.postman import SmtpPostman, smtp_server
from vivavoce.notifications.rules import LEASE, Kind, MailStatus

SECONDS = 30


def environment(database_url: str, url: str, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "VIVAVOCE_DATABASE_URL": database_url,
        "VIVAVOCE_DATA_DIR": str(folder),
        "VIVAVOCE_PUBLIC_URL": "https://interviews.example.edu",
        "VIVAVOCE_SECRET_KEY": "a-secret-for-tests-only-0123456789abcdef",
        "VIVAVOCE_SMTP_URL": url,
        "VIVAVOCE_MAIL_FROM": "interviews@example.edu",
    }


@contextmanager
def worker(settings: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(Path(sys.executable).with_name("vivavoce")), "mailer"]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, env=settings, cwd=folder, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS)


def write(database: Database, people: People, number: int) -> None:
    """So many mails to Sam, each of another interview."""
    with database.writing() as session:
        for _ in range(number):
            facts = FACTS.as_json() | {"interview_id": new_id()}
            told = Told(people["sam"], str(facts["interview_id"]), Kind.SCHEDULED, 0, facts)
            Outbox(session, utc_now, new_id, MemoryBus()).tell([told])


def work_later(database: Database, server: MailServer) -> None:
    """Another worker, once the lease of the first one and then the pause after it are over."""
    for later in (LEASE, LEASE * 2):
        clock = FakeClock(utc_now() + later)
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender)
        make_mailer(database, clock, postman).work()


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_tel_6_a_worker_killed_at_a_step(
    step: str, database: Database, database_url: str, people: People, tmp_path: Path
) -> None:
    write(database, people, 3)
    victims: list[subprocess.Popen[bytes]] = []
    killed: list[str] = []

    def behave(at: str) -> str | None:
        if at == step and victims and not killed:
            killed.append(step)
            victims[0].send_signal(signal.SIGKILL)
            victims[0].wait(SECONDS)
        return None

    with mail_server(behave) as server:
        settings = environment(database_url, server.url, tmp_path)
        with worker(settings, tmp_path) as first:
            victims.append(first)
            assert first.wait(SECONDS) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
        work_later(database, server)
        copies = sorted(server.copies().values())
    assert {mail.status for mail in mails(database)} == {MailStatus.SENT}
    assert copies == [1, 1, 1] or (copies == [1, 1, 2] and step in {"dot", "answered"})
