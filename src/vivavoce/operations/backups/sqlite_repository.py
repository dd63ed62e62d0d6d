"""A whole SQLite database, copied out and put back. It is one file, so it is put back by a rename."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from vivavoce.migrations.runner import REVISIONS
from vivavoce.operations.backups.archive import sync_folder
from vivavoce.operations.backups.checksums import TableState, state_of
from vivavoce.operations.cannot_start import CannotStart

WAITS_SECONDS = 2


class SqliteRepository:
    def __init__(self, engine: Engine) -> None:
        self.file = Path(engine.url.database or "")
        if not engine.url.database or engine.url.database.startswith((":", "file:")):
            raise CannotStart(
                "VIVAVOCE_DATABASE_URL must name SQLite's file, such as sqlite:////srv/vivavoce/db.sqlite3"
            )

    def dump(self, into: Path) -> tuple[str | None, dict[str, TableState]]:
        """The revision and tables of the copy itself: what others write meanwhile is in neither.

        All pages in one go: readers keep no writer waiting in WAL mode, while a copy by pieces begins anew with each
        write of another process. Raises CannotStart where the database is damaged.
        """
        with _open(self.file) as there, _open(into) as copy:
            try:
                there.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            except sqlite3.DatabaseError as error:
                raise CannotStart(f"The database {self.file} cannot be copied: {error}.") from error
            _refuse_damaged(copy)
            return _revision(copy), _states(copy)

    def states(self) -> dict[str, TableState]:
        return states_of(self.file)

    def refuse_data(self) -> None:
        """Raises CannotStart where the database to restore into is not empty."""
        if self.file.exists():
            with _open(self.file) as there:
                self._refuse_rows(there)

    def restore(self, dump: Path) -> None:
        """`dump`, on the same disk, takes the place of the database's file.

        Raises CannotStart where that is in use or not empty, or the dump damaged.
        """
        with _open(dump) as new:
            _refuse_damaged(new)
        with _open(self.file) as there:
            self._refuse_rows(there)
            try:
                # Only the last connection may take the log away, which would else be taken for the new file's.
                there.execute("PRAGMA journal_mode=DELETE")
                there.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise CannotStart(
                    f"The database {self.file} is in use ({error}): stop Vivavoce, then restore again."
                ) from error
            self._refuse_rows(there)
            dump.replace(self.file)
        sync_folder(self.file.parent)

    def _refuse_rows(self, there: sqlite3.Connection) -> None:
        if any(_has_rows(there, table) for table in _tables(there) if table != REVISIONS):
            raise CannotStart(
                f"The database {self.file} holds data, and a restore replaces nothing. Stop Vivavoce, move the file "
                "(and those beside it that end in -wal and -shm) away, then restore again."
            )


def states_of(file: Path) -> dict[str, TableState]:
    """Raises CannotStart where the file is damaged, or a row refers to one that is not there."""
    with _open(file) as opened:
        _refuse_damaged(opened)
        return _states(opened)


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(file, timeout=WAITS_SECONDS, isolation_level=None)) as opened:
            yield opened
    except sqlite3.DatabaseError as error:
        raise CannotStart(f"The database {file} cannot be used: {error}.") from error


def _refuse_damaged(opened: sqlite3.Connection) -> None:
    found = [row[0] for row in opened.execute("PRAGMA integrity_check(1)")]
    lost = opened.execute("PRAGMA foreign_key_check").fetchone()
    if found != ["ok"]:
        raise CannotStart(f"The database is damaged: {found[0]}. Restore the last good backup.")
    if lost is not None:
        raise CannotStart(f"The database is damaged: a row of {lost[0]} refers to one of {lost[2]} that is not there.")


def _tables(opened: sqlite3.Connection) -> list[str]:
    found = opened.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return sorted(name for (name,) in found)


def _states(opened: sqlite3.Connection) -> dict[str, TableState]:
    return {table: state_of(_rows(opened, table)) for table in _tables(opened)}


def _rows(opened: sqlite3.Connection, table: str) -> Iterator[bytes]:
    return map(msgspec.msgpack.encode, _select(opened, table))


def _has_rows(opened: sqlite3.Connection, table: str) -> bool:
    with closing(_select(opened, table)) as found:
        return found.fetchone() is not None


def _select(opened: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    return opened.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 (a name from the schema)


def _revision(opened: sqlite3.Connection) -> str | None:
    if REVISIONS not in _tables(opened):
        return None
    row = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    return row and str(row[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
