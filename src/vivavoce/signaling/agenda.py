"""What is due when. Plain data; whoever holds a clock says what time it is.

A clock that is set back puts nothing off: what was planned is as far ahead then as it was before.
"""

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


@dataclass(frozen=True, slots=True)
class ReviewAll:
    pass


Duty = WakeRoom | ReviewRoom | RenewIce | ReviewAll


class Agenda:
    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Duty]] = []
        self._tie = count()
        self._now: datetime | None = None
        """As it was said last."""

    def add(self, now: datetime, at: datetime, duty: Duty) -> None:
        self._follow(now)
        heapq.heappush(self._heap, (at, next(self._tie), duty))

    def due(self, now: datetime) -> Iterator[Duty]:
        self._follow(now)
        while self._heap and self._heap[0][0] <= now:
            yield heapq.heappop(self._heap)[2]

    def _follow(self, now: datetime) -> None:
        if self._now is not None and now < self._now:
            back = self._now - now
            self._heap = [(at - back, tie, duty) for at, tie, duty in self._heap]
        self._now = now
