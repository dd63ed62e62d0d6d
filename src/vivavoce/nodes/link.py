"""One direction between two nodes: numbered batches, kept until acknowledged. Pure.

What carries them may lose, repeat or delay (Redis does, where a connection breaks). Here they arrive once and in
order, or the link begins anew with another stream, and both ends know that something may be missing.
"""

import math
from collections import deque
from collections.abc import Sequence
from typing import Final

import msgspec

BATCH_BYTES: Final = 256 * 1024
KEPT_BYTES: Final = 8 * 1024 * 1024
"""What may wait for one node; with more, the link begins anew."""


class Message(msgspec.Struct, frozen=True, array_like=True):
    topic: str
    body: bytes


class Batch(msgspec.Struct, frozen=True, array_like=True, tag="batch"):
    """`number` counts from 1 within the stream."""

    node: str
    stream: str
    number: int
    messages: tuple[Message, ...]


class Outgoing:
    def __init__(self, me: str, stream: str) -> None:
        self.stream = stream
        self._me = me
        self._waiting: list[Message] = []
        self._kept: deque[tuple[Batch, float]] = deque()
        self._bytes = 0
        self._limit = math.inf
        self._next = 1

    def greeted(self) -> None:
        """What a node is told in the beginning is as long as it is; what comes then is limited."""
        self._limit = self._bytes + KEPT_BYTES

    def add(self, message: Message) -> None:
        self._waiting.append(message)
        self._bytes += len(message.body)

    @property
    def is_full(self) -> bool:
        return self._bytes > self._limit

    def take(self, now: float) -> list[Batch]:
        """What waits, in batches to be sent."""
        batches = [Batch(self._me, self.stream, self._next + i, part) for i, part in enumerate(_parts(self._waiting))]
        self._next += len(batches)
        self._waiting = []
        self._kept.extend((batch, now) for batch in batches)
        return batches

    def acknowledge(self, number: int) -> None:
        while self._kept and self._kept[0][0].number <= number:
            batch, _ = self._kept.popleft()
            self._bytes -= sum(len(message.body) for message in batch.messages)

    def unacknowledged(self, before: float, now: float) -> list[Batch]:
        """All, where the first was sent by `before`: to be sent again, and not before as long has passed once more."""
        if not self._kept or self._kept[0][1] > before:
            return []
        batches = [batch for batch, _ in self._kept]
        self._kept = deque((batch, now) for batch in batches)
        return batches


class Incoming:
    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.received = 0

    def accept(self, batch: Batch) -> Sequence[Message]:
        """Nothing of what came before, or of what comes too early: it comes again."""
        if batch.number != self.received + 1:
            return ()
        self.received = batch.number
        return batch.messages


def _parts(messages: Sequence[Message]) -> list[tuple[Message, ...]]:
    parts: list[tuple[Message, ...]] = []
    part: list[Message] = []
    size = 0
    for message in messages:
        if part and size + len(message.body) > BATCH_BYTES:
            parts.append(tuple(part))
            part, size = [], 0
        part.append(message)
        size += len(message.body)
    return [*parts, tuple(part)] if part else parts
