"""`python -m bench.offenders`: who talks beside one who stops reading, floods, or opens a thousand sockets.

One server on core 0, its limits as they are, on SQLite; the load on core 1. Pairs talk at random moments: for some
seconds alone, then for as long while somebody misbehaves once; medians of several rounds. Exit status 1 where the p99
grew by more than a fifth, an offender was not closed with its code, or the load itself was late.
"""

import argparse
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from select import EPOLLIN, EPOLLOUT, epoll
from statistics import median

from tests.signaling.server import handshake
from websockets.frames import Close

from bench.dialects import Dialect, payload, vivavoce
from bench.load import Load
from bench.office import Office, database
from bench.record import record
from bench.relay import at
from bench.rooms import Room, make, peer
from bench.usage import Usage, on_core
from vivavoce.signaling.frames import frame_end

RATE, WARM_SECONDS = 5_000, 0.5
SOCKETS, AT_ONCE, A_TURN = 1_000, 100, 4
FRAMES, FRAME_BYTES, READ = 190, 65_000, 1 << 18
AIM, LATE = 1.2, 0.5

Figures = dict[str, float]


class Talker:
    """Sends the largest frames one after the other. `most`: of them; None: until it is stopped."""

    def __init__(self, dialect: Dialect, port: int, room: int, most: int | None) -> None:
        self._load = Load([dialect(port, room, side) for side in (0, 1)])
        self._load.enter()
        self._load.prepare(payload(FRAME_BYTES))
        self._speaker, self._partner = (link.socket for link in self._load.links)
        self._frame, self._left, self._floods = self._load.links[0].frame, most or READ, most is None
        self._rest = b""

    def answer(self) -> None:
        """One frame at the most: the load has others to serve."""
        try:
            if self._left:
                self._rest = self._rest or self._frame
                self._rest = self._rest[self._speaker.send(self._rest) :]
                self._left -= not self._rest
        except BlockingIOError:
            pass
        except OSError:
            self._left = 0
        if self._floods:
            _read(self._partner)

    def codes(self) -> Counter[int]:
        with closing(self._load):
            return Counter([_code(self._speaker if self._floods else self._partner)])


class Opener:
    """Opens sockets of one person to one room, so many at once."""

    def __init__(self, rooms: list[Room], port: int, room: int) -> None:
        interview, cookie, _ = rooms[room]
        self._address, self._poll, self._begun = ("127.0.0.1", port), epoll(), 0
        self._head = lambda number: handshake(port, interview, cookie, f"{peer(0)}{number}", 1)
        self._open: dict[int, tuple[socket.socket, bytes]] = {}
        self._codes: Counter[int] = Counter()

    def answer(self) -> None:
        """A few steps."""
        if self._begun < SOCKETS and len(self._open) < AT_ONCE:
            self._begin()
        for number, event in self._poll.poll(0, A_TURN):
            one, heard = self._open[number]
            if event & EPOLLOUT:
                one.send(self._head(self._begun * AT_ONCE + number))
                self._poll.modify(number, EPOLLIN)
                continue
            heard += one.recv(READ)
            self._open[number] = one, heard
            code = _close_in(heard.partition(b"\r\n\r\n")[2])
            if code is not None:
                self._codes[code] += 1
                self._end(number)

    def codes(self) -> Counter[int]:
        for number in list(self._open):
            self._end(number)
        self._poll.close()
        return self._codes

    def _begin(self) -> None:
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(self._address)
        self._begun += 1
        self._open[one.fileno()] = one, b""
        self._poll.register(one.fileno(), EPOLLOUT)

    def _end(self, number: int) -> None:
        self._poll.unregister(number)
        self._open.pop(number)[0].close()


def _read(one: socket.socket) -> bytes:
    try:
        return one.recv(READ)
    except OSError:
        return b""


def _code(one: socket.socket) -> int:
    """That it is closed with in the end; 1006 where the connection just ended."""
    one.settimeout(10)
    data, code = b"", None
    while code is None and (more := _read(one)):
        data += more
        code = _close_in(data)
    return code or 1006


def _close_in(data: bytes) -> int | None:
    at_ = 0
    while (end := frame_end(data, at_)) is not None and end <= len(data):
        if data[at_] & 0x0F == 8:
            return int(Close.parse(data[at_ + 2 : end]).code)
        at_ = end
    return None


KINDS: dict[str, tuple[Callable[[list[Room], int, int], Talker | Opener], Counter[int]]] = {
    "reads no more": (lambda rooms, port, room: Talker(vivavoce(rooms), port, room, FRAMES), Counter([1013])),
    "floods": (lambda rooms, port, room: Talker(vivavoce(rooms), port, room, None), Counter([4429])),
    "opens sockets": (Opener, Counter({4429: SOCKETS - 8})),
}
"""What each does, and what the server closes it with. Eight sockets of one person may be in a room."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="below 10, when who reads no more is cut off")
    asked = parser.parse_args()
    rounds = range(asked.rounds)
    with _office(asked.pairs + len(KINDS) * asked.rounds) as (office, rooms):
        links = [vivavoce(rooms)(office.port, room, side) for room in range(asked.pairs) for side in (0, 1)]
        with on_core(1), closing(Load(links)) as talking:
            talking.enter()
            talking.prepare(payload(400))
            talking.open(RATE, WARM_SECONDS)
            found: dict[str, list[Figures]] = {what: [] for what in KINDS}
            wrong: list[str] = []
            for number in rounds:
                for kind, (what, (begin, codes)) in enumerate(KINDS.items()):
                    alone = _p99(talking, asked.seconds)
                    offender = begin(rooms, office.port, asked.pairs + number * len(KINDS) + kind)
                    meanwhile = _p99(talking, asked.seconds, offender)
                    closed = offender.codes()
                    wrong += [f"{what}: closed with {dict(closed)}"] if closed != codes else []
                    found[what].append(
                        {"alone": alone[0], "meanwhile": meanwhile[0], "late": max(alone[1], meanwhile[1])}
                        | {"MiB of the server": Usage.of(office.pid).kib / 1024}
                    )
    return _report(found, wrong)


@contextmanager
def _office(rooms: int) -> Iterator[tuple[Office, list[Room]]]:
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as url:
        made = make(url, rooms)
        office = Office(Path(folder) / "data", url)
        office.start()
        try:
            yield office, made
        finally:
            office.stop()


def _p99(talking: Load, seconds: float, offender: Talker | Opener | None = None) -> tuple[float, float]:
    """Of the delays, and of what the load itself was late by; milliseconds."""
    delays = talking.open(RATE, seconds, offender)
    return at(delays.each, 0.99) * 1e3, at(delays.late, 0.99) * 1e3


def _report(found: dict[str, list[Figures]], wrong: list[str]) -> int:
    record("offenders", found)
    missed = list(wrong)
    for what, figures in found.items():
        alone, meanwhile, late, memory = (median(one[name] for one in figures) for name in figures[0])
        grown = meanwhile / alone
        print(f"{what:14} p99 {alone:.2f} ms alone, {meanwhile:.2f} meanwhile: {grown:.2f}; {memory:.0f} MiB")
        missed += [f"{what}: p99 grew by more than {AIM}"] if grown > AIM else []
        missed += [f"{what}: THE LOAD WAS LATE"] if late > LATE * alone else []
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
