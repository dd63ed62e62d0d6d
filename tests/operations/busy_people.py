"""Threads that write without a pause, and remember what was acknowledged."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event

from tests.browser.waiting import wait_until
from tests.conftest import NOW
from vivavoce.accounts.models import LoginSession, Person
from vivavoce.database import Database

WRITERS = 3


@dataclass
class BusyPeople:
    acknowledged: list[str] = field(default_factory=list)
    """Ids of people whose transaction was committed; each has a session, written in the same one."""
    writers: list[Future[None]] = field(default_factory=list)

    def wait_for(self, more: int) -> None:
        """Raises what a writer met: they end only so."""
        enough = len(self.acknowledged) + more
        wait_until(lambda: self._over() != [] or len(self.acknowledged) >= enough, f"{more} more writes", 60)
        for writer in self._over():
            writer.result()

    def _over(self) -> list[Future[None]]:
        return [writer for writer in self.writers if writer.done()]


def person(number: str) -> Person:
    return Person(
        id=number, email=f"{number}@example.edu", name=f"Zoë\n\t\\ {number} \U0001f600", role="student",
        time_zone="UTC", is_demo=False, created_at=NOW,
    )  # fmt: skip


def write(database: Database, number: str) -> None:
    with database.writing() as session:
        session.add(person(number))
        session.flush()
        session.add(LoginSession(id=number, person_id=number, created_at=NOW, last_seen_at=NOW, expires_at=NOW))


@contextmanager
def busy(database: Database) -> Iterator[BusyPeople]:
    """Raises what a writer met."""
    done, made = Event(), BusyPeople()

    def work(name: str) -> None:
        for number in count():
            if done.is_set():
                return
            write(database, f"{name}{number:06}")
            made.acknowledged.append(f"{name}{number:06}")

    with ThreadPoolExecutor(WRITERS) as pool:
        made.writers = [pool.submit(work, f"w{writer}-") for writer in range(WRITERS)]
        try:
            yield made
        finally:
            done.set()
    for writer in made.writers:
        writer.result()
