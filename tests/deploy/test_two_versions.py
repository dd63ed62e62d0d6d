"""Two versions serve at once in a rolling upgrade: a migration leaves the version before it at work."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event

from tests.deploy.compatibility import breaks_the_version_before
from tests.postgres import PostgresServer
from vivavoce.database import WRITING, Database
from vivavoce.migrations.runner import config

BEFORE_THE_RULE = "0020"
"""The newest revision when the rule was made."""
CONTRACTS = "contracts"
"""`contracts = "0021"` in a migration: the second step of a pair, whose first is 0021, in a release before."""


@pytest.fixture
def engine(postgres: PostgresServer) -> Iterator[Engine]:
    with postgres.temporary_database() as url:
        database = Database(url)
        yield database.engine
        database.engine.dispose()


def sent_by_each(engine: Engine) -> dict[str, list[str]]:
    """Every migration's statements, as they went to PostgreSQL."""
    found: dict[str, list[str]] = {}
    for revision in _revisions():
        sent = found[revision] = []

        def note(*told: Any, sent: list[str] = sent) -> None:
            sent.append(told[2])

        event.listen(engine, "before_cursor_execute", note)
        settings = config()
        with engine.execution_options(**WRITING).begin() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, revision)
        event.remove(engine, "before_cursor_execute", note)
    return found


def _revisions() -> list[str]:
    scripts = ScriptDirectory.from_config(config())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def _module(revision: str) -> ModuleType:
    return ScriptDirectory.from_config(config()).get_revision(revision).module


def test_dep_10_a_new_migration_leaves_the_version_before_at_work(engine: Engine) -> None:
    sent, order = sent_by_each(engine), _revisions()
    held = order[order.index(BEFORE_THE_RULE) + 1 :]
    breaking = {
        revision: breaks
        for revision in held
        if (breaks := breaks_the_version_before(sent[revision])) and not hasattr(_module(revision), CONTRACTS)
    }
    assert breaking == {}, "see docs/deploy.md, DEP-10"
    for revision in held:
        first = getattr(_module(revision), CONTRACTS, None)
        assert first is None or first in order[: order.index(revision)], f"{revision} follows no first step"


def test_dep_10_the_check_sees_what_real_migrations_send(engine: Engine) -> None:
    """Those from before the rule did break the version before them."""
    broke = {
        revision: breaks
        for revision, sent in sent_by_each(engine).items()
        if (breaks := breaks_the_version_before(sent))
    }
    assert set(broke) == {"0004", "0018"}
    assert set(broke["0018"]) == {"draft_placements: forbids what was allowed"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("ALTER TABLE people DROP COLUMN name", ["people: drops a column"]),
        ("DROP TABLE people", ["people: drops a table"]),
        ("ALTER TABLE people RENAME TO persons", ["people: renames"]),
        ("ALTER TABLE people RENAME name TO title", ["people: renames"]),
        ("ALTER TABLE people ALTER COLUMN name TYPE TEXT", ["people: changes a type"]),
        ("ALTER TABLE people ALTER COLUMN name SET NOT NULL", ["people: forbids NULL"]),
        ("ALTER TABLE people ADD COLUMN age INTEGER NOT NULL", ["people: adds a column that must be given"]),
        ("ALTER TABLE people ADD CONSTRAINT c CHECK (age > 0)", ["people: forbids what was allowed"]),
        ("CREATE UNIQUE INDEX u ON people (name)", ["people: forbids what was allowed"]),
        ("\nALTER TABLE people\n  DROP COLUMN name", ["people: drops a column"]),
        ("ALTER TABLE people ADD COLUMN age INTEGER", []),
        ("ALTER TABLE people ADD COLUMN age INTEGER DEFAULT '0' NOT NULL", []),
        ("ALTER TABLE people ALTER COLUMN name DROP NOT NULL", []),
        ("ALTER TABLE people DROP CONSTRAINT c", []),
        ("CREATE INDEX i ON people (name)", []),
    ],
)
def test_dep_10_what_would_break_it(statement: str, found: list[str]) -> None:
    assert breaks_the_version_before([statement]) == found


def test_dep_10_a_table_of_its_own_a_migration_may_change() -> None:
    made = ["CREATE TABLE notes (id TEXT)", "CREATE UNIQUE INDEX u ON notes (id)", "ALTER TABLE notes DROP COLUMN id"]
    assert breaks_the_version_before(made) == []
