"""`python -m bench.idle`: what ten thousand sockets that say nothing cost, and cost those who talk.

One server on core 0, the load on core 1. Five hundred rooms talk at random moments, first alone, then while everybody
else sits in a room and says nothing but what a browser says by itself.
"""

import argparse
import resource
import sys
from collections.abc import Sequence
from contextlib import closing

from bench.dialects import Dialect, payload, vivavoce
from bench.load import Delays, Load
from bench.office import Office, busy
from bench.record import record
from bench.relay import at
from bench.usage import Usage, on_core, wait_for_rest

RATE = 5_000
FILES = 60_000
WARM_SECONDS = 0.5
AIM_P99, LATE_P99 = 50.0, 5.0
"""Milliseconds."""

Figures = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--idle", type=int, default=10_000, help="sockets")
    parser.add_argument("--rooms", type=int, default=500, help="that talk")
    parser.add_argument("--seconds", type=float, default=20.0, help="of talk, each time")
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, most), most))
    with busy(asked.rooms + asked.idle // 2) as (office, rooms), on_core(1):
        found = _measured(office, vivavoce(rooms), asked.rooms, asked.idle // 2, asked.seconds)
    for what, figures in found.items():
        print(what, *(f"{name} {figure:,.2f}" for name, figure in figures.items()), sep="  ")
    record("idle", found)
    late = max(found[when]["late p99 ms"] for when in ("alone", "among the idle"))
    if late > LATE_P99:
        print(f"THE LOAD WAS LATE by {late:.1f} ms: something else ran here, and the delays are not the server's.")
    return 1 if late > LATE_P99 or found["among the idle"]["p99 ms"] > AIM_P99 else 0


def _measured(office: Office, dialect: Dialect, rooms: int, idle: int, seconds: float) -> dict[str, Figures]:
    with _load(office, dialect, range(rooms)) as talking:
        talking.enter()
        talking.prepare(payload(400))
        found = {"alone": _talk(office, talking, seconds)}
        before = Usage.of(office.pid)
        with _load(office, dialect, range(rooms, rooms + idle)) as others:
            others.enter()
            wait_for_rest(office.pid)
            found["idle"] = {"sockets": 2 * idle, "KiB each": (Usage.of(office.pid).kib - before.kib) / (2 * idle)}
            found["among the idle"] = _talk(office, talking, seconds, others)
    return found


def _load(office: Office, dialect: Dialect, rooms: Sequence[int]) -> closing[Load]:
    return closing(Load([dialect(office.port, room, side) for room in rooms for side in (0, 1)]))


def _talk(office: Office, talking: Load, seconds: float, others: Load | None = None) -> Figures:
    talking.open(RATE, WARM_SECONDS, others)
    before = Usage.of(office.pid).seconds
    delays: Delays = talking.open(RATE, seconds, others)
    return {
        "p50 ms": at(delays.each, 0.5) * 1e3,
        "p99 ms": at(delays.each, 0.99) * 1e3,
        "longest ms": delays.each[-1] * 1e3,
        "late p99 ms": at(delays.late, 0.99) * 1e3,
        "share of a core": (Usage.of(office.pid).seconds - before) / delays.seconds,
    }


if __name__ == "__main__":
    sys.exit(main())
