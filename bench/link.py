"""One person's socket: enters by its server's dialect, and counts what it hears by the headers of frames."""

import itertools
import socket
import time
from collections import deque
from collections.abc import Iterator

from bench.dialects import Entry, frame

READ = 1 << 18
PONG = b"\x8a\x80\0\0\0\0"
SOCKETIO_PING, SOCKETIO_PONG = b"2", frame("3")
BIND_LATE = 24
"""IP_BIND_ADDRESS_NO_PORT of Linux: the port is chosen with the connection."""
_sources = itertools.cycle(f"127.0.1.{number}" for number in range(1, 201))
"""One address has ports for 28,000 sockets only."""


class Failed(Exception):
    """A server closed, or said nothing any more: the figures would be of something else."""


class Link:
    __slots__ = (
        "_buffer", "_least", "_steps", "_upgraded", "began", "entry", "frame", "is_in", "partner", "said_at", "socket",
    )  # fmt: skip

    def __init__(self, entry: Entry) -> None:
        self.entry, self._steps = entry, list(entry.steps)
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self._buffer, self._upgraded, self.is_in, self.began = b"", False, False, 0.0
        self.frame, self._least = b"", READ
        self.partner: Link
        self.said_at: deque[float] = deque()
        """When what it has not heard yet was to be said."""

    def prepare(self, payload: str) -> None:
        """What it says from now on, and how long what it hears is at the least."""
        self.frame, self._least = self.entry.message(payload), len(payload)

    def connect(self) -> None:
        self.began = time.perf_counter()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.IPPROTO_IP, BIND_LATE, 1)
        self.socket.bind((next(_sources), 0))
        self.socket.connect_ex(("127.0.0.1", self.entry.port))

    def say(self, data: bytes) -> None:
        if self.socket.send(data) != len(data):
            raise Failed("a server reads too slowly")

    def enter(self) -> bool:
        """Reads what is there: whether it is in now."""
        if self._upgraded:
            self.heard()
        else:
            self._upgrade()
        self.is_in = self._upgraded and not self._steps
        return self.is_in

    def heard(self) -> int:
        """Reads what is there: how many messages."""
        data = self.socket.recv(READ)
        if not data:
            raise Failed("a server closed a socket")
        # The commonest first: a message that is alone and whole.
        if not self._buffer and len(data) > self._least and data[0] == 0x81 and _end(data, 0) == len(data):
            return 1
        return sum(length >= self._least for length in self._frames(data))

    def _upgrade(self) -> None:
        head, found, _ = self.socket.recv(READ, socket.MSG_PEEK).partition(b"\r\n\r\n")
        if found and not head.startswith(b"HTTP/1.1 101"):
            raise Failed(f"a server answered {head[:200]!r}")
        if found:
            self.socket.recv(len(head) + len(found))
            self._upgraded = True
            if self.entry.at_once:
                self.say(self.entry.at_once)

    def _frames(self, data: bytes) -> Iterator[int]:
        """Answers pings; the length of each whole data frame."""
        data, at = self._buffer + data, 0
        while (end := _end(data, at)) <= len(data):
            self._take(data[at] & 0x0F, data[at + (4 if data[at + 1] == 126 else 2) : end])
            if data[at] & 0x0F < 8:
                yield end - at
            at = end
        self._buffer = data[at:]

    def _take(self, opcode: int, said: bytes) -> None:
        if opcode == 8:
            raise Failed(f"a server closed with {said!r}")
        if opcode == 9:
            self.say(PONG)
        elif said == SOCKETIO_PING:
            self.say(SOCKETIO_PONG)
        elif self._steps and said.startswith(self._steps[0][0]):
            answer = self._steps.pop(0)[1]
            if answer:
                self.say(answer)


def _end(data: bytes, at: int) -> int:
    """Of the frame there, which no server masks and no message here makes longer than 64 KiB; past all if unknown."""
    there = len(data) - at
    if there < 2 or (data[at + 1] == 126 and there < 4):
        return len(data) + 1
    return at + 4 + (data[at + 2] << 8 | data[at + 3]) if data[at + 1] == 126 else at + 2 + data[at + 1]
