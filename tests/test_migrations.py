"""Migrations on both databases: equal to the models, all or nothing, harmless twice, never backwards."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from tests.postgres import PostgresServer
from vivavoce.database import Database
from vivavoce.migrations import runner
from vivavoce.migrations.runner import NewerDatabase, config, current, head, is_current, migrate
from vivavoce.models import metadata

BROKEN = '''
"""Makes a table, then {what}."""
import os, signal
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None

def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO half_done (id) VALUES (1)")
    op.add_column("people", sa.Column("half_done", sa.Integer))
    {what}
'''
RAISES = 'raise RuntimeError("half-way")'
DIES = "os.kill(os.getpid(), signal.SIGKILL)"
RUN = """
import sys
from pathlib import Path
from vivavoce.database import Database
from vivavoce.migrations.runner import config, migrate
migrate(Database(sys.argv[1]).engine, config(Path(sys.argv[2])))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield database
        database.engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.temporary_database() as url:
        database = Database(url)
        yield database
        database.engine.dispose()


def scripts(folder: Path, what: str) -> Path:
    """Our migrations and one more that does `what` half-way."""
    copied = folder / "migrations"
    shutil.copytree(Path(runner.__file__).parent, copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "versions" / "9999_broken.py").write_text(BROKEN.format(what=what, head=head()), "utf-8")
    return copied


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def columns(database: Database, table: str) -> set[str]:
    return {column["name"] for column in inspect(database.engine).get_columns(table)}


def revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return current(connection)


def run_script(database: Database, folder: Path) -> int:
    url = database.engine.url.render_as_string(hide_password=False)
    return subprocess.run([sys.executable, "-c", RUN, url, str(folder)], check=False).returncode


def test_they_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        assert is_current(database.engine)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_twice_is_harmless(empty: Database) -> None:
    migrate(empty.engine)
    before = tables(empty)
    migrate(empty.engine)
    assert (tables(empty), revision(empty)) == (before, head())


def test_side_by_side_is_harmless(empty: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrate(empty.engine), range(4)))
    assert revision(empty) == head()


def test_a_migration_may_take_longer_than_a_request(postgres: PostgresServer, tmp_path: Path) -> None:
    with postgres.temporary_database(template="template_vivavoce") as url:
        limited = create_engine(
            url.replace("postgresql://", "postgresql+psycopg://"), connect_args={"options": "-c statement_timeout=200"}
        )
        migrate(limited, config(scripts(tmp_path, 'op.execute("SELECT pg_sleep(0.5)")')))
        assert "half_done" in inspect(limited).get_table_names()
        limited.dispose()


def test_one_that_raises_half_way_leaves_nothing_behind(empty: Database, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(empty.engine, config(scripts(tmp_path, RAISES)))
    assert tables(empty) == set()


def test_an_upgrade_that_raises_half_way_leaves_the_old_schema(database: Database, tmp_path: Path) -> None:
    before = (tables(database), columns(database, "people"), revision(database))
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(database.engine, config(scripts(tmp_path, RAISES)))
    assert (tables(database), columns(database, "people"), revision(database)) == before
    assert is_current(database.engine)


def test_one_killed_half_way_can_run_again(database: Database, tmp_path: Path) -> None:
    before = (tables(database), columns(database, "people"))
    database.engine.dispose()
    assert run_script(database, scripts(tmp_path, DIES)) == -9
    assert (tables(database), columns(database, "people"), revision(database)) == (*before, head())
    migrate(database.engine)
    mended = tmp_path / "mended"
    mended.mkdir()
    assert run_script(database, scripts(mended, "pass")) == 0
    assert "half_done" in tables(database)


def test_a_newer_database_is_refused_and_left_alone(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for refused in (lambda: migrate(database.engine), lambda: is_current(database.engine)):
        with pytest.raises(NewerDatabase, match="9999"):
            refused()
    assert revision(database) == "9999"


def test_every_revision_is_one_line_from_the_first_to_the_head() -> None:
    files = sorted((Path(runner.__file__).parent / "versions").glob("[0-9]*.py"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert head() == files[-1].name[:4]


NO_REFERENCES = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "ALTER TABLE interview_events DROP CONSTRAINT fk_interview_events_interview_id_interviews",
}
"""Until the rollback: the test's events belong to no interview."""


def test_0004_numbers_events_by_their_time(empty: Database) -> None:
    settings = config()
    insert = (
        "INSERT INTO interview_events (id, interview_id, at, action, changes) "
        "VALUES (:id, :interview, :at, 'changed', '{}')"
    )
    rows = [
        ("b", "one", "2026-12-01"),
        ("a", "one", "2026-12-01"),
        ("c", "one", "2026-11-30"),
        ("d", "two", "2026-12-02"),
    ]
    with empty.engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0003")
        connection.execute(text(NO_REFERENCES[connection.dialect.name]))
        for identifier, interview, day in rows:
            at = f"{day} 09:00:00.000000"
            connection.execute(text(insert), {"id": identifier, "interview": interview, "at": at})
        command.upgrade(settings, "head")
        found = connection.execute(text("SELECT id, number FROM interview_events ORDER BY interview_id, number")).all()
        assert [tuple(row) for row in found] == [("c", 1), ("a", 2), ("b", 3), ("d", 1)]
        connection.rollback()
