"""Three servers, one database, one Redis: real sockets."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.browser.waiting import wait_until
from tests.conftest import FakeClock
from tests.redis import RedisServer
from tests.signaling.conftest import Token
from tests.signaling.server import RunningServer, running
from tests.signaling.talk import MEDIA, close_code, hear_of, inside, say
from vivavoce.bus import InterviewChanged
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.nodes.membership import Nodes
from vivavoce.nodes.redis_wire import RedisWire
from vivavoce.settings import Settings

Cluster = list[RunningServer]
TO_ANSWER = 30
"""Seconds, where the machine is busy with other tests."""


@pytest.fixture
def cluster(settings: Settings, clock: FakeClock, redis: RedisServer) -> Iterator[Cluster]:
    shared = Settings.model_validate(settings.model_dump() | {"bus_url": redis.url})
    with ExitStack() as stack:
        servers = [stack.enter_context(running(shared, clock)) for _ in range(3)]
        know(2, *servers)
        yield servers


def know(count: int, *servers: RunningServer) -> None:
    """Returns once each knows so many others."""
    wait_until(lambda: all(len(one.app.state.nodes.others()) == count for one in servers), f"{count} others", 20)


def who_waits(server: RunningServer, token: str) -> list[tuple[str, str]]:
    cookies = {"vivavoce_session": token}
    answer = httpx.get(f"{server.origin}/api/admin/waiting", cookies=cookies, timeout=TO_ANSWER)
    return [(item["person"]["name"], item["stage"]) for item in answer.json()["items"]]


def test_sig_103_people_on_different_nodes_are_in_one_room(cluster: Cluster, interview: str, token: Token) -> None:
    first, second, third = cluster

    async def scenario() -> None:
        async with inside(first, interview, token("ada"), "peer=ada-peer-0123456789&n=1") as (ada, _):
            async with inside(second, interview, token("sam"), "peer=sam-peer-0123456789&n=1") as (sam, _):
                await hear_of(ada, type="peer", peer="sam-peer-0123456789", stage="here")
                await hear_of(sam, type="peer", peer="ada-peer-0123456789", stage="here")
                await say(sam, type="join", media=MEDIA)
                await hear_of(ada, type="peer", stage="joined")
                for number in range(200):
                    await say(ada, type="signal", to="sam-peer-0123456789", data=number)
                heard = [(await hear_of(sam, type="signal"))["data"] for _ in range(200)]
                assert heard == list(range(200))
                waiting = await asyncio.to_thread(who_waits, third, token("ada"))
                assert sorted(waiting) == [("Ada", "here"), ("Sam", "joined")]
            await hear_of(ada, type="peer", peer="sam-peer-0123456789", stage="away")

    asyncio.run(scenario())


def test_sig_103_the_newer_socket_of_a_page_counts_on_whichever_node(
    cluster: Cluster, interview: str, token: Token
) -> None:
    first, second, _ = cluster
    page = "peer=sam-peer-0123456789&n="

    async def scenario() -> None:
        async with (
            inside(first, interview, token("ada")) as (ada, _),
            inside(first, interview, token("sam"), page + "1") as (sam, _),
        ):
            await hear_of(ada, type="peer", stage="here")
            async with inside(second, interview, token("sam"), page + "2") as (_, welcome):
                assert welcome["peers"] == [], "it has just begun to ask"
                assert await close_code(sam) == 4408
                await hear_of(ada, type="peer", stage="here")
                async with first.connect(interview, token("sam"), page + "2") as stale:
                    assert await close_code(stale) == 4408

    asyncio.run(scenario())


def test_sig_103_of_two_who_use_one_peer_on_two_nodes_the_second_is_closed(
    cluster: Cluster, interview: str, token: Token, clock: FakeClock
) -> None:
    first, second, third = cluster
    peer = "peer=some-peer-0123456789&n=1"

    async def scenario() -> None:
        async with inside(first, interview, token("sam"), peer) as (sam, _):
            clock.advance(seconds=1)
            async with inside(second, interview, token("ada"), peer) as (ada, _):
                assert await close_code(ada) == 4406
            clock.advance(seconds=1)
            async with inside(second, interview, token("sam"), peer) as (again, _):
                assert await close_code(again) == 4408
            async with inside(third, interview, token("ada")) as (ada, _):
                await hear_of(ada, type="peer", peer="some-peer-0123456789", stage="here")
                await say(sam, type="ping", t=1)
                await hear_of(sam, type="pong")

    asyncio.run(scenario())


def test_sig_103_what_one_node_stores_shows_people_out_on_another(
    cluster: Cluster, interview: str, token: Token, database: Database
) -> None:
    first, second, _ = cluster

    async def scenario() -> None:
        async with inside(second, interview, token("sam")) as (sam, _):
            with database.writing() as session:
                session.get_one(Interview, interview).status = "cancelled"
            first.app.state.bus.publish(InterviewChanged(interview))
            assert await close_code(sam) == 4410

    asyncio.run(scenario())


def test_sig_102_a_redis_that_dies_and_comes_back_costs_no_message(
    cluster: Cluster, redis: RedisServer, interview: str, token: Token
) -> None:
    first, second, _ = cluster

    async def scenario() -> None:
        async with (
            inside(first, interview, token("ada"), "peer=ada-peer-0123456789&n=1") as (ada, _),
            inside(second, interview, token("sam"), "peer=sam-peer-0123456789&n=1") as (sam, _),
            inside(first, interview, token("ivy"), "peer=ivy-peer-0123456789&n=1") as (ivy, _),
        ):
            await hear_of(ada, type="peer", peer="sam-peer-0123456789")
            redis.kill()
            alone = first.app.state.bus, second.app.state.bus
            await asyncio.to_thread(wait_until, lambda: all(bus.is_alone for bus in alone), "both are alone", 20)
            await say(ada, type="signal", to="ivy-peer-0123456789", data="within a node")
            assert (await hear_of(ivy, type="signal"))["data"] == "within a node"
            for number in range(50):
                await say(ada, type="signal", to="sam-peer-0123456789", data=number)
            ready = await asyncio.to_thread(httpx.get, f"{first.origin}/readyz")
            assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
            redis.start()
            async with asyncio.timeout(5):
                assert [(await hear_of(sam, type="signal"))["data"] for _ in range(50)] == list(range(50))

    asyncio.run(scenario())


def test_sig_103_two_sites_on_one_redis_do_not_hear_each_other(redis: RedisServer) -> None:
    def wire(site: str) -> RedisWire:
        return RedisWire(Nodes(new_id(), new_id), redis.url, site)

    async def scenario() -> list[int]:
        wires = [wire("https://one.example"), wire("https://one.example"), wire("https://two.example")]
        for one in wires:
            one.start()
        await asyncio.to_thread(
            wait_until, lambda: wires[2].is_connected and all(one.nodes.others() for one in wires[:2]), "they meet", 20
        )
        known = [len(one.nodes.others()) for one in wires]
        for one in wires:
            await one.stop()
        return known

    assert asyncio.run(scenario()) == [1, 1, 0]


def test_sig_102_a_redis_that_hangs_is_noticed(cluster: Cluster, redis: RedisServer) -> None:
    redis.freeze()
    wait_until(lambda: all(server.app.state.bus.is_alone for server in cluster), "all are alone", 20)
    redis.thaw()
    wait_until(lambda: not any(server.app.state.bus.is_alone for server in cluster), "nobody is alone", 20)
    know(2, *cluster)


def test_sig_101_the_people_of_a_node_that_leaves_are_away(
    cluster: Cluster, clock: FakeClock, interview: str, token: Token
) -> None:
    async def scenario(leaving: RunningServer, stop: Callable[[], None]) -> None:
        async with (
            inside(cluster[0], interview, token("ada")) as (ada, _),
            inside(leaving, interview, token("sam")) as (sam, _),
        ):
            await hear_of(ada, type="peer", stage="here")
            stopping = asyncio.create_task(asyncio.to_thread(stop))
            await hear_of(ada, type="peer", stage="away")
            assert await close_code(sam) == 1012
            await stopping

    with ExitStack() as stack:
        leaving = stack.enter_context(running(cluster[0].app.state.settings, clock))
        know(3, cluster[0])
        asyncio.run(scenario(leaving, stack.close))
    know(2, cluster[0])
