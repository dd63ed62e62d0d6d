"""`python -m bench.sockets`: what a socket costs the server, in memory and in CPU time, beside a textbook FastAPI room.

Ours authorizes everybody from the database and keeps presence, limits and metrics; the textbook's checks nothing. Both
run by themselves, one after the other, round by round. Times are the server's own CPU time (/proc), so that the client,
which is slower, does not count.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import httpx
from tests.browser.demo_server import DemoServer, free_port
from tests.browser.waiting import wait_until
from websockets.asyncio.client import ClientConnection, connect

from bench.rooms import enter, make, peer

RESULTS = Path(__file__).with_name("results") / "sockets.json"
TURNS = 100
"""Messages of each socket; the limit of ours lets 200 through at once."""
PAYLOAD = "x" * 400
TICK = os.sysconf("SC_CLK_TCK")
KIB = 1024

Open = Callable[[int, int], connect]
"""The socket of a room's first or second person."""
Say = Callable[[int], str]
"""What that person says to the other."""


@dataclass(frozen=True)
class Cost:
    kib_per_socket: float
    ms_per_join: float
    us_per_message: float


@dataclass(frozen=True)
class Usage:
    seconds: float
    kib: float

    @classmethod
    def of(cls, pid: int) -> "Usage":
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return cls((int(fields[11]) + int(fields[12])) / TICK, pages * os.sysconf("SC_PAGE_SIZE") / KIB)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=200)
    asked = parser.parse_args()
    costs: dict[str, list[Cost]] = {"textbook": [], "Vivavoce": []}
    for _ in range(asked.rounds):
        costs["textbook"].append(_textbook(asked.pairs))
        costs["Vivavoce"].append(_ours(asked.pairs))
    _report(costs)
    return 0


def _ours(pairs: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        rooms = make(data, pairs + 1)
        server = DemoServer(data)
        server.start()
        try:

            def into(room: int, side: int) -> connect:
                return enter(server.port, rooms[room], side)

            return asyncio.run(_measure(server.pid, pairs, into, _to_the_other))
        finally:
            server.stop()


def _to_the_other(side: int) -> str:
    return json.dumps({"type": "signal", "to": peer(1 - side), "data": PAYLOAD})


def _textbook(pairs: int) -> Cost:
    with _running_textbook() as (pid, port):

        def enter(room: int, _side: int) -> connect:
            return connect(f"ws://127.0.0.1:{port}/ws/{room}", proxy=None)

        return asyncio.run(_measure(pid, pairs, enter, lambda _side: PAYLOAD))


@contextmanager
def _running_textbook() -> Iterator[tuple[int, int]]:
    port = free_port()
    line = [sys.executable, "-m", "uvicorn", "bench.textbook.room:app", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen(line, stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers(port), "the textbook's room", 60)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/openapi.json", timeout=5).is_success
    except httpx.TransportError:
        return False


async def _measure(pid: int, pairs: int, enter: Open, say: Say) -> Cost:
    async with AsyncExitStack() as stack:
        # The first sockets of a process cost more than all that come after.
        await _seat(stack, enter, pairs)
        await asyncio.to_thread(wait_until, _rest(pid), "the server at rest", 60)
        before = Usage.of(pid)
        couples = await asyncio.gather(*(_seat(stack, enter, room) for room in range(pairs)))
        inside = Usage.of(pid)
        await asyncio.gather(*(_talk(couple, say) for couple in couples))
        after = Usage.of(pid)
    sockets = 2 * pairs
    return Cost(
        (inside.kib - before.kib) / sockets,
        (inside.seconds - before.seconds) / sockets * 1e3,
        (after.seconds - inside.seconds) / (sockets * TURNS) * 1e6,
    )


def _rest(pid: int) -> Callable[[], bool]:
    """Whether it has done nothing since it was last asked: what begins with a server is over."""
    last = [-1.0]

    def rests() -> bool:
        before, last[0] = last[0], Usage.of(pid).seconds
        return before == last[0]

    return rests


async def _seat(stack: AsyncExitStack, enter: Open, room: int) -> list[ClientConnection]:
    """Both in the room, and each has been answered to a ping: nothing is under way."""
    couple = [await stack.enter_async_context(enter(room, side)) for side in (0, 1)]
    for socket in couple:
        await (await socket.ping())
    return couple


async def _talk(couple: list[ClientConnection], say: Say) -> None:
    """In turns: a message goes out when the one before has arrived."""
    for _ in range(TURNS):
        for side, socket in enumerate(couple):
            await socket.send(say(side))
            while PAYLOAD not in str(await couple[1 - side].recv()):
                pass  # presence


def _report(costs: dict[str, list[Cost]]) -> None:
    medians = {
        name: {field: median(asdict(one)[field] for one in some) for field in asdict(some[0])}
        for name, some in costs.items()
    }
    for field, textbook in medians["textbook"].items():
        ours = medians["Vivavoce"][field]
        print(f"{field:16} textbook {textbook:8.2f}   Vivavoce {ours:8.2f}   ratio {ours / textbook:.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps({name: [asdict(one) for one in some] for name, some in costs.items()}, indent=2) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
