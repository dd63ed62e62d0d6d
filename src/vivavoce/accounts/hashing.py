"""Lets requests wait for their turn to hash a password without holding a thread meanwhile.

Routes run on a pool of forty threads. Were sign-ins to wait for a core there, a morning's rush (or an attack) would
take them all and every other page would stand still.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

T = TypeVar("T")

_limiter: RunVar[CapacityLimiter] = RunVar("vivavoce_hashing")


async def in_turn(work: Callable[[], T]) -> T:
    """Runs `work` in a thread, as many at once as there are cores."""
    limiter = _limiter.get(None)
    if limiter is None:
        limiter = CapacityLimiter(os.cpu_count() or 1)
        _limiter.set(limiter)
    return await to_thread.run_sync(work, limiter=limiter)
