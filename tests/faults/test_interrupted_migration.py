"""`migrate` killed with -9 at fifty moments of its work: the old schema whole or the new one whole, and no row lost."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, text
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.postgres import PostgresServer
from vivavoce.database import WRITING, Database
from vivavoce.migrations.runner import config, current, head, migrate
from vivavoce.models import metadata

ROUNDS = 50
SEED = 20_261_125
FIRST = "0001"
PERSON = text(
    "INSERT INTO people (id, email, name, role, time_zone, is_demo, created_at) "
    "VALUES ('a', 'ada@example.edu', 'Ada', 'admin', 'UTC', false, '2026-01-01 00:00:00+00:00')"
)


def upgrade(url: str) -> None:
    """In a process of its own."""
    database = Database(url)
    migrate(database.engine)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Each begins with everything imported, so that what is killed is the migration."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.test_interrupted_migration"])
    return context


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.temporary_database() as made:
        yield made


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.engine.dispose()


def make_old(url: str) -> None:
    """The first release's schema with a row in it, whatever was there before."""
    with opened(url) as database, database.engine.execution_options(**WRITING).begin() as connection:
        there = MetaData()
        there.reflect(connection)
        there.drop_all(connection)
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, FIRST)
        connection.execute(PERSON)


def schema(url: str) -> list[str]:
    """As the database itself tells it."""
    found = MetaData()
    with opened(url) as database, database.engine.connect() as connection:
        found.reflect(connection)
        dialect = connection.dialect
        tables = [_told(str(CreateTable(table).compile(dialect=dialect))) for table in found.sorted_tables]
        indexes = [
            str(CreateIndex(index).compile(dialect=dialect)) for table in found.sorted_tables for index in table.indexes
        ]
        return sorted([*tables, *indexes])


def _told(table: str) -> str:
    """With its constraints by name: a table that SQLite is given anew lists them in any order."""
    lines = [line.strip().rstrip(",") for line in table.splitlines()]
    rest = [line for line in lines if not line.startswith("CONSTRAINT")]
    return "\n".join([*rest, *sorted(line for line in lines if line.startswith("CONSTRAINT"))])


def revision(url: str) -> str | None:
    with opened(url) as database, database.engine.connect() as connection:
        assert connection.execute(text("SELECT email FROM people")).scalars().all() == ["ada@example.edu"]
        return current(connection)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_migration_killed_at_any_moment_is_whole_or_has_not_been(url: str, processes: ForkServerContext) -> None:
    make_old(url)
    old = schema(url)
    began = time.monotonic()
    whole = processes.Process(target=upgrade, args=(url,))
    whole.start()
    whole.join()
    lasts, new = time.monotonic() - began, schema(url)
    assert (whole.exitcode, revision(url)) == (0, head())

    moments = random.Random(SEED)
    make_old(url)
    ends = []
    for _ in range(ROUNDS):
        killed = processes.Process(target=upgrade, args=(url,))
        killed.start()
        killed.join(moments.uniform(0, lasts * 1.1))
        killed.kill()
        killed.join()
        ends.append(revision(url))
        assert schema(url) == (old if ends[-1] == FIRST else new)
        if ends[-1] != FIRST:
            make_old(url)
    # Else they were all killed too early or too late to prove anything.
    assert set(ends) == {FIRST, head()}

    with opened(url) as database:
        migrate(database.engine)
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
    assert (schema(url), revision(url)) == (new, head())
