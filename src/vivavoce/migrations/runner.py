"""Brings a database to the newest schema: all or nothing, safe to run twice or side by side."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from vivavoce.database import WRITING

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
    found = current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(
            f"The database is at revision {found}, which this version of Vivavoce does not know: "
            "it was upgraded by a newer one. Install that version, or restore a backup made before the upgrade."
        )


def migrate(engine: Engine, settings: Config | None = None) -> None:
    settings = settings or config()
    with engine.execution_options(**WRITING).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": LOCK_ID})
        refuse_newer(connection, settings)
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        refuse_newer(connection, config())
        return current(connection) == head()
