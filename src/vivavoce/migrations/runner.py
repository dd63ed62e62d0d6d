"""Brings a database to the newest schema: all or nothing, safe to run twice or side by side."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from vivavoce.database import READING, WRITING
from vivavoce.patience import wait_for_ever

REVISIONS = "alembic_version"
"""The table that says at which revision the schema is."""
LOCK_ID = 0x76697661  # "viva": only one migrates at a time on PostgreSQL


class NewerDatabase(RuntimeError):
    """The database was made by a newer Vivavoce."""


def config(script_location: Path | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(script_location or Path(__file__).parent).replace("%", "%%"))
    return made


def head(settings: Config | None = None) -> str:
    found = ScriptDirectory.from_config(settings or config()).get_current_head()
    if found is None:
        raise RuntimeError("no migrations found")
    return found


def current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(connection: Connection, settings: Config) -> None:
    _refuse_unknown(current(connection), _revisions(settings))


def _revisions(settings: Config) -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(settings).walk_revisions())


@cache
def _own() -> tuple[str, frozenset[str]]:
    """The newest revision, and all of them, of this code: read once, for `/readyz` asks often."""
    return head(), _revisions(config())


def knows(revision: str) -> bool:
    return revision in _own()[1]


def _refuse_unknown(found: str | None, known: frozenset[str]) -> None:
    if found is not None and found not in known:
        raise NewerDatabase(
            f"The database is at revision {found}, which this version of Vivavoce does not know: "
            "it was upgraded by a newer one. Install that version, or restore a backup made before the upgrade."
        )


def migrate(engine: Engine, settings: Config | None = None) -> None:
    settings = settings or config()
    with engine.execution_options(**WRITING).begin() as connection:
        if connection.dialect.name == "postgresql":
            # The limit is for requests: a migration may wait for another one, and may change a large table.
            wait_for_ever(connection)
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": LOCK_ID})
        refuse_newer(connection, settings)
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def is_current(engine: Engine) -> bool:
    newest, known = _own()
    with engine.execution_options(**READING).connect() as connection:
        found = current(connection)
    _refuse_unknown(found, known)
    return found == newest
