"""Who is in which room, on all nodes: each answers for its own pages."""

from collections.abc import Callable
from typing import Final

import msgspec

from vivavoce.nodes.membership import Nodes
from vivavoce.nodes.questions import Questions
from vivavoce.signaling.presence import Waiting

TOPIC: Final = "who is here"

_decoder = msgspec.msgpack.Decoder(tuple[Waiting, ...])


class RollCall:
    def __init__(self, who_waits: Callable[[], list[Waiting]], nodes: Nodes) -> None:
        self._who_waits = who_waits
        self._questions = Questions(nodes, TOPIC, self._answer)

    async def everyone(self) -> list[Waiting]:
        """By how long they have been there."""
        others = [one for answer in await self._questions.ask() for one in _decoder.decode(answer)]
        return sorted([*self._who_waits(), *others], key=lambda waiting: waiting.presence.since)

    async def _answer(self, _question: bytes) -> bytes:
        return msgspec.msgpack.encode(self._who_waits())
