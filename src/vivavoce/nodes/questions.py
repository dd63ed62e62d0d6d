"""Asking all nodes the same: each answers for itself, and what is known in time is the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from typing import Final

import msgspec

from vivavoce.nodes.membership import Listener, Nodes

PATIENCE_SECONDS: Final = 1.0


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    number: int
    question: bytes


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    number: int
    answer: bytes


_decoder: msgspec.msgpack.Decoder[Ask | Answer] = msgspec.msgpack.Decoder(Ask | Answer)


class Questions(Listener):
    """On one topic of the bus. `answer` is what this node says to another's question."""

    def __init__(self, nodes: Nodes, topic: str, answer: Callable[[bytes], Awaitable[bytes]]) -> None:
        self._nodes, self._topic, self._answer = nodes, topic, answer
        self._numbers = count(1)
        self._asked: dict[int, dict[str, asyncio.Future[bytes | None]]] = {}
        self._answering: set[asyncio.Task[None]] = set()
        nodes.listen(topic, self)

    async def ask(self, question: bytes = b"") -> list[bytes]:
        """What the other nodes answer; who is lost or slow is left out."""
        number, loop = next(self._numbers), asyncio.get_running_loop()
        answers = self._asked[number] = {node: loop.create_future() for node in self._nodes.others()}
        self._nodes.send_all(self._topic, msgspec.msgpack.encode(Ask(number, question)))
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(*answers.values())
        del self._asked[number]
        given = [answer.result() for answer in answers.values() if answer.done() and not answer.cancelled()]
        return [answer for answer in given if answer is not None]

    def heard(self, node: str, message: bytes, /) -> None:
        match _decoder.decode(message):
            case Ask(number=number, question=question):
                task = asyncio.create_task(self._tell(node, number, question))
                self._answering.add(task)
                task.add_done_callback(self._answering.discard)
            case Answer(number=number, answer=answer):
                self._settle(number, node, answer)

    def lost(self, node: str) -> None:
        for number in self._asked:
            self._settle(number, node, None)

    async def _tell(self, node: str, number: int, question: bytes) -> None:
        answer = await self._answer(question)
        self._nodes.send(node, self._topic, msgspec.msgpack.encode(Answer(number, answer)))

    def _settle(self, number: int, node: str, answer: bytes | None) -> None:
        future = self._asked.get(number, {}).get(node)
        if future is not None and not future.done():
            future.set_result(answer)
