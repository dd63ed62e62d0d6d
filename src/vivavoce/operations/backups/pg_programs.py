"""pg_dump and pg_restore, which come with PostgreSQL: found on PATH, and told where the database is."""

import os
import re
import shutil
import subprocess

from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine

from vivavoce.operations.cannot_start import CannotStart
from vivavoce.patience import CONNECT_SECONDS

VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


class PgPrograms:
    def __init__(self, engine: Engine) -> None:
        _, named = engine.dialect.create_connect_args(engine.url)
        password = named.pop("password", None)
        named.pop("context", None)  # psycopg's own, no setting of a connection
        # The list of processes is for everybody to read; an environment only for its owner.
        self._environment = {**os.environ, **({"PGPASSWORD": str(password)} if password is not None else {})}
        self._database = make_conninfo("", **{"connect_timeout": CONNECT_SECONDS, **named})

    def refuse_old(self, program: str, server: int) -> None:
        """Raises CannotStart where it is not there, or older than the server of that major version."""
        answer = self._ended(program, "--version")
        version = VERSION.search(answer.stdout)
        if version is None or int(version[1]) < server:
            raise CannotStart(
                f"{program} on PATH is {answer.stdout.strip() or 'broken'}, older than the server, which is PostgreSQL "
                f"{server}. Install postgresql-client-{server} and put its folder first on PATH."
            )

    def run(self, program: str, *arguments: str) -> None:
        """Raises CannotStart with what it said where it fails."""
        ended = self._ended(program, "--no-password", f"--dbname={self._database}", *arguments)
        if ended.returncode:
            said = ended.stderr.strip()
            raise CannotStart(f"{program} ended with {ended.returncode}, and nothing was kept of it: {said}")

    def _ended(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (fixed, but for the operator's own settings)
            [_found(program), *arguments], env=self._environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise CannotStart(
            f"{program} is not on PATH. It comes with PostgreSQL: on Debian and Ubuntu, "
            "`apt-get install postgresql-client`, of the server's version or newer."
        )
    return found
