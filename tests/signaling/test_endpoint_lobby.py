"""The lobby over real sockets and both databases, through a restart of the server."""

import asyncio

import pytest
from sqlalchemy import update

from tests.conftest import FakeClock, People
from tests.signaling.conftest import Token
from tests.signaling.server import new_peer, running
from tests.signaling.talk import MEDIA, hear, hear_until_closed, inside, say, try_enter
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.settings import Settings


@pytest.fixture
def lobby(database: Database, interview: str) -> str:
    """The interview, with a lobby."""
    with database.writing() as session:
        session.execute(update(Interview).values(lobby=True))
    return interview


def test_sig_82_who_was_admitted_is_not_asked_again_by_the_next_server(
    settings: Settings, clock: FakeClock, lobby: str, token: Token, people: People
) -> None:
    ada_token, sam_token, peer = token("ada"), token("sam"), new_peer()

    async def they_meet() -> None:
        with running(settings, clock) as server:
            async with inside(server, lobby, sam_token, f"peer={peer}&n=1") as (sam, welcome):
                assert (welcome["waiting"], welcome["office_here"]) == (True, False)
                assert not welcome.keys() & {"peers", "ice_servers", "ice_expires_at", "ice_transport_policy"}
                async with inside(server, lobby, ada_token) as (ada, adas):
                    assert await hear(sam) == {"type": "office", "here": True}
                    assert [one["stage"] for one in adas["peers"]] == ["waiting"]
                    await say(ada, type="hold", person=people["sam"], message="A minute, please.")
                    assert await hear(sam) == {"type": "held", "message": "A minute, please."}
                    await say(ada, type="admit", person=people["sam"])
                    admitted = await hear(sam)
                    assert admitted.keys() == {
                        "type", "peers", "ice_servers", "ice_expires_at", "ice_transport_policy",
                    }  # fmt: skip
                    assert (admitted["type"], admitted["peers"][0]["peer"]) == ("admitted", adas["peer"])
                    assert (await hear(ada))["stage"] == "here"
                    await say(sam, type="join", media=MEDIA)
                    assert (await hear(sam))["type"] == "joined"

    async def and_meet_again() -> None:
        with running(settings, clock) as server:
            async with inside(server, lobby, sam_token, f"peer={peer}&n=2") as (_, welcome):
                assert "waiting" not in welcome
                assert welcome["peers"] == []

    asyncio.run(they_meet())
    asyncio.run(and_meet_again())


def test_sig_83_who_is_refused_may_knock_again(
    settings: Settings, clock: FakeClock, lobby: str, token: Token, people: People
) -> None:
    async def scenario() -> None:
        with running(settings, clock) as server:
            async with inside(server, lobby, token("ada")) as (ada, _):
                async with inside(server, lobby, token("sam")) as (sam, _):
                    await say(ada, type="refuse", person=people["sam"])
                    assert await hear_until_closed(sam) == ([{"type": "refused"}], 4403)
                async with inside(server, lobby, token("sam")) as (_, welcome):
                    assert welcome["waiting"]
            assert await try_enter(server, lobby, token("eve")) == 4403

    asyncio.run(scenario())
