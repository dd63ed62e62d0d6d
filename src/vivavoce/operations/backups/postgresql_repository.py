"""A whole PostgreSQL database, through pg_dump and pg_restore, with its tables counted in the snapshot of the dump."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from vivavoce.migrations.runner import LOCK_ID, REVISIONS, current
from vivavoce.operations.backups.checksums import TableState, state_of
from vivavoce.operations.backups.pg_programs import PgPrograms
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.patience import wait_for_ever

FOR_LONG = ("statement_timeout = 0", "idle_in_transaction_session_timeout = 0", "lock_timeout = '60s'")
# Rows are written as these have it; a database may have others of its own.
AS_WRITTEN = ("DateStyle = 'ISO, MDY'", "IntervalStyle = 'postgres'", "TimeZone = 'UTC'", "bytea_output = 'hex'",
              "extra_float_digits = 1")  # fmt: skip


class PostgresqlRepository:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._programs = PgPrograms(engine)

    def dump(self, into: Path) -> tuple[str | None, dict[str, TableState]]:
        """The revision and tables as the dump has them: pg_dump is lent our snapshot. Nobody's write waits for it.

        Raises CannotStart where pg_dump is missing, too old, or fails.
        """
        with self._no_migration(), self._patient(isolation_level="REPEATABLE READ") as connection:
            self._programs.refuse_old("pg_dump", _server_major(connection))
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            self._programs.run(
                "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={into}", "--lock-wait-timeout=60000"
            )
            return current(connection), _states(connection)

    def states(self) -> dict[str, TableState]:
        with self._patient(isolation_level="REPEATABLE READ") as connection:
            return _states(connection)

    def refuse_data(self) -> None:
        """Raises CannotStart where the database to restore into is not empty."""
        with self._patient() as connection:
            _refuse_rows(connection)

    def restore(self, dump: Path) -> None:
        """All in one transaction. Raises CannotStart where the database is not empty, or pg_restore fails."""
        with self._patient() as connection:
            self._programs.refuse_old("pg_restore", _server_major(connection))
            _drop_empty_tables(connection)
        self._programs.run(
            "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments",
            "--no-publications", "--no-subscriptions", "--no-security-labels", "--no-tablespaces", str(dump),
        )  # fmt: skip

    @contextmanager
    def _no_migration(self) -> Iterator[None]:
        """A snapshot sees old rows, and every table as it is shaped now."""
        with self._patient() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock_shared(:id)"), {"id": LOCK_ID})
            yield

    @contextmanager
    def _patient(self, **options: Any) -> Iterator[Connection]:
        """A transaction without the limits of requests. Raises CannotStart for what the database refuses."""
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                wait_for_ever(connection)
                for setting in (*FOR_LONG, *AS_WRITTEN):
                    connection.execute(text(f"SET LOCAL {setting}"))
                yield connection
        except (psycopg.Error, DBAPIError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise CannotStart(f"The database cannot be used: {reason}.") from error


def _server_major(connection: Connection) -> int:
    return _driver(connection).info.server_version // 10_000


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    found = connection.connection.driver_connection
    if not isinstance(found, psycopg.Connection):
        raise TypeError("PostgreSQL is spoken to through psycopg")
    return found


def _tables(connection: Connection) -> list[str]:
    """Of our schema, in an order that every database has."""
    found = connection.scalars(
        text(
            "SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
            "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')"
        )
    )
    return sorted(map(str, found))


def _states(connection: Connection) -> dict[str, TableState]:
    return {table: state_of(_rows(connection, table)) for table in _tables(connection)}


def _rows(connection: Connection, table: str) -> Iterator[bytes]:
    """As COPY writes them: one message each."""
    with (
        _driver(connection).cursor() as cursor,
        cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy,
    ):
        yield from map(bytes, copy)


def _refuse_rows(connection: Connection) -> None:
    for table in _tables(connection):
        asked = sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table))
        if table != REVISIONS and _driver(connection).execute(asked).fetchone() == (True,):
            raise CannotStart(
                "The database holds data, and a restore replaces nothing. Make an empty one (`createdb`), name it in "
                "VIVAVOCE_DATABASE_URL, then restore again."
            )


def _drop_empty_tables(connection: Connection) -> None:
    """What `vivavoce migrate` made, as long as nobody has written to it. Nobody can, while we look."""
    found = _tables(connection)
    if found:
        tables = sql.SQL(", ").join(map(sql.Identifier, found))
        _driver(connection).execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables))
        _refuse_rows(connection)
        _driver(connection).execute(sql.SQL("DROP TABLE {} CASCADE").format(tables))
