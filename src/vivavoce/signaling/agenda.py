"""What is due when. Plain data; whoever holds a clock asks."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from vivavoce.signaling.events import SocketId


@dataclass(frozen=True, slots=True)
class WakeRoom:
    interview_id: str


@dataclass(frozen=True, slots=True)
class ReviewRoom:
    interview_id: str


@dataclass(frozen=True, slots=True)
class RenewIce:
    socket: SocketId


Duty = WakeRoom | ReviewRoom | RenewIce


class Agenda:
    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Duty]] = []
        self._tie = count()

    def add(self, at: datetime, duty: Duty) -> None:
        heapq.heappush(self._heap, (at, next(self._tie), duty))

    def due(self, now: datetime) -> Iterator[Duty]:
        while self._heap and self._heap[0][0] <= now:
            yield heapq.heappop(self._heap)[2]
