"""`serve --workers N`: one process that holds the listening socket and N that serve, each a node of its own."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.notify import READY, STOPPING, notify

STOPS: Final = frozenset({signal.SIGTERM, signal.SIGINT})
WANTED: Final = STOPS | {signal.SIGCHLD}
PAUSE_SECONDS: Final = 1.0
"""Before others are started in place of those that died: whatever kills them all at once must not fill the log."""

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.serve")


def become_one_of(count: int) -> Callable[[], None]:
    """Returns in each worker, with what it calls once it is up.

    In the process that was started it never returns: that one puts others in the place of workers that die, passes
    SIGTERM on, and ends when all have ended. Raises CannotStart there, when one cannot even start.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, WANTED)
    workers: set[int] = set()
    pipes: list[int] = []
    for _ in range(count):
        when_up = _start(workers, pipes)
        if when_up is not None:
            return when_up
    up = [_is_up(pipe) for pipe in pipes]
    if all(up):
        log.info("all workers are up", workers=count)
        notify(READY)
        return _watch(workers)
    _stop(workers)
    _wait_for_all(workers)
    raise CannotStart("A worker could not start; why stands above.")


def _start(workers: set[int], pipes: list[int]) -> Callable[[], None] | None:
    """None in the process that watches; by the new one of `pipes` it hears that the worker is up."""
    reading, writing = os.pipe()
    worker = os.fork()
    if worker:
        os.close(writing)
        workers.add(worker)
        pipes.append(reading)
        return None
    for pipe in (reading, *pipes):
        os.close(pipe)
    os.environ.pop("NOTIFY_SOCKET", None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WANTED)
    return lambda: _say_up(writing)


def _say_up(pipe: int) -> None:
    with suppress(BrokenPipeError):  # nobody waits for one that replaces another
        os.write(pipe, b"1")
    os.close(pipe)


def _is_up(pipe: int) -> bool:
    """Waits for it to say so, or to end."""
    try:
        return os.read(pipe, 1) == b"1"
    finally:
        os.close(pipe)


def _watch(workers: set[int]) -> Callable[[], None]:
    while signal.sigwait(WANTED) is signal.SIGCHLD:
        died = _ended(workers)
        for worker, status in died:
            log.error("worker died", pid=worker, status=status, hint="Another takes its place.")
        if died and signal.sigtimedwait(STOPS, PAUSE_SECONDS) is not None:
            break
        for _ in died:
            when_up = _replace(workers)
            if when_up is not None:
                return when_up
    notify(STOPPING)
    _stop(workers)
    _wait_for_all(workers)
    sys.exit(0)


def _replace(workers: set[int]) -> Callable[[], None] | None:
    pipes: list[int] = []
    when_up = _start(workers, pipes)
    for pipe in pipes:
        os.close(pipe)
    return when_up


def _ended(workers: set[int]) -> list[tuple[int, int]]:
    found = [(worker, os.waitpid(worker, os.WNOHANG)) for worker in workers]
    ended = [(worker, os.waitstatus_to_exitcode(status)) for worker, (pid, status) in found if pid]
    for worker, _ in ended:
        workers.remove(worker)
    return ended


def _stop(workers: set[int]) -> None:
    for worker in workers:
        os.kill(worker, signal.SIGTERM)


def _wait_for_all(workers: set[int]) -> None:
    """Each ends in its own time, which is bounded; another signal goes to them, too."""
    _ended(workers)
    while workers:
        if signal.sigwait(WANTED) is not signal.SIGCHLD:
            _stop(workers)
        _ended(workers)
