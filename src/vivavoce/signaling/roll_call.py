"""Who is in which room, on all nodes: each answers for its own pages."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from typing import Final

import msgspec

from vivavoce.nodes.membership import Listener, Nodes
from vivavoce.signaling.presence import Waiting

TOPIC: Final = "roll call"
PATIENCE_SECONDS: Final = 1.0
"""For all nodes to answer; what is known by then is the answer."""


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    number: int


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    number: int
    here: tuple[Waiting, ...]


_decoder: msgspec.msgpack.Decoder[Ask | Answer] = msgspec.msgpack.Decoder(Ask | Answer)


class RollCall(Listener):
    def __init__(self, who_waits: Callable[[], list[Waiting]], nodes: Nodes) -> None:
        self._who_waits, self._nodes = who_waits, nodes
        self._numbers = count(1)
        self._calls: dict[int, dict[str, asyncio.Future[tuple[Waiting, ...]]]] = {}
        nodes.listen(TOPIC, self)

    async def everyone(self) -> list[Waiting]:
        """By how long they have been there."""
        return sorted([*self._who_waits(), *await self._of_others()], key=lambda waiting: waiting.presence.since)

    async def _of_others(self) -> Iterable[Waiting]:
        number, loop = next(self._numbers), asyncio.get_running_loop()
        answers = self._calls[number] = {node: loop.create_future() for node in self._nodes.others()}
        self._nodes.send_all(TOPIC, msgspec.msgpack.encode(Ask(number)))
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(*answers.values())
        del self._calls[number]
        given = [answer for answer in answers.values() if answer.done() and not answer.cancelled()]
        return [one for answer in given for one in answer.result()]

    def heard(self, node: str, message: bytes, /) -> None:
        match _decoder.decode(message):
            case Ask(number=number):
                self._nodes.send(node, TOPIC, msgspec.msgpack.encode(Answer(number, tuple(self._who_waits()))))
            case Answer(number=number, here=here):
                self._settle(number, node, here)

    def lost(self, node: str) -> None:
        for number in self._calls:
            self._settle(number, node, ())

    def _settle(self, number: int, node: str, here: tuple[Waiting, ...]) -> None:
        future = self._calls.get(number, {}).get(node)
        if future is not None and not future.done():
            future.set_result(here)
