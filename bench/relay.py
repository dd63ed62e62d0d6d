"""`python -m bench.relay`: how cheaply a message reaches the other person of a room, beside the peers of bench/peers.

Every server runs alone on core 0, the load on core 1, one server after the other, round by round. Ours reads from its
database who may enter, and keeps presence, limits (raised, so that they do not bite) and metrics; nobody else asks who
somebody is. Messages and joins are counted by the server's own CPU time, which holds whoever is the limit. Delays and
what goes by the clock need a load that keeps up: exit status 1, and which it was, where it did not.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing

from bench.dialects import payload
from bench.load import Load
from bench.peer_servers import SERVERS, Server
from bench.record import record
from bench.relay_report import Figures, report
from bench.usage import Usage, on_core, wait_for_rest

PAIRS = 256
WARM = 20
"""Rooms that are entered first: the first sockets of a process cost more than all that come after."""
MESSAGE, OFFER = 400, 12_000
RATE = 5_000
WARM_SECONDS = 0.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement")
    parser.add_argument("--rooms", type=int, default=2500, help="that are entered")
    parser.add_argument("--only", default="", help="names, separated by commas")
    asked = parser.parse_args()
    names = asked.only.split(",") if asked.only else list(SERVERS)
    rounds: dict[str, list[Figures]] = {name: [] for name in names}
    for _ in range(asked.rounds):
        for name in names:
            with SERVERS[name](WARM + asked.rooms + PAIRS) as server, on_core(1):
                found = _measure(server, asked.rooms, asked.seconds)
            rounds[name].append(found)
            print(name, *(f"{what} {figure:,.2f}" for what, figure in found.items()), sep="  ", flush=True)
    record("relay", rounds)
    return report(rounds)


def _measure(server: Server, rooms: int, seconds: float) -> Figures:
    with _load(server, 0, WARM) as load:
        load.enter()
        found = _entered(server, rooms)
    with _load(server, WARM + rooms, PAIRS) as load:
        load.enter()
        found |= _relayed(server, load, "messages", MESSAGE, seconds)
        found |= _relayed(server, load, "offers", OFFER, seconds)
        return found | _delayed(server, load, seconds)


def _load(server: Server, first: int, rooms: int) -> closing[Load]:
    numbers = range(first, first + rooms)
    return closing(Load([server.dialect(server.port, room, side) for room in numbers for side in (0, 1)]))


def _entered(server: Server, rooms: int) -> Figures:
    with _load(server, WARM, rooms) as load:
        wait_for_rest(server.pid)
        before = Usage.of(server.pid)
        entrances = load.enter()
        wait_for_rest(server.pid)
        after = Usage.of(server.pid)
    return {
        "joins/CPU s": 2 * rooms / (after.seconds - before.seconds),
        "joins/s": 2 * rooms / entrances.seconds,
        "join p99 ms": at(entrances.each, 0.99) * 1e3,
        "joins: load": entrances.share,
        "KiB/socket": (after.kib - before.kib) / (2 * rooms),
    }


def _relayed(server: Server, load: Load, what: str, size: int, seconds: float) -> Figures:
    wait_for_rest(server.pid)
    load.prepare(payload(size))
    load.closed(WARM_SECONDS)
    before = Usage.of(server.pid).seconds
    flow = load.closed(seconds)
    cpu = Usage.of(server.pid).seconds - before
    return {
        f"{what}/CPU s": flow.messages / cpu,
        f"{what}/s": flow.messages / flow.seconds,
        f"{what}: server": cpu / flow.seconds,
        f"{what}: load": flow.share,
    }


def _delayed(server: Server, load: Load, seconds: float) -> Figures:
    wait_for_rest(server.pid)
    load.prepare(payload(MESSAGE))
    load.open(RATE, WARM_SECONDS)
    before = Usage.of(server.pid).seconds
    delays = load.open(RATE, seconds)
    cpu = Usage.of(server.pid).seconds - before
    return {
        "p50 ms": at(delays.each, 0.5) * 1e3,
        "p95 ms": at(delays.each, 0.95) * 1e3,
        "p99 ms": at(delays.each, 0.99) * 1e3,
        "late p95 ms": at(delays.late, 0.95) * 1e3,
        f"server at {RATE}/s": cpu / delays.seconds,
    }


def at(ordered: Sequence[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


if __name__ == "__main__":
    sys.exit(main())
