"""The wire to a real Redis."""

import asyncio
import time

import pytest

from tests.browser.waiting import wait_until
from tests.redis import RedisServer
from vivavoce.clock import new_id
from vivavoce.nodes import redis_wire
from vivavoce.nodes.membership import Listener, Nodes
from vivavoce.nodes.redis_wire import RedisWire

TOPIC = "talk"
PATIENCE_SECONDS = 0.5
HEARD_WITHIN = 20.0


class Ear(Listener):
    """Hears what the node behind `wire` is told, and answers nothing."""

    def __init__(self, redis: RedisServer) -> None:
        self.nodes = Nodes(new_id(), new_id)
        self.wire = RedisWire(self.nodes, redis.url, "site")
        self._told: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
        self.nodes.listen(TOPIC, self)

    def heard(self, node: str, message: bytes, /) -> None:
        self._told.put_nowait((node, int(message)))

    def knows(self, other: "Ear") -> bool:
        return self.nodes.others() == [other.nodes.me]

    async def hear(self, other: "Ear", number: int) -> None:
        while await self._told.get() != (other.nodes.me, number):
            pass


async def talk(mouth: Ear) -> None:
    """Something is always on its way."""
    while True:
        mouth.nodes.send_all(TOPIC, b"0")
        await asyncio.sleep(0)


def hold_up() -> None:
    """As SIGSTOP: nothing of this process runs, and Redis waits longer than it is waited for."""
    time.sleep(PATIENCE_SECONDS + 1.5)


@pytest.mark.slow
def test_sig_101_a_node_that_was_held_up_in_the_middle_of_a_word_hears_again(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It finds Redis silent when it wakes, and connects again. What is being sent may then swallow its cancellation."""
    monkeypatch.setattr(redis_wire, "PATIENCE_SECONDS", PATIENCE_SECONDS)

    async def scenario() -> None:
        one, two = Ear(redis), Ear(redis)
        one.wire.start()
        two.wire.start()
        await asyncio.to_thread(wait_until, lambda: one.knows(two) and two.knows(one), "they meet", 20)
        talking = [asyncio.create_task(talk(one)), asyncio.create_task(talk(two))]
        for number in range(1, 4):
            await asyncio.sleep(0.05)
            hold_up()
            one.nodes.send_all(TOPIC, b"%d" % number)
            two.nodes.send_all(TOPIC, b"%d" % number)
            async with asyncio.timeout(HEARD_WITHIN):
                await asyncio.gather(one.hear(two, number), two.hear(one, number))
        for task in talking:
            task.cancel()
        await one.wire.stop()
        await two.wire.stop()

    asyncio.run(scenario())
