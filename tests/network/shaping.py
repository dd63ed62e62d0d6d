"""A bad line: loss, delay, jitter and a bandwidth between two network devices, both ways, in user space.

Kernels of build machines often lack the traffic shaper. Run as a program in the namespace of both devices:
`shaping.py near far`; each line on its standard input is a new shape, and its end is the program's.
"""

import os
import random
import select
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import astuple, dataclass
from typing import Self

ALL_PROTOCOLS = 3
PACKET_IGNORE_OUTGOING = 23
ARP = b"\x08\x06"
LARGEST = 65_535
QUEUE_SECONDS = 0.5
"""What waits longer for its turn is dropped, as in a router's full buffer."""
IDLE_SECONDS = 0.5


@dataclass(frozen=True)
class Shape:
    delay_ms: float = 0
    jitter_ms: float = 0
    loss_percent: float = 0
    rate_kbit: float = 0
    """0: as fast as it goes."""

    def line(self) -> bytes:
        return (" ".join(str(one) for one in astuple(self)) + "\n").encode()

    @classmethod
    def read(cls, line: bytes) -> Self:
        return cls(*(float(one) for one in line.split()))


class Way:
    """From one device to the other. Frames keep their order, whatever the jitter."""

    def __init__(self, source: socket.socket, target: socket.socket) -> None:
        self.source, self.target = source, target
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._busy_until = self._last_due = 0.0

    def take_in(self, shape: Shape, now: float) -> None:
        while True:
            try:
                frame = self.source.recv(LARGEST)
            except BlockingIOError:
                return
            due = self._due(frame, shape, now)
            if due is not None:
                self._waiting.append((due, frame))

    def let_out(self, now: float) -> None:
        while self._waiting and self._waiting[0][0] <= now:
            try:
                self.target.send(self._waiting.popleft()[1])
            except OSError:
                continue  # the far end is down for a moment: as good as lost

    @property
    def next_due(self) -> float:
        return self._waiting[0][0] if self._waiting else float("inf")

    def _due(self, frame: bytes, shape: Shape, now: float) -> float | None:
        """When it arrives; None: never."""
        if frame[12:14] == ARP:
            return now
        if random.random() * 100 < shape.loss_percent:
            return None
        sent = now
        if shape.rate_kbit:
            start = max(now, self._busy_until)
            if start - now > QUEUE_SECONDS:
                return None
            sent = self._busy_until = start + len(frame) * 8 / (shape.rate_kbit * 1000)
        wobble = random.uniform(-shape.jitter_ms, shape.jitter_ms)
        self._last_due = max(self._last_due, sent + max(0.0, shape.delay_ms + wobble) / 1000)
        return self._last_due


def listen_on(device: str) -> socket.socket:
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    opened.bind((device, ALL_PROTOCOLS))
    opened.setblocking(False)
    opened.setsockopt(263, PACKET_IGNORE_OUTGOING, 1)
    return opened


def forward(near: str, far: str) -> None:
    one, other = listen_on(near), listen_on(far)
    ways = {one: Way(one, other), other: Way(other, one)}
    shape, orders = Shape(), sys.stdin.fileno()
    while True:
        wait = min(way.next_due for way in ways.values()) - time.monotonic()
        ready, _, _ = select.select([*ways, orders], [], [], min(max(wait, 0), IDLE_SECONDS))
        if orders in ready:
            order = os.read(orders, LARGEST)
            if not order:
                return
            shape = Shape.read(order.splitlines()[-1])
        for opened, way in ways.items():
            if opened in ready:
                way.take_in(shape, time.monotonic())
            way.let_out(time.monotonic())


class Shaper:
    """Starts the program and gives it its orders. `command`: how a program is started where the devices are."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)

    def set(self, shape: Shape) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(shape.line())
        self._process.stdin.flush()

    def stop(self) -> None:
        self._process.communicate(timeout=10)


if __name__ == "__main__":
    forward(*sys.argv[1:3])
