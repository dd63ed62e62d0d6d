"""A server's way out without a blip. The order is DEP-1 of docs/deploy.md; `server.Server` follows it."""

import asyncio
import math
import socket
from collections.abc import Callable, Sequence
from typing import Final

LAST_WORDS_SECONDS: Final = 1.0
"""For whoever connected at the last moment to say what they want."""
POLL_SECONDS: Final = 0.05
CLOSE: Final = (b"connection", b"close")


async def linger(seconds: float, hurried: Callable[[], bool]) -> None:
    """Goes on serving, so that load balancers notice and connections that idle are given up by themselves."""
    await _until(hurried, seconds)


def stop_accepting(
    servers: Sequence[asyncio.AbstractServer], listening: Sequence[socket.socket], at_most: int
) -> list[socket.socket]:
    """Closes what listens; answers the connections that were in the kernel's queue, which closing would reset.

    Where another process holds the same socket, what comes later is its. Where this was the last one of its own
    socket, what the kernel has not finished shaking hands with is lost (docs/deploy.md).
    """
    lines = [opened.dup() for opened in listening if opened.fileno() >= 0]
    for server in servers:
        server.close()
    for opened in listening:
        opened.close()
    waiting: list[socket.socket] = []
    for line in lines:
        with line:
            line.setblocking(False)
            waiting += _queued(line, at_most)
    return waiting


def _queued(line: socket.socket, at_most: int) -> list[socket.socket]:
    found: list[socket.socket] = []
    try:
        while len(found) < at_most:
            found.append(line.accept()[0])
    except OSError:  # nobody is left in the queue
        pass
    return found


async def last_words(silent: Callable[[], bool]) -> None:
    await _until(silent, LAST_WORDS_SECONDS)


async def _until(done: Callable[[], bool], seconds: float) -> None:
    """At most so long."""
    for _ in range(math.ceil(seconds / POLL_SECONDS)):
        if done():
            return
        await asyncio.sleep(POLL_SECONDS)
