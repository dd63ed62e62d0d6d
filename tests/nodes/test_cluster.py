"""Nodes that are processes, with everything around them real: they are killed, frozen and cut off."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.nodes.cluster import APART, BALANCER, GATED, TOGETHER, Cluster, cluster
from tests.nodes.crowd import TO_HEAL, Crowd, Pair
from tests.nodes.gate import Way
from tests.nodes.people import Page
from tests.postgres import PostgresServer

pytestmark = [pytest.mark.slow, pytest.mark.timed, pytest.mark.timeout(300)]

BALANCED = [(BALANCER, BALANCER)] * 6
TO_BEGIN = 20.0
"""Seconds for everybody to come and the nodes to know each other."""
NOTICED_WITHIN = 10.0
"""A page asks every five seconds and waits four; a node that is silent is lost after 3.5."""
LOST_BY_THE_NETWORK = {1006, 1011, 1012}


@pytest.fixture(scope="module")
def running(postgres: PostgresServer) -> Iterator[Cluster]:
    with cluster(postgres) as made:
        yield made


@pytest.fixture
def nodes(running: Cluster) -> Iterator[Cluster]:
    running.mend()
    yield running
    assert running.faults() == []


def between(crowd: Crowd, doors: list[tuple[str, str]]) -> list[Pair]:
    """In the order in which they were asked for."""
    everybody = [*TOGETHER, *APART]
    return [crowd.pairs[everybody.index(one)] for one in doors]


def of(crowd: Crowd, node: str) -> list[tuple[Page, Page]]:
    """Whoever goes to this node while the other goes elsewhere, and that one."""
    return [
        (page, other)
        for doors, pair in zip(APART, between(crowd, APART), strict=True)
        for name, page, other in zip(doors, pair.pages, reversed(pair.pages), strict=True)
        if name == node
    ]


def is_away(page: Page, other: Page) -> bool:
    """In the eyes of the other."""
    return other.others == {page.peer: "away"}


def is_missed(page: Page, other: Page) -> bool:
    """So, or back on another node."""
    return is_away(page, other) or page.n > 1


def shown_out(crowd: Crowd) -> set[int | None]:
    """Why, other than by the network or with its node."""
    return {code for page in crowd.pages for code in page.codes} - LOST_BY_THE_NETWORK


def test_sig_104_whoever_was_on_a_node_that_is_killed_talks_on(nodes: Cluster) -> None:
    async def scenario() -> None:
        crowd = nodes.crowd([*TOGETHER, *APART, *BALANCED])
        async with crowd.alive():
            await crowd.hear_all(TO_BEGIN, more=3)
            nodes.nodes["b"].kill()
            await crowd.hear_all(TO_HEAL)
            await crowd.end_well(TO_BEGIN)
        assert all(page.codes == [1006] for page, _ in of(crowd, "b"))
        assert shown_out(crowd) == set()
        assert [page.codes for pair in between(crowd, [("a", "a"), ("c", "c"), ("c", "a")]) for page in pair.pages] == (
            [[]] * 6
        )

    asyncio.run(scenario())


@pytest.mark.parametrize("seconds", [8, 30])
def test_sig_105_a_node_that_was_frozen_evicts_nobody(nodes: Cluster, seconds: float) -> None:
    async def scenario() -> None:
        crowd = nodes.crowd([*TOGETHER, *APART, *BALANCED])
        async with crowd.alive():
            await crowd.hear_all(TO_BEGIN, more=3)
            nodes.nodes["b"].freeze()
            over = asyncio.create_task(asyncio.sleep(seconds))  # that long it is frozen, whatever happens meanwhile
            await crowd.until(lambda: all(is_missed(page, other) for page, other in of(crowd, "b")), NOTICED_WITHIN)
            await over
            nodes.nodes["b"].thaw()
            await crowd.hear_all(TO_HEAL)
            await crowd.end_well(TO_BEGIN)
            moved = [page for page in crowd.pages if page.n > 1]
            assert moved
            await crowd.until(lambda: sum(len(page.left_codes) for page in moved) == len(moved), TO_HEAL)
        assert shown_out(crowd) <= {None}
        assert {code for page in crowd.pages for code in page.left_codes} <= {4408}
        assert seconds < 10 or all(page.n > 1 for page, _ in of(crowd, "b"))

    asyncio.run(scenario())


def test_sig_106_redis_is_killed_and_comes_back(nodes: Cluster) -> None:
    async def scenario() -> None:
        crowd = nodes.crowd([*TOGETHER, *APART, *BALANCED])
        async with crowd.alive():
            await crowd.hear_all(TO_BEGIN, more=3)
            told = {page: page.news for page in crowd.pages}
            nodes.redis.kill()
            on_one_node = [pair for pair in crowd.pairs if pair not in between(crowd, APART)]
            heard = {page: len(page.talk.heard) for pair in on_one_node for page in pair.pages}
            await crowd.until(lambda: all(len(page.talk.heard) > heard[page] + 20 for page in heard), TO_BEGIN)
            await asyncio.to_thread(nodes.redis.start)
            await crowd.hear_all(TO_HEAL)
            await crowd.end_well(TO_BEGIN)
        assert {page: page.news for page in heard} == {page: told[page] for page in heard}, "told of again"
        assert [page.codes for page in crowd.pages] == [[]] * len(crowd.pages)

    asyncio.run(scenario())


@pytest.mark.parametrize("way", [Way.CLOSED, Way.SWALLOWS])
def test_sig_107_a_node_is_cut_off_from_redis(nodes: Cluster, way: Way) -> None:
    async def scenario() -> None:
        crowd = nodes.crowd([*TOGETHER, *APART, *BALANCED])
        async with crowd.alive():
            await crowd.hear_all(TO_BEGIN, more=3)
            nodes.gate.let(way)
            cut_off = of(crowd, GATED)
            await crowd.until(lambda: all(is_away(page, other) for page, other in cut_off), NOTICED_WITHIN)
            assert [page.others for page, _ in cut_off] == [{other.peer: "joined"} for _, other in cut_off]
            nodes.gate.let(Way.OPEN)
            await crowd.hear_all(TO_HEAL)
            await crowd.end_well(TO_BEGIN)
        assert [page.codes for page in crowd.pages] == [[]] * len(crowd.pages)

    asyncio.run(scenario())
