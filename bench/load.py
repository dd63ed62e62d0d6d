"""A crowd of sockets in one thread, light enough to tire a server: epoll, frames made beforehand, none decoded.

A message is any data frame as long as the payload at least; what else a server says is let pass. One whose reading or
writing fails, whose messages do not arrive, or who is late itself says so: `Failed`, `lost`, `late`.
"""

import gc
import random
import select
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from bench.dialects import Entry
from bench.link import Failed, Link

ENTER_SECONDS, DRAIN_SECONDS = 60.0, 5.0
AT_ONCE = 256
"""Of those who enter; what a server's queue of unaccepted sockets takes."""


@dataclass(frozen=True)
class Entrances:
    seconds: float
    each: Sequence[float]
    """From the first byte to being inside, sorted."""
    share: float
    """Of its core, that this process took."""


@dataclass(frozen=True)
class Flow:
    messages: int
    seconds: float
    share: float


@dataclass(frozen=True)
class Delays:
    each: Sequence[float]
    """Seconds from when a message was to be said until it was heard, sorted."""
    late: Sequence[float]
    """By how much this process said them too late, sorted."""
    seconds: float


class Beside(Protocol):
    """Somebody else at the same server."""

    def act(self) -> None:
        """A little, now."""


class Load:
    """Two people in each room: links 2i and 2i + 1."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.links = [Link(entry) for entry in entries]
        for one, other in zip(self.links[::2], self.links[1::2], strict=True):
            one.partner, other.partner = other, one
        self._by_number = {link.socket.fileno(): link for link in self.links}
        self._poll = select.epoll()

    def enter(self, at_once: int = AT_ONCE) -> Entrances:
        """All of them, so many at a time."""
        waiting = list(reversed(self.links))
        each: list[float] = []
        with _undisturbed():
            began, cpu = time.perf_counter(), time.process_time()
            for _ in range(min(at_once, len(waiting))):
                self._begin(waiting.pop())
            while len(each) < len(self.links):
                for number, event in self._events(ENTER_SECONDS):
                    link = self._by_number[number]
                    if event & select.EPOLLOUT:
                        link.say(link.entry.request)
                        self._poll.modify(number, select.EPOLLIN)
                    elif link.is_in:
                        link.heard()
                    elif link.enter():
                        each.append(time.perf_counter() - link.began)
                        if waiting:
                            self._begin(waiting.pop())
        seconds = time.perf_counter() - began
        return Entrances(seconds, sorted(each), (time.process_time() - cpu) / seconds)

    def prepare(self, payload: str) -> None:
        for link in self.links:
            link.prepare(payload)

    def closed(self, seconds: float) -> Flow:
        """Everybody says something as soon as they have heard something: one message on its way in each direction."""
        count, by_number, poll = 0, self._by_number, self._poll.poll
        for link in self.links:
            link.say(link.frame)
        on_their_way = len(self.links)
        with _undisturbed():
            began, cpu = time.perf_counter(), time.process_time()
            while time.perf_counter() < began + seconds:
                for number, _ in poll(1, 1024):
                    link = by_number[number]
                    for _ in range(link.heard()):
                        count += 1
                        link.socket.send(link.frame)
        flow = Flow(count, time.perf_counter() - began, (time.process_time() - cpu) / (time.perf_counter() - began))
        self._drain(on_their_way)
        return flow

    def _drain(self, on_their_way: int) -> None:
        until = time.perf_counter() + DRAIN_SECONDS
        while on_their_way:
            if time.perf_counter() > until:
                raise Failed(f"{on_their_way} messages did not arrive")
            on_their_way -= sum(self._by_number[number].heard() for number, _ in self._poll.poll(0.1))

    def open(self, rate: float, seconds: float, beside: "Beside | None" = None) -> Delays:
        """So many messages a second, whatever became of those before, at moments that know nothing of each other.

        It never sleeps: the shortest sleep of an epoll is a millisecond.
        """
        chance = random.Random(1)
        each: list[float] = []
        late: list[float] = []
        by_number, poll, now = self._by_number, self._poll.poll, time.perf_counter
        with _undisturbed():
            began = at = now()
            while at < began + seconds or any(link.said_at for link in self.links):
                while at < began + seconds and at <= now():
                    link = chance.choice(self.links)
                    link.partner.said_at.append(at)
                    link.say(link.frame)
                    late.append(now() - at)
                    at += chance.expovariate(rate)
                for number, _ in poll(0, 1024):
                    link = by_number[number]
                    heard = link.heard()
                    each.extend([now() - link.said_at.popleft() for _ in range(heard)])
                if beside is not None:
                    beside.act()
                if now() > began + seconds + DRAIN_SECONDS:
                    raise Failed("messages did not arrive")
        return Delays(sorted(each), sorted(late), now() - began)

    def act(self) -> None:
        """Answers whatever is there now, pings above all; a few of them, lest somebody else wait."""
        for number, _ in self._poll.poll(0, 4):
            self._by_number[number].heard()

    def close(self) -> None:
        self._poll.close()
        for link in self.links:
            link.socket.close()

    def _begin(self, link: Link) -> None:
        link.connect()
        self._poll.register(link.socket.fileno(), select.EPOLLOUT)

    def _events(self, seconds: float) -> list[tuple[int, int]]:
        found = self._poll.poll(seconds, 1024)
        if not found:
            raise Failed("a server let nobody in any more")
        return found


@contextmanager
def _undisturbed() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
