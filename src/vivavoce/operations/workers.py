"""`serve --workers N`: one process that holds the listening socket and N that serve, each a node of its own."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from vivavoce.clock import utc_now
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.node_name import node_name
from vivavoce.operations.notify import READY, STOPPING, notify

STOPS: Final = frozenset({signal.SIGTERM, signal.SIGINT})
WANTED: Final = STOPS | {signal.SIGCHLD}
PAUSE_SECONDS: Final = 1.0
"""Before others are started in place of those that died: whatever kills them all at once must not fill the log."""

Place = tuple[int, Callable[[], None]]
"""The number of a worker, and what it calls once it is up."""

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.serve")


@dataclass(frozen=True)
class Worker:
    """One of them, in its own process. `number`: from 0; who takes its place has the same."""

    number: int
    when_up: Callable[[], None]
    """What it calls then."""
    server: str
    """The name of all of them, and of nobody else."""
    began_at: datetime
    """The process that was started, and so all of them."""


def become_one_of(count: int) -> Worker:
    """Returns in each worker.

    In the process that was started it never returns: that one puts others in the place of workers that die, passes
    SIGTERM on, and ends when all have ended. Raises CannotStart there, when one cannot even start.
    """
    server, began_at = node_name(alone=False), utc_now()
    number, when_up = _become_one_of(count)
    return Worker(number, when_up, server, began_at)


def _become_one_of(count: int) -> Place:
    signal.pthread_sigmask(signal.SIG_BLOCK, WANTED)
    workers: dict[int, int] = {}
    """Their numbers, by process id."""
    pipes: list[int] = []
    for number in range(count):
        place = _start(number, workers, pipes)
        if place is not None:
            return place
    up = [_is_up(pipe) for pipe in pipes]
    if all(up):
        log.info("all workers are up", workers=count)
        notify(READY)
        return _watch(workers)
    _stop(workers)
    _wait_for_all(workers)
    raise CannotStart("A worker could not start; why stands above.")


def _start(number: int, workers: dict[int, int], pipes: list[int]) -> Place | None:
    """None in the process that watches; by the new one of `pipes` it hears that the worker is up."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        workers[pid] = number
        pipes.append(reading)
        return None
    for pipe in (reading, *pipes):
        os.close(pipe)
    os.environ.pop("NOTIFY_SOCKET", None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WANTED)
    return number, lambda: _say_up(writing)


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


def _watch(workers: dict[int, int]) -> Place:
    while signal.sigwait(WANTED) is signal.SIGCHLD:
        died = _ended(workers)
        for pid, (_, status) in died.items():
            log.error("worker died", pid=pid, status=status, hint="Another takes its place.")
        if died and signal.sigtimedwait(STOPS, PAUSE_SECONDS) is not None:
            break
        for number, _ in died.values():
            place = _replace(number, workers)
            if place is not None:
                return place
    notify(STOPPING)
    _stop(workers)
    _wait_for_all(workers)
    sys.exit(0)


def _replace(number: int, workers: dict[int, int]) -> Place | None:
    pipes: list[int] = []
    place = _start(number, workers, pipes)
    for pipe in pipes:
        os.close(pipe)
    return place


def _ended(workers: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Their numbers and exit statuses, by process id."""
    found = [(pid, os.waitpid(pid, os.WNOHANG)) for pid in workers]
    return {pid: (workers.pop(pid), os.waitstatus_to_exitcode(status)) for pid, (ended, status) in found if ended}


def _stop(workers: dict[int, int]) -> None:
    for pid in workers:
        os.kill(pid, signal.SIGTERM)


def _wait_for_all(workers: dict[int, int]) -> None:
    """Each ends in its own time, which is bounded; another signal goes to them, too."""
    _ended(workers)
    while workers:
        if signal.sigwait(WANTED) is not signal.SIGCHLD:
            _stop(workers)
        _ended(workers)
