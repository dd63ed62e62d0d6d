"""`python -m bench.nodes`: what it costs that the two people of a room are on different nodes.

Two servers, their database and Redis on core 0, the load on core 1. Messages of 400 bytes between people of one node,
then between people of both; CPU time is that of both servers and of Redis.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.redis import RedisServer

from bench.dialects import Dialect, payload, vivavoce
from bench.load import Load
from bench.office import NO_LIMIT, Office, database
from bench.record import record
from bench.relay import MESSAGE, at
from bench.rooms import make
from bench.usage import Usage, on_core, wait_for_rest

SITE = "http://127.0.0.1"
"""Nodes of one site find each other."""
RATE = 1_000
"""Messages a second, at random moments, whose delay is measured."""
WARM_SECONDS, LATE_P99 = 0.5, 5.0

Figures = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rooms", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as url:
        dialect = vivavoce(make(url, 2 * asked.rooms))
        with _cluster(Path(folder), url) as (one, other, redis), on_core(1):
            pids = [one.pid, other.pid, redis.pid]
            found = {
                "one node": _measured(dialect, range(asked.rooms), (one, one), pids, asked.seconds),
                "two nodes": _measured(dialect, range(asked.rooms, 2 * asked.rooms), (one, other), pids, asked.seconds),
            }
    for what, figures in found.items():
        print(what, *(f"{name} {figure:,.2f}" for name, figure in figures.items()), sep="  ")
    record("nodes", found)
    late = max(figures["late p99 ms"] for figures in found.values())
    if late > LATE_P99:
        print(f"THE LOAD WAS LATE by {late:.1f} ms: something else ran here, and the delays are not the servers'.")
    return 1 if late > LATE_P99 else 0


@contextmanager
def _cluster(folder: Path, database_url: str) -> Iterator[tuple[Office, Office, RedisServer]]:
    with ExitStack() as stack:
        with on_core(0):
            redis = stack.enter_context(RedisServer())
        settings = {"VIVAVOCE_PUBLIC_URL": SITE, "VIVAVOCE_BUS_URL": redis.url, **NO_LIMIT}
        one, other = (Office(folder / name, database_url, settings) for name in "ab")
        for node in (one, other):
            node.start()
            stack.callback(node.stop)
        yield one, other, redis


def _measured(
    dialect: Dialect, rooms: Sequence[int], nodes: tuple[Office, Office], pids: Sequence[int], seconds: float
) -> Figures:
    with closing(Load([dialect(nodes[side].port, room, side) for room in rooms for side in (0, 1)])) as load:
        load.enter()
        for pid in pids:
            wait_for_rest(pid)  # by then each node knows who is on the other
        load.prepare(payload(MESSAGE))
        load.closed(WARM_SECONDS)
        before = Usage.of_all(pids).seconds
        flow = load.closed(seconds)
        cpu = Usage.of_all(pids).seconds - before
        load.open(RATE, WARM_SECONDS)
        delays = load.open(RATE, seconds)
    return {
        "messages/CPU s": flow.messages / cpu,
        "messages/s": flow.messages / flow.seconds,
        "load": flow.share,
        "p50 ms": at(delays.each, 0.5) * 1e3,
        "p95 ms": at(delays.each, 0.95) * 1e3,
        "p99 ms": at(delays.each, 0.99) * 1e3,
        "late p99 ms": at(delays.late, 0.99) * 1e3,
    }


if __name__ == "__main__":
    sys.exit(main())
