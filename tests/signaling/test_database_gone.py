"""PostgreSQL killed, or stopped so that it answers nothing: those inside go on, the others are told, all heals."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.waiting import wait_until
from tests.postgres import PostgresServer, find_postgres
from tests.signaling.conftest import Token
from tests.signaling.server import RunningServer
from tests.signaling.talk import hear, inside, say, try_enter
from vivavoce.accounts.sessions import COOKIE
from vivavoce.database import Database
from vivavoce.migrations.runner import migrate

ANSWERED_WITHIN = 25
"""Seconds. Each question to a database that hangs has its own limit; a request asks one at a time."""


class Postgres(PostgresServer):
    """One that may be hurt."""

    def kill(self) -> None:
        for process in self._processes():
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in self._processes()), "PostgreSQL gone", 20)

    def freeze(self) -> None:
        for process in self._processes():
            os.kill(process, signal.SIGSTOP)

    def thaw(self) -> None:
        for process in self._processes():
            os.kill(process, signal.SIGCONT)

    def _processes(self) -> list[int]:
        """The postmaster first, so that it starts no more of them."""
        postmaster = int((self.folder / "postmaster.pid").read_text().split()[0])
        if not Path(f"/proc/{postmaster}").exists():
            return []
        return [postmaster, *map(int, Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split())]


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Postgres]:
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="vivavoce-") as folder, Postgres(Path(folder)) as server:
        yield server


@pytest.fixture
def database_url(own_postgres: Postgres) -> Iterator[str]:
    with own_postgres.temporary_database() as url:
        database = Database(url)
        migrate(database.engine)
        database.engine.dispose()
        yield url


Fault = Callable[[Postgres], None]


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "fault", [(Postgres.kill, Postgres.start), (Postgres.freeze, Postgres.thaw)], ids=["killed", "hung"]
)
def test_a_call_goes_on_and_everything_comes_back_by_itself(
    server: RunningServer, own_postgres: Postgres, interview: str, token: Token, fault: tuple[Fault, Fault]
) -> None:
    hurt, heal = fault
    ada, sam, ivy = token("ada"), token("sam"), token("ivy")

    async def scenario() -> None:
        async with (
            inside(server, interview, ada) as (office, _),
            inside(server, interview, sam) as (student, told),
            httpx.AsyncClient(base_url=server.origin, cookies={COOKIE: ada}, timeout=60) as http,
        ):
            assert (await hear(office))["stage"] == "here"
            hurt(own_postgres)
            try:
                assert await asked(http, "/healthz") == 200
                refusals = await asyncio.gather(*(asked(http, "/api/auth/me") for _ in range(4)))
                assert refusals == [503] * 4
                assert await asked(http, "/readyz") == 503
                assert await asked(http, "/healthz") == 200
                assert await try_enter(server, interview, ivy) == 1011
                await say(student, type="signal", to=peer_of(told), data={"still": "here"})
                assert (await hear(office))["data"] == {"still": "here"}
            finally:
                heal(own_postgres)
            await asyncio.to_thread(wait_until, lambda: is_back(server, ada), "the API back", 60)
            async with inside(server, interview, ivy):
                assert (await hear(student))["person"]["name"].startswith("Ivy")

    def peer_of(told: dict[str, Any]) -> str:
        return str(told["peers"][0]["peer"])

    asyncio.run(scenario())


async def asked(http: httpx.AsyncClient, path: str) -> int:
    """The status, which must come in time and, where it is a refusal, say when to ask again."""
    began = time.monotonic()
    answer = await http.get(path)
    assert time.monotonic() - began < ANSWERED_WITHIN
    if answer.status_code == 503 and path.startswith("/api"):
        assert answer.headers["retry-after"] == "2"
        assert answer.json()["code"] == "unavailable"
    return answer.status_code


def is_back(server: RunningServer, token: str) -> bool:
    with httpx.Client(base_url=server.origin, cookies={COOKIE: token}, timeout=60) as http:
        return http.get("/api/auth/me").status_code == 200 and http.get("/readyz").status_code == 200
