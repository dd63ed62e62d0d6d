"""Rooms are let go one after another, in no order, so that thousands of pages do not come back in one instant."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable
from typing import Final

SOCKETS_A_SECOND: Final = 500
"""That come back: about as many as one statement asks about (SIG-62)."""
SPREAD_SECONDS: Final = 10.0
"""At most, however many there are."""


def spread(sockets: int) -> float:
    """Seconds that letting go of so many takes."""
    return min(SPREAD_SECONDS, sockets / SOCKETS_A_SECOND)


async def paced(rooms: Iterable[str], seconds: float) -> AsyncIterator[str]:
    """Each at its moment of these seconds. The two of a call go together, so that they meet again on one node."""
    waiting = list(rooms)
    random.shuffle(waiting)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number, room in enumerate(waiting):
        early = began + seconds * number / len(waiting) - loop.time()
        if early > 0:
            await asyncio.sleep(early)
        yield room
