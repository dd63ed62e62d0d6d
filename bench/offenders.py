"""`python -m bench.offenders`: who talks beside one who stops reading, floods, or opens a thousand sockets.

One server on core 0, its limits as they are, on SQLite; the load on core 1. Pairs talk at random moments: for some
seconds alone, then for as long while somebody misbehaves once; medians of several rounds. Exit status 1 where the p99
grew by more than a fifth, an offender was not closed with its code, or the load itself was late.
"""

import argparse
import socket
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from select import EPOLLIN, EPOLLOUT, epoll
from statistics import median

from tests.signaling.server import handshake, new_peer
from tests.signaling.talk import close_in

from bench.dialects import Dialect, payload, vivavoce
from bench.load import Load
from bench.office import Office, busy
from bench.record import record
from bench.relay import at
from bench.rooms import Room
from bench.usage import KIB, Usage, on_core

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

    def act(self) -> None:
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
        self._head = lambda: handshake(port, interview, cookie, new_peer(), 1)
        self._open: dict[int, tuple[socket.socket, bytes]] = {}
        self._codes: Counter[int] = Counter()

    def act(self) -> None:
        """A few steps."""
        if self._begun < SOCKETS and len(self._open) < AT_ONCE:
            self._begin()
        for number, event in self._poll.poll(0, A_TURN):
            one, heard = self._open[number]
            if event & EPOLLOUT:
                one.send(self._head())
                self._poll.modify(number, EPOLLIN)
                continue
            heard += one.recv(READ)
            self._open[number] = one, heard
            code = close_in(heard.partition(b"\r\n\r\n")[2])
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
        code = close_in(data)
    return code or 1006


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
    with busy(asked.pairs + len(KINDS) * asked.rounds) as (office, rooms), on_core(1):
        free = iter(range(asked.pairs, len(rooms)))
        with closing(_talking(office, rooms, asked.pairs)) as talking:
            rounds = [
                {
                    what: _measured(talking, partial(begin, rooms, office.port, next(free)), codes, asked.seconds)
                    | {"MiB of the server": Usage.of(office.pid).kib / KIB}
                    for what, (begin, codes) in KINDS.items()
                }
                for _ in range(asked.rounds)
            ]
    record("offenders", rounds)
    return _report(rounds)


def _talking(office: Office, rooms: list[Room], pairs: int) -> Load:
    made = Load([vivavoce(rooms)(office.port, room, side) for room in range(pairs) for side in (0, 1)])
    made.enter()
    made.prepare(payload(400))
    made.open(RATE, WARM_SECONDS)
    return made


def _measured(talking: Load, begin: Callable[[], Talker | Opener], codes: Counter[int], seconds: float) -> Figures:
    alone, late = _p99(talking, seconds)
    offender = begin()
    meanwhile, later = _p99(talking, seconds, offender)
    closed = offender.codes() == codes
    return {"alone": alone, "meanwhile": meanwhile, "late": max(late, later), "closed as it should be": closed}


def _p99(talking: Load, seconds: float, offender: Talker | Opener | None = None) -> tuple[float, float]:
    """Of the delays, and of what the load itself was late by; milliseconds."""
    delays = talking.open(RATE, seconds, offender)
    return at(delays.each, 0.99) * 1e3, at(delays.late, 0.99) * 1e3


def _report(rounds: Sequence[Mapping[str, Figures]]) -> int:
    missed = []
    for what in KINDS:
        each = [one[what] for one in rounds]
        alone, meanwhile, late, _, memory = (median(one[name] for one in each) for name in each[0])
        grown = meanwhile / alone
        print(f"{what:14} p99 {alone:.2f} ms alone, {meanwhile:.2f} meanwhile: {grown:.2f}; {memory:.0f} MiB")
        wrong = {
            f"p99 grew by more than {AIM}": grown > AIM,
            "closed with another code": not all(one["closed as it should be"] for one in each),
            "THE LOAD WAS LATE": late > LATE * alone,
        }
        missed += [f"{what}: {why}" for why, is_so in wrong.items() if is_so]
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
