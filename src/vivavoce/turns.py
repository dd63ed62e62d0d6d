"""How many requests may hold a database transaction at a time.

A request keeps its connection while it waits for a worker thread: its session is opened in one thread, its route
runs in another. Without a limit, a burst fills every thread with requests that wait for a connection (or, on SQLite,
for the one writer's lock) held by a request that waits for a thread, and nothing moves until something times out.
So requests queue on the event loop, before they take a thread or a connection.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary


class Turns:
    def __init__(self, at_a_time: int) -> None:
        self._at_a_time = at_a_time
        # One per event loop: a semaphore belongs to the loop it first waits on, and tests have several.
        self._gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        gate = self._gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self._at_a_time))
        async with gate:
            yield
