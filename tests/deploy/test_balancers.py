"""deploy/balancer-* in front of three nodes: where people of one interview meet, and what moves when a node goes."""

import asyncio
import json
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from tests.browser.waiting import wait_until
from tests.deploy.balancers import FILES, NAMES, Balancer, Nodes, nodes
from vivavoce.clock import new_id
from vivavoce.operations.tls import self_signed

INTERVIEWS = [new_id() for _ in range(60)]
NOTICED = 4.0
"""Seconds: twice what HAProxy takes, two checks a second apart."""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def behind() -> Iterator[Nodes]:
    with nodes() as made:
        yield made


@pytest.fixture
def balancer(request: pytest.FixtureRequest, tmp_path: Path, behind: Nodes) -> Iterator[Balancer]:
    made = Balancer(request.param, tmp_path, behind.ports, self_signed(tmp_path / "certificate", "127.0.0.1"))
    with made.running():
        yield made


every = pytest.mark.parametrize("balancer", FILES, indirect=True)
asks_readyz = pytest.mark.parametrize("balancer", ["haproxy", "caddy"], indirect=True)


@asynccontextmanager
async def room(balancer: Balancer, interview: str, **headers: str) -> AsyncIterator[tuple[ClientConnection, Any]]:
    """As a page: of every socket the query is another one. Its socket, and what the node was told."""
    address = f"wss://localhost:{balancer.port}/ws/interview/{interview}?peer={secrets.token_urlsafe(16)}&n=1"
    async with connect(address, ssl=balancer.trust, additional_headers=headers, proxy=None) as opened:
        yield opened, json.loads(await opened.recv())


async def goes_through(opened: ClientConnection) -> bool:
    await opened.send("through")
    return await asyncio.wait_for(opened.recv(), 20) == "through"


def enter(balancer: Balancer, interview: str, **headers: str) -> dict[str, Any]:
    async def scenario() -> dict[str, Any]:
        async with room(balancer, interview, **headers) as (opened, told):
            assert await goes_through(opened)
            return dict(told)

    return asyncio.run(scenario())


def homes(balancer: Balancer) -> dict[str, str]:
    return {interview: str(enter(balancer, interview)["node"]) for interview in INTERVIEWS}


@pytest.mark.parametrize("kind", FILES)
def test_dep_5_its_own_program_takes_the_file(kind: str, tmp_path: Path, behind: Nodes) -> None:
    Balancer(kind, tmp_path, behind.ports, self_signed(tmp_path / "certificate", "127.0.0.1")).check()


@every
def test_dep_5_a_rooms_people_meet_on_one_node_and_only_a_dead_nodes_rooms_move(
    balancer: Balancer, behind: Nodes
) -> None:
    first = homes(balancer)
    assert homes(balancer) == first
    assert min(Counter(first.values())[name] for name in NAMES) >= len(INTERVIEWS) // 10
    behind.stop("b")
    of_b = next(interview for interview in INTERVIEWS if first[interview] == "b")
    wait_until(lambda: _is_in(balancer, of_b), "somebody gets in again")
    moved = _at_rest(balancer)
    assert {one for one in INTERVIEWS if moved[one] != first[one]} == {one for one in first if first[one] == "b"}
    assert set(moved.values()) == {"a", "c"}
    assert homes(balancer) == moved
    pages = {balancer.get("/").json()["node"] for _ in range(12)}
    assert pages <= {"a", "c"}
    behind.start("b")
    wait_until(lambda: homes(balancer) == first, "its rooms come home", 60)


def _at_rest(balancer: Balancer) -> dict[str, str]:
    """Before a balancer has noticed that a node is dead, it tries that one first, and then another of its own choice,
    always the same perhaps: at rest is what holds for longer than its checks take."""
    seen, since = homes(balancer), time.monotonic()

    def rests() -> bool:
        nonlocal seen, since
        now = homes(balancer)
        if now != seen:
            seen, since = now, time.monotonic()
        return time.monotonic() - since > NOTICED

    wait_until(rests, "the balancer has noticed", 60)
    return seen


def _is_in(balancer: Balancer, interview: str) -> bool:
    try:
        return bool(enter(balancer, interview))
    except InvalidStatus:
        return False


@every
def test_dep_5_pages_are_spread_and_nobody_can_say_who_they_are(balancer: Balancer) -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    answers = [balancer.get("/api/office", **forged).json() for _ in range(12)]
    assert {answer["node"] for answer in answers} == set(NAMES)
    for told in (answers[0], enter(balancer, INTERVIEWS[0], **forged)):
        assert told["headers"]["x-forwarded-for"] == ["127.0.0.1"]
        assert told["headers"]["x-forwarded-proto"] == ["https"]
        assert told["headers"]["host"][0].partition(":")[0] == "localhost"


@asks_readyz
def test_dep_5_a_node_that_leaves_gets_nobody_new_and_keeps_whom_it_has(balancer: Balancer, behind: Nodes) -> None:
    first = homes(balancer)
    of_b = next(interview for interview in INTERVIEWS if first[interview] == "b")

    async def scenario() -> None:
        async with room(balancer, of_b) as (opened, told):
            assert told["node"] == "b"
            behind.all["b"].leaving = True
            await asyncio.to_thread(wait_until, lambda: enter(balancer, of_b)["node"] != "b", "it is noticed", 5)
            assert "b" not in (await asyncio.to_thread(homes, balancer)).values()
            assert await goes_through(opened)

    asyncio.run(scenario())
