"""`vivavoce backup` beside people who write, on both databases; and what it says where it cannot be made."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.conftest import NOW, FakeClock
from tests.operations.busy_people import WRITERS, busy, person, write
from tests.operations.test_cli import run
from tests.postgres import PostgresServer
from vivavoce import __version__
from vivavoce.accounts.models import LoginSession, Person
from vivavoce.database import Database
from vivavoce.migrations.runner import head
from vivavoce.operations.backups.archive import read_manifest
from vivavoce.operations.backups.kinds import whole
from vivavoce.operations.backups.run_backup import back_up
from vivavoce.operations.backups.run_restore import restore
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.health import database_state

REAL = shutil.which("pg_dump")
PG_DUMP = """#!/bin/sh
# Waits, when it was given a snapshot, until somebody opens the gate; then it is the real one.
case "$*" in *--snapshot*) echo reached > "{told}"; read -r _ < "{gate}";; esac
exec {real} "$@"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """First on PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def put(file: Path, script: str) -> None:
    file.write_text(script)
    file.chmod(0o755)


@pytest.fixture
def filled(postgres: PostgresServer) -> Iterator[Database]:
    """PostgreSQL, with one person in it."""
    with postgres.temporary_database(template="template_vivavoce") as url, opened(url) as database:
        write(database, "early")
        yield database


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


def ids(database: Database) -> tuple[set[str], set[str]]:
    with database.reading() as session:
        return set(session.scalars(select(Person.id))), set(session.scalars(select(LoginSession.person_id)))


def test_ops_1_what_was_acknowledged_before_is_there_and_nothing_half(
    database: Database, elsewhere: Database, shelf: Path, clock: FakeClock
) -> None:
    with busy(database) as people:
        people.wait_for(60)
        before = set(people.acknowledged)
        file, manifest = back_up(database, shelf, clock)
        people.wait_for(10)
    restore(elsewhere, file, read_manifest(file))
    persons, sessions = ids(elsewhere)
    assert before <= persons <= ids(database)[0]
    assert persons == sessions, "a person and their session are one transaction"
    assert whole(elsewhere.engine).states() == manifest.tables
    assert manifest.tables["people"].rows == len(persons)
    assert database_state(elsewhere) == "ok"
    write(elsewhere, "after")


def test_ops_1_people_write_while_postgresql_is_dumped_and_none_of_it_is_in_the_backup(
    filled: Database, postgres: PostgresServer, shelf: Path, programs: Path
) -> None:
    gate, told = programs / "gate", programs / "told"
    os.mkfifo(gate)
    os.mkfifo(told)
    put(programs / "pg_dump", PG_DUMP.format(gate=gate, told=told, real=REAL))
    with busy(filled) as people, ThreadPoolExecutor(1) as pool:
        backup = pool.submit(back_up, filled, shelf, lambda: NOW)
        told.read_text()  # there is something once pg_dump has begun, with the snapshot taken
        before = set(people.acknowledged)
        people.wait_for(30)
        later = set(people.acknowledged) - before
        gate.write_text("open\n")
        file, manifest = backup.result(60)
    with postgres.temporary_database() as empty, opened(empty) as elsewhere:
        restore(elsewhere, file, read_manifest(file))
        persons, sessions = ids(elsewhere)
        assert whole(elsewhere.engine).states() == manifest.tables
    assert (persons == sessions, "early" in persons, len(later) >= 30) == (True, True, True)
    assert len(persons & later) <= WRITERS, "but for what was committed and not yet noted down"


def test_ops_1_a_write_that_never_ends_does_not_hold_a_backup_up(
    database: Database, shelf: Path, clock: FakeClock
) -> None:
    with database.writing() as session:
        session.add(person("unfinished"))
        session.flush()
        _, manifest = back_up(database, shelf, clock)
    assert manifest.tables["people"].rows == 0


def test_ops_2_it_is_for_its_owner_only_and_replaces_nothing(database: Database, shelf: Path, clock: FakeClock) -> None:
    file, _ = back_up(database, shelf, clock)
    assert (file, file.stat().st_mode & 0o777) == (shelf / "vivavoce-2026-12-01T090000Z.backup", 0o600)
    made = file.read_bytes()
    for place in (shelf, file):
        with pytest.raises(CannotStart, match="replaces nothing"):
            back_up(database, place, clock)
    assert [one.name for one in shelf.iterdir()] == [file.name]
    assert file.read_bytes() == made
    named, _ = back_up(database, shelf / "monday", clock)
    assert (named.name, len(list(shelf.iterdir()))) == ("monday", 2)


def test_ops_3_it_says_what_is_in_it(database: Database, shelf: Path, clock: FakeClock) -> None:
    write(database, "sam")
    kind = database.engine.dialect.name
    file, manifest = back_up(database, shelf, clock)
    said = (manifest.format, manifest.version, manifest.revision, manifest.database, manifest.made_at)
    assert said == (1, __version__, head(), kind, "2026-12-01T09:00:00.000Z")
    assert {name for name, state in manifest.tables.items() if state.rows} == {"people", "sessions", "alembic_version"}
    with ZipFile(file) as packed:
        dump = "database.sqlite3" if kind == "sqlite" else "database.pgdump"
        assert packed.namelist() == [dump, "manifest.json"]
        assert json.loads(packed.read("manifest.json"))["sha256"] == manifest.sha256
    before = manifest.tables["people"].checksum
    with database.writing() as session:
        session.get_one(Person, "sam").name = "Samuel"
    clock.advance(seconds=1)
    assert back_up(database, shelf, clock)[1].tables["people"].checksum != before


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (None, "pg_dump is not on PATH"),
        ("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n", r"older than the server.*postgresql-client-\d+"),
        ("#!/bin/sh\ncase $* in --version) echo '(PostgreSQL) 99';; *) echo no room >&2; exit 3;; esac\n", "no room"),
    ],
    ids=["missing", "old", "failing"],
)
def test_ops_7_a_pg_dump_that_cannot_is_said(
    filled: Database, shelf: Path, programs: Path, monkeypatch: pytest.MonkeyPatch, *, script: str | None, words: str
) -> None:
    if script is None:
        monkeypatch.setenv("PATH", str(programs))
    else:
        put(programs / "pg_dump", script)
    with pytest.raises(CannotStart, match=words):
        back_up(filled, shelf, lambda: NOW)
    assert list(shelf.iterdir()) == []


def test_ops_7_no_password_is_on_a_command_line(filled: Database, shelf: Path, programs: Path) -> None:
    put(programs / "pg_dump", f'#!/bin/sh\necho "$@" "|$PGPASSWORD" >> {programs}/told\nexec {REAL} "$@"\n')
    secret = filled.engine.url.set(password="hidden words").render_as_string(hide_password=False)
    with opened(secret) as database:
        back_up(database, shelf, lambda: NOW)
    arguments, _, password = (programs / "told").read_text().splitlines()[-1].partition("|")
    assert (password, "hidden" in arguments, "--no-password" in arguments) == ("hidden words", False, True)


def test_ops_8_no_secret_and_no_setting_is_in_it(database_url: str, tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "secret_key").write_text("k" * 64)
    (tmp_path / ".env").write_text(
        "VIVAVOCE_SMTP_URL=smtp://office:mailpassword@localhost\nVIVAVOCE_TURN_SECRET=tttt\n"
    )
    ended = run(tmp_path, "backup", "shelf", DATABASE_URL=database_url, DATA_DIR=str(tmp_path), SECRET_KEY="s" * 64)
    assert (ended.returncode, ended.stderr) == (0, "")
    (file,) = shelf.iterdir()
    assert str(file.relative_to(tmp_path)) in ended.stdout
    with ZipFile(file) as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
    assert [word for word in ("k" * 64, "s" * 64, "mailpassword", "tttt") if word.encode() in content] == []


def test_a_database_without_tables_is_none(elsewhere: Database, shelf: Path, clock: FakeClock) -> None:
    with pytest.raises(CannotStart, match="nothing to back up"):
        back_up(elsewhere, shelf, clock)
    assert list(shelf.iterdir()) == []


def test_a_damaged_database_is_said_and_not_kept(sqlite_template: Path, tmp_path: Path, shelf: Path) -> None:
    file = Path(shutil.copyfile(sqlite_template, tmp_path / "damaged.sqlite3"))
    with closing(sqlite3.connect(file)) as asked:
        (page,) = asked.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_sessions_person_id'").fetchone()
        (size,) = asked.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as torn:
        torn.seek((page - 1) * size)
        torn.write(b"\xff" * size)
    with opened(f"sqlite:///{file}") as database, pytest.raises(CannotStart, match="damaged"):
        back_up(database, shelf, lambda: NOW)
    assert list(shelf.iterdir()) == []
