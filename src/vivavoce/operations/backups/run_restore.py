"""`vivavoce restore`: a backup into an empty database, and whether all of it is there again."""

from pathlib import Path

from vivavoce.database import Database
from vivavoce.migrations.runner import head, knows
from vivavoce.operations.backups import archive
from vivavoce.operations.backups.archive import DUMPS, Manifest
from vivavoce.operations.backups.checksums import Compared, TableState, compare
from vivavoce.operations.backups.kinds import whole
from vivavoce.operations.backups.sqlite_repository import states_of
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.open_database import open_database
from vivavoce.operations.saying import say
from vivavoce.settings import Settings


def run_restore(settings: Settings, file: Path, *, verify: bool, verify_only: bool) -> None:
    """Says what it did. Raises CannotStart for all that keeps it from it, and where a table differs afterwards."""
    manifest = archive.read_manifest(file)
    if verify_only:
        say_compared(manifest, check_copy(file, manifest))
        return
    with open_database(settings) as database:
        restore(database, file, manifest)
        say(f"Restored from {file}, as of {manifest.made_at}.")
        if verify:
            say_compared(manifest, compare(manifest.tables, whole(database.engine).states()))
    if manifest.revision != head():
        say("Its schema is older than this Vivavoce: run `vivavoce migrate` before you serve it.")


def restore(database: Database, file: Path, manifest: Manifest) -> None:
    """Whole or not at all."""
    refuse_misfit(manifest, database.engine.dialect.name)
    target = whole(database.engine)
    target.refuse_data()
    # SQLite's pieces go onto the disk of the database itself, for a rename.
    with archive.work_folder((database.folder or file.parent).absolute(), "restore") as folder:
        archive.unpack(file, manifest, folder / DUMPS[manifest.database])
        target.restore(folder / DUMPS[manifest.database])


def refuse_misfit(manifest: Manifest, kind: str) -> None:
    if manifest.database != kind:
        raise CannotStart(
            f"The backup is of {_NAMES[manifest.database]}, and VIVAVOCE_DATABASE_URL names {_NAMES[kind]}: "
            "a backup goes back into the kind of database that it came from."
        )
    if not knows(manifest.revision):
        raise CannotStart(
            f"The backup is at revision {manifest.revision}, which this version of Vivavoce does not know: it was made "
            f"by a newer one ({manifest.version}). Restore it with that one."
        )


_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def check_copy(file: Path, manifest: Manifest) -> list[Compared]:
    """Restores into a temporary place, which is taken away again."""
    if manifest.database != "sqlite":
        raise CannotStart(
            "A backup of PostgreSQL is checked in a database: make an empty one (`createdb`), and "
            "`VIVAVOCE_DATABASE_URL=postgresql://…/that_one vivavoce restore FILE --verify`."
        )
    with archive.work_folder(file.absolute().parent, "verify") as folder:
        archive.unpack(file, manifest, folder / DUMPS["sqlite"])
        return compare(manifest.tables, states_of(folder / DUMPS["sqlite"]))


def say_compared(manifest: Manifest, tables: list[Compared]) -> None:
    """Raises CannotStart where any differs."""
    say(table_of(tables))
    differ = [one.table for one in tables if not one.same]
    if differ:
        raise CannotStart(f"Not what was backed up at {manifest.made_at}: {', '.join(differ)}.")
    rows = sum(state.rows for state in manifest.tables.values())
    say(f"All as it was backed up at {manifest.made_at}: {len(tables)} tables, {rows:,} rows.")


def table_of(tables: list[Compared]) -> str:
    """A line for each, under a head."""
    width = max(len(one.table) for one in tables)
    head_line = f"{'table':<{width}}  {'backed up':>10}  {'found':>10}  content"
    lines = [
        f"{one.table:<{width}}  {_rows(one.expected):>10}  {_rows(one.found):>10}  {'same' if one.same else 'DIFFERS'}"
        for one in tables
    ]
    return "\n".join([head_line, *lines])


def _rows(state: TableState | None) -> str:
    return "no table" if state is None else f"{state.rows:,}"
