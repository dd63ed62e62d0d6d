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

    def _admin(self, statement: str) -> None:
        with psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def create_database(self, name: str, template: str = "template0") -> None:
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    @contextmanager
    def temporary_database(self, template: str = "template0") -> Iterator[str]:
        name = f"test_{next(self._numbers)}"
        self.create_database(name, template)
        try:
            yield self.url(name)
        finally:
            self._admin(f'DROP DATABASE "{name}" WITH (FORCE)')
