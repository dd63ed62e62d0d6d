"""How many requests may hold a database transaction at a time.

A request keeps its connection while it waits for a worker thread: its session is opened in one thread, its route
runs in another. Without a limit, a burst fills every thread with requests that wait for a connection (or, on SQLite,
for the one writer's lock) held by a request that waits for a thread, and nothing moves until something times out.
So requests queue on the event loop, before they take a thread or a connection; and not for ever, for the database
may hang.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from vivavoce.errors import Unavailable

QUEUE_SECONDS = 20.0


class Turns:
    def __init__(self, at_a_time: int, queue_seconds: float = QUEUE_SECONDS) -> None:
        self._at_a_time, self._queue_seconds = at_a_time, queue_seconds
        # One per event loop: a semaphore belongs to the loop it first waits on, and tests have several.
        self._gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Raises Unavailable when it is not one's turn for long."""
        gate = self._gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self._at_a_time))
        try:
            async with asyncio.timeout(self._queue_seconds):
                await gate.acquire()
        except TimeoutError:
            raise Unavailable from None
        try:
            yield
        finally:
            gate.release()
