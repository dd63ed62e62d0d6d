"""`python -m bench.storm`: thousands come at once, to a server where others talk, and back to one that was killed.

Everybody has an account, a session and an interview of their own. Three processes share the machine: one server, the
crowd, and the pairs that talk, whose delays are measured from one to the other (both have the same clock).

newcomers: the crowd comes within a second. The delays of the pairs before and meanwhile.
kill -9: the crowd is inside when the server is killed, and started again. Seconds until all are welcome.

Exit status 1 when anybody was refused for good, or cut off.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from multiprocessing.connection import Connection
from statistics import quantiles
from typing import Any

from websockets.asyncio.client import ClientConnection

from bench.crowd import Came, Ticket, crowd
from bench.office import Office, busy
from bench.record import record
from bench.rooms import Room, enter, peer
from bench.usage import on_core

EVERY_SECONDS = 0.05
"""Each pair says something so often."""
CALM_SECONDS = 5.0
COME_WITHIN_SECONDS = 1.0
BUSY = 0.85
"""Of a core: a crowd that takes more was the limit itself."""

Figures = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=20, help="that talk")
    parser.add_argument("--postgres", action="store_true", help="instead of SQLite")
    asked = parser.parse_args()
    with busy(asked.people // 2 + asked.pairs, postgres=asked.postgres) as (server, rooms), on_core(1):
        talking = rooms[: asked.pairs]
        tickets = [(interview, cookie) for interview, *cookies in rooms[asked.pairs :] for cookie in cookies]
        found = {"newcomers": asyncio.run(_newcomers(server.port, talking, tickets))}
        found["kill -9"] = _killed(server, tickets)
    return _report("storm_postgres" if asked.postgres else "storm", found)


@contextmanager
def _crowd(port: int, tickets: list[Ticket], *, twice: bool = False) -> Iterator[Connection]:
    """Says what became of it by this pipe."""
    hears, tells = multiprocessing.Pipe(duplex=False)
    arguments = (tells, port, tickets, COME_WITHIN_SECONDS)
    spawned = multiprocessing.get_context("spawn").Process(target=crowd, args=arguments, kwargs={"twice": twice})
    spawned.start()
    tells.close()
    try:
        yield hears
    finally:
        spawned.terminate()
        spawned.join()


async def _newcomers(port: int, talking: list[Room], tickets: list[Ticket]) -> Figures:
    delays: list[tuple[float, float]] = []
    async with AsyncExitStack() as stack:
        couples = [[await stack.enter_async_context(enter(port, room, side)) for side in (0, 1)] for room in talking]
        tasks = [
            asyncio.create_task(work) for couple in couples for work in (_say(couple[0]), _hear(couple[1], delays))
        ]
        await asyncio.sleep(CALM_SECONDS)
        with _crowd(port, tickets) as hears:
            came: Came = await asyncio.to_thread(hears.recv)
        cut_off = sum(task.done() for task in tasks)
        for task in tasks:
            task.cancel()
    calm = [delay for at, delay in delays if at < came.began]
    meanwhile = [delay for at, delay in delays if came.began <= at <= max(came.welcomed_at)]
    return _figures(came, came.began) | {
        "talking, calm": _summary(calm),
        "talking, meanwhile": _summary(meanwhile),
        "cut off": cut_off,
    }


async def _say(socket: ClientConnection) -> None:
    while True:
        await socket.send(json.dumps({"type": "signal", "to": peer(1), "data": time.monotonic()}))
        await asyncio.sleep(EVERY_SECONDS)


async def _hear(socket: ClientConnection, delays: list[tuple[float, float]]) -> None:
    """When each was said, and the seconds that it took."""
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "signal":
            delays.append((message["data"], time.monotonic() - message["data"]))


def _killed(server: Office, tickets: list[Ticket]) -> Figures:
    with _crowd(server.port, tickets, twice=True) as hears:
        hears.recv()
        killed = time.monotonic()
        server.kill()
        server.start()
        up = time.monotonic()
        came: Came = hears.recv()
    return {"seconds until it answers": round(up - killed, 2)} | _figures(came, killed)


def _figures(came: Came, since: float) -> Figures:
    seconds = sorted(at - since for at in came.welcomed_at)
    return {
        "welcome": len(seconds),
        "seconds until half are welcome": round(seconds[len(seconds) // 2], 2),
        "seconds until all are welcome": round(seconds[-1], 2),
        "sent back": came.sent_back,
        "refused for good": came.refused,
        "the crowd's share of a core": round(came.cpu_share, 2),
    }


def _summary(delays: list[float]) -> Figures:
    hundredths = quantiles((delay * 1e3 for delay in delays), n=100)
    return {
        "p50 ms": round(hundredths[49], 2),
        "p99 ms": round(hundredths[98], 2),
        "longest ms": round(max(delays) * 1e3, 2),
        "messages": len(delays),
    }


def _report(name: str, found: dict[str, Figures]) -> int:
    if os.nice(0) > 0:
        print("This ran with a low priority: what else runs here counts, too.")
    for which, figures in found.items():
        print(which)
        for what, figure in figures.items():
            print(f"  {what:32} {figure}")
        if figures["the crowd's share of a core"] > BUSY:
            print("  The crowd's own process was the limit here: the server may be faster than this.")
    calm, meanwhile = found["newcomers"]["talking, calm"], found["newcomers"]["talking, meanwhile"]
    print(f"p99 of who talks while newcomers come: {meanwhile['p99 ms'] / calm['p99 ms']:.1f} times that of before")
    record(name, found)
    return 1 if any(figures["refused for good"] or figures.get("cut off") for figures in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
