"""A PostgreSQL server of the tests' own: started on a free port, stopped by its folder."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

SCHEMA = """
SELECT (SELECT string_agg(version_num, ' ') FROM alembic_version),
       (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc),
       (SELECT md5(string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, attisdropped), ','
                              ORDER BY attrelid, attnum)) FROM pg_attribute WHERE attrelid >= 16384)
"""
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND oid >= 16384 AND relname <> 'alembic_version'"
WORTH_KEEPING = 1_000
"""Of more deleted rows a database keeps traces that later tests would have to read past."""


def find_postgres() -> Path | None:
    """The folder of initdb and pg_ctl: the newest that Debian installed, else the one on PATH."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    found = newest[-1] if newest else shutil.which("pg_ctl")
    return Path(found).parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PostgresServer:
    def __init__(self, folder: Path) -> None:
        binaries = find_postgres()
        if binaries is None:
            raise RuntimeError("PostgreSQL is not installed")
        self.binaries, self.folder, self.port = binaries, folder / "data", free_port()
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self.user = "postgres" if os.geteuid() == 0 else None
        self._numbers = count(1)
        self._emptied: dict[str, list[str]] = {}
        self.folder.mkdir()
        if self.user:
            shutil.chown(self.folder, self.user)
            self._open_the_way(folder)

    def _open_the_way(self, folder: Path) -> None:
        """pytest's temporary folders are for their owner only; the postgres user must pass through."""
        for parent in (folder, *folder.parents):
            if parent.owner() == pwd.getpwuid(os.getuid()).pw_name and parent.is_relative_to("/tmp"):  # noqa: S108 (where pytest puts its folders)
                parent.chmod(parent.stat().st_mode | 0o011)

    def _run(self, *command: str) -> None:
        program, *arguments = command
        subprocess.run(
            [str(self.binaries / program), *arguments],
            check=True, user=self.user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> Self:
        self._run(
            "initdb",
            "-A",
            "trust",
            "-U",
            "postgres",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
            "-D",
            str(self.folder),
        )
        self.start()
        return self

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-w", "-D", str(self.folder), "-o", options, "-l", str(self.folder / "log"), "start")

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "-D", str(self.folder), "stop")

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname=name, autocommit=True)

    def _admin(self, statement: str) -> None:
        with self._connect("postgres") as connection:
            connection.execute(statement.encode())

    def create_database(self, name: str, template: str = "template0") -> None:
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def _drop_database(self, name: str) -> None:
        self._admin(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _new_name(self) -> str:
        return f"test_{next(self._numbers)}"

    @contextmanager
    def temporary_database(self, template: str = "template0") -> Iterator[str]:
        name = self._new_name()
        self.create_database(name, template)
        try:
            yield self.url(name)
        finally:
            self._drop_database(name)

    @contextmanager
    def migrated_database(self, template: str) -> Iterator[str]:
        """Like a temporary one of a migrated template, but an emptied one where there is one: PostgreSQL takes 170 ms
        of CPU time to copy and drop a database, and one to delete what a test wrote."""
        spare = self._emptied.setdefault(template, [])
        if not spare:
            spare.append(self._new_name())
            self.create_database(spare[-1], template)
        name = spare.pop()
        try:
            yield self.url(name)
        finally:
            renamed = self._take_away(name)
            if self._empty(renamed) and self._schema(renamed) == self._schema(template):
                spare.append(renamed)
            else:
                self._drop_database(renamed)

    def _take_away(self, name: str) -> str:
        """The name it has from now on: whatever a test left running does not find it again."""
        renamed = self._new_name()
        with self._connect("postgres") as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            connection.execute(f'ALTER DATABASE "{name}" RENAME TO "{renamed}"'.encode())
            connection.execute(f'ALTER DATABASE "{renamed}" ALLOW_CONNECTIONS true'.encode())
        return renamed

    def _empty(self, name: str) -> bool:
        """Whether it is as good as new."""
        with self._connect(name) as connection:
            connection.execute("SET session_replication_role = replica")  # foreign keys are not looked at
            tables = [str(row[0]) for row in connection.execute(TABLES)]
            deleted = sum(connection.execute(f'DELETE FROM "{table}"'.encode()).rowcount for table in tables)  # noqa: S608 (names of our own tables)
        return deleted <= WORTH_KEEPING

    def _schema(self, name: str) -> object:
        with self._connect(name) as connection:
            return connection.execute(SCHEMA.encode()).fetchone()
