"""While the database gives no answer: how long people wait before a room, and how often the log says so."""

import asyncio

from structlog.testing import capture_logs

from tests.browser.waiting import wait_until
from tests.signaling.memory import HubDriver
from vivavoce.signaling.caretaker import COMPLAIN_EVERY
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.crowd import A_TURN
from vivavoce.signaling.doorkeeper import ENOUGH


def test_sig_62_a_crowd_before_a_database_that_hangs_is_sent_back_in_time() -> None:
    async def scenario() -> None:
        hub = HubDriver(queue_seconds=0.05)
        hub.guestlist.gate.clear()
        crowd = [asyncio.create_task(hub.enter("sam", f"sam-peer-{number}")) for number in range(10)]
        await asyncio.to_thread(wait_until, lambda: len(hub.guestlist.asked) == 1, "the crowd's question")
        late = await hub.enter("ada")
        for page in [late, *await asyncio.gather(*crowd)]:
            assert (page.connection, page.socket.code) == (None, CloseCode.FAILED)
        assert [len(question) for question in hub.guestlist.asked] == [1]
        hub.guestlist.gate.set()
        assert (await hub.enter("ada")).socket.code is None

    asyncio.run(scenario())


def test_reviews_that_fail_with_every_tick_are_logged_once_a_minute() -> None:
    async def fail(hub: HubDriver) -> None:
        name = "vivavoce_socket_review_failures_total"
        failures = hub.metric(name)
        hub.caretaker.tick()
        await asyncio.to_thread(wait_until, lambda: hub.metric(name) > failures, "another failure")

    async def scenario() -> None:
        hub = HubDriver()
        hub.caretaker.start()
        await hub.enter("sam")
        hub.guestlist.silent = True
        hub.clock.advance(seconds=30)
        with capture_logs() as logged:
            for _ in range(3):
                await fail(hub)
            assert [line["event"] for line in logged] == ["review failed"]
            hub.seconds += COMPLAIN_EVERY
            for _ in range(3):
                await fail(hub)
            assert [line["event"] for line in logged] == ["review failed"] * 2
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_62_whoever_comes_meanwhile_is_asked_for_in_one_question() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.guestlist.gate.clear()
        first = asyncio.create_task(hub.enter("ada", interview="first"))
        await asyncio.to_thread(wait_until, lambda: len(hub.guestlist.asked) == 1, "the first question")
        crowd = [asyncio.create_task(hub.enter("sam", interview=f"room-{number}")) for number in range(20)]
        await asyncio.sleep(0)
        hub.guestlist.gate.set()
        assert [page.socket.code for page in await asyncio.gather(first, *crowd)] == [None] * 21
        assert [len(question) for question in hub.guestlist.asked] == [1, 20]

    asyncio.run(scenario())


def test_sig_62_a_crowd_that_comes_a_few_in_a_turn_is_asked_for_in_few_questions() -> None:
    async def scenario() -> None:
        hub, crowd = HubDriver(), []
        for number in range(2 * ENOUGH):
            crowd.append(asyncio.create_task(hub.enter("sam", interview=f"room-{number}")))
            if number % A_TURN == A_TURN - 1:
                await asyncio.sleep(0)
        await asyncio.gather(*crowd)
        asked = [len(question) for question in hub.guestlist.asked]
        assert (asked[0], sum(asked)) == (ENOUGH, 2 * ENOUGH)
        assert len(asked) <= 3

    asyncio.run(scenario())
