"""All nodes are replaced while two hundred pairs and two real browsers talk, and an office works."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.browser.browsers import Browsers, Kind
from tests.browser.media import BLUE, RED, Look
from tests.browser.pages import Room
from tests.browser.visitors import Visitor, Visitors
from tests.browser.waiting import wait_until
from tests.nodes.asking import asking
from tests.nodes.cluster import APART, BALANCER, TOGETHER, Cluster, cluster
from tests.nodes.crowd import TO_HEAL, Crowd
from tests.postgres import PostgresServer

pytestmark = [pytest.mark.browser, pytest.mark.timed]

DOORS = [*TOGETHER, *APART, *([(BALANCER, BALANCER)] * 194)]
"""Of two hundred pairs, some of whose rooms span nodes."""
PACE = 2.0
"""Seconds between two messages of a page."""
TO_BEGIN = 60.0
FROZEN = 1_000
"""Milliseconds without a new picture."""
DEPLOYED = 1012


@pytest.fixture
def nodes(postgres: PostgresServer) -> Iterator[Cluster]:
    with cluster(postgres) as made:
        yield made
        assert made.faults() == []


def test_sig_108_a_real_call_and_two_hundred_others_do_not_notice(browsers: Browsers, nodes: Cluster) -> None:
    visitors = Visitors(browsers, nodes.balancer)
    interview, tokens = nodes.interview()
    student, lead = (_come(visitors, nodes, *one) for one in zip((BLUE, RED), tokens, strict=True))
    for one in (student, lead):
        Room(one.page).open(f"/interview/{interview}").press_start()
    student.probe.sees(RED)
    lead.probe.sees(BLUE)

    crowd, begun, watched = nodes.crowd(DOORS, PACE), Event(), Event()
    with asking(nodes) as workers, ThreadPoolExecutor(1) as aside:  # this thread has Playwright's event loop
        deployment = aside.submit(asyncio.run, _deploy(nodes, crowd, begun, watched))
        try:
            wait_until(lambda: begun.is_set() or deployment.done(), "everybody talks", 2 * TO_BEGIN)
            for one in (student, lead):
                one.probe.follow_picture()
        finally:
            watched.set()
        deployment.result()

    assert [failure for worker in workers for failure in worker.failed] == []
    assert all(worker.answered for worker in workers)
    assert {code for page in crowd.pages for code in page.codes} == {DEPLOYED}
    assert max(seconds for page in crowd.pages for seconds in page.away) < TO_HEAL
    for one in (student, lead):
        assert one.probe.longest_gap() < FROZEN
        assert (one.probe.connections(), set(one.probe.closes())) == (1, {DEPLOYED})
        one.probe.decodes_more()
    student.probe.hears(RED)
    lead.probe.hears(BLUE)
    visitors.leave()


async def _deploy(nodes: Cluster, crowd: Crowd, begun: Event, watched: Event) -> None:
    """The crowd comes, all nodes are replaced once somebody watches, and nothing was lost or reordered."""
    async with crowd.alive():
        await crowd.hear_all(TO_BEGIN, more=2)
        begun.set()
        await asyncio.to_thread(watched.wait)
        for node in nodes.nodes.values():
            await asyncio.to_thread(node.restart)
            await crowd.hear_all(TO_HEAL)
        await crowd.end_well(TO_BEGIN, more=2)


def _come(visitors: Visitors, nodes: Cluster, look: Look, token: str) -> Visitor:
    visitor = visitors.enter("", Kind(look), ignore_https_errors=True)
    visitor.context.add_cookies([{"name": "vivavoce_session", "value": token, "url": nodes.balancer.url}])
    return visitor
