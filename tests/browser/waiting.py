"""Waiting for what no browser can wait for: a process, a port, a list that fills."""

import time
from collections.abc import Callable
from threading import Event

STEP = 0.03


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Raises TimeoutError saying `what` never came."""
    deadline = time.monotonic() + seconds
    pause = Event()
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        pause.wait(STEP)
