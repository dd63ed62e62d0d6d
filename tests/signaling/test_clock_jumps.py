"""The server's clock is set, back or forward: who is inside stays, who presses again gets the call, sessions hold."""

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest

from tests.conftest import FakeClock
from tests.signaling.conftest import Token
from tests.signaling.server import RunningServer, new_peer
from tests.signaling.talk import MEDIA, close_code, hear_of, inside, say
from vivavoce.accounts.sessions import COOKIE


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "vivavoce.sqlite3")
    return f"sqlite:///{tmp_path / 'vivavoce.sqlite3'}"


@pytest.mark.parametrize("hours", [-1, 1, 6], ids=["an-hour-back", "summer-time", "six-hours"])
def test_a_jump_inside_the_window_costs_nobody_the_call(
    server: RunningServer, interview: str, token: Token, clock: FakeClock, hours: int
) -> None:
    cookies = {"ada": token("ada"), "sam": token("sam")}
    tab, another = new_peer(), new_peer()

    async def scenario() -> None:
        async with (
            inside(server, interview, cookies["ada"]) as (ada, _),
            inside(server, interview, cookies["sam"], f"peer={tab}&n=1") as (sam, told),
        ):
            await say(ada, type="join", media=MEDIA)
            await say(sam, type="join", media=MEDIA)
            seat = (await hear_of(sam, type="joined"))["seat"]
            clock.advance(hours=hours)
            await say(sam, type="signal", to=told["peers"][0]["peer"], data={"after": "the jump"})
            assert (await hear_of(ada, type="signal"))["data"] == {"after": "the jump"}
            async with inside(server, interview, cookies["sam"], f"peer={another}&n=1") as (phone, _):
                await say(phone, type="join", media=MEDIA)
                assert (await hear_of(phone, type="joined"))["seat"] > seat
                assert await close_code(sam) == 4409
                await hear_of(ada, type="peer", peer=another, stage="joined")
        async with httpx.AsyncClient(base_url=server.origin, cookies={COOKIE: cookies["sam"]}) as http:
            assert (await http.get("/api/auth/me")).status_code == 200

    asyncio.run(scenario())
