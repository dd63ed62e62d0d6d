"""How late the event loop is: what holds it up holds up every socket and every page."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from prometheus_client import CollectorRegistry, Histogram

EVERY_SECONDS: Final = 0.5
REMEMBERED: Final = 20
"""Looks: ten seconds."""
BUCKETS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class LoopLag:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._histogram = Histogram(
            "vivavoce_loop_lag_seconds",
            "How much later than asked for the event loop came back.",
            buckets=BUCKETS,
            registry=registry,
        )
        self._latest: deque[float] = deque(maxlen=REMEMBERED)

    @property
    def worst(self) -> float:
        """Seconds, of the last ten seconds."""
        return max(self._latest, default=0.0)

    def note(self, late: float) -> None:
        """Seconds; a timer may be early by its resolution."""
        late = max(0.0, late)
        self._latest.append(late)
        self._histogram.observe(late)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch(), name="loop lag")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(EVERY_SECONDS)
            self.note(time.monotonic() - before - EVERY_SECONDS)
