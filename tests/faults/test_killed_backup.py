"""`backup` and `restore` killed with -9 at many moments: a whole file or none, a whole database or an empty one."""

import os
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import insert, text

from tests.browser.waiting import wait_until
from tests.conftest import NOW
from vivavoce.accounts.models import FailedLogin
from vivavoce.database import Database
from vivavoce.operations.backups.archive import read_manifest
from vivavoce.operations.backups.checksums import TableState
from vivavoce.operations.backups.kinds import whole
from vivavoce.operations.backups.run_backup import back_up
from vivavoce.operations.backups.run_restore import check_copy, restore

ROUNDS = 25
ROWS = 20_000
SEED = 20_261_128


def make_backup(url: str, file: Path) -> None:
    """In a process group of its own, so that pg_dump goes with it."""
    os.setpgrp()
    back_up(Database(url), file, lambda: NOW)


def put_back(url: str, file: Path) -> None:
    os.setpgrp()
    restore(Database(url), file, read_manifest(file))


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Each begins with everything imported, so that what is killed is the backup."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.test_killed_backup"])
    first = context.Process(target=os.getpid)  # waits for the imports, so that no later one does
    first.start()
    first.join()
    return context


@pytest.fixture
def filled(database: Database) -> Database:
    """Large enough that there are moments to be killed at."""
    with database.writing() as session:
        values = [{"id": f"f{number}", "bucket": f"{number:0100}", "at": NOW} for number in range(ROWS)]
        session.execute(insert(FailedLogin), values)
    return database


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def seconds(processes: ForkServerContext, target: Callable[[str, Path], None], url: str, file: Path) -> float:
    """That it takes when nobody kills it."""
    began = time.monotonic()
    worker = processes.Process(target=target, args=(url, file))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    return time.monotonic() - began


def moments_to_kill(random: Random, lasts: float) -> list[float | None]:
    """At once, at any moment while it lasts, and never; how long it lasts the next time nobody knows."""
    return [0.0, *(random.uniform(0, lasts * 1.2) for _ in range(ROUNDS)), None]


def killed(
    processes: ForkServerContext, target: Callable[[str, Path], None], url: str, file: Path, after: float | None
) -> None:
    worker = processes.Process(target=target, args=(url, file))
    worker.start()
    worker.join(after)
    if worker.is_alive() and worker.pid:
        try:
            os.killpg(worker.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has not come as far as its own group
            worker.kill()
    worker.join()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ops_2_a_backup_killed_at_any_moment_is_whole_or_not_there(
    filled: Database, tmp_path: Path, processes: ForkServerContext
) -> None:
    url, moments = url_of(filled), Random(SEED)
    lasts = seconds(processes, make_backup, url, tmp_path / "first.backup")
    tables = read_manifest(tmp_path / "first.backup").tables
    ends = []
    for number, moment in enumerate(moments_to_kill(moments, lasts)):
        file = tmp_path / f"{number}.backup"
        killed(processes, make_backup, url, file, moment)
        ends.append(file.exists())
        if file.exists():
            assert read_manifest(file).tables == tables
            if filled.engine.dialect.name == "sqlite":
                assert all(one.same for one in check_copy(file, read_manifest(file)))
    assert (ends[0], ends[-1]) == (False, True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ops_5_a_restore_killed_at_any_moment_is_whole_or_has_not_been(
    filled: Database, elsewhere: Database, tmp_path: Path, processes: ForkServerContext
) -> None:
    file, _ = back_up(filled, tmp_path / "whole.backup", lambda: NOW)
    url, moments, tables = url_of(elsewhere), Random(SEED), read_manifest(file).tables
    lasts = seconds(processes, put_back, url, file)
    assert states(elsewhere) == tables
    ends = []
    for moment in moments_to_kill(moments, lasts):
        make_empty(elsewhere)
        killed(processes, put_back, url, file, moment)
        found = states(elsewhere)
        ends.append(found == tables)
        assert found in ({}, tables)
    assert (ends[0], ends[-1]) == (False, True)
    make_empty(elsewhere)
    restore(elsewhere, file, read_manifest(file))
    assert states(elsewhere) == tables


def states(database: Database) -> dict[str, TableState]:
    """Once nobody works on it any more."""
    if database.engine.dialect.name == "postgresql":
        wait_until(lambda: _sessions(database) == 0, "the end of whatever pg_restore had begun")
    found = whole(database.engine).states()
    database.engine.dispose()
    return found


def _sessions(database: Database) -> int:
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with database.engine.connect() as connection:
        return int(connection.scalar(text(others)) or 0)


def make_empty(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{database.engine.url.database}{ending}").unlink(missing_ok=True)
        return
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.engine.dispose()
