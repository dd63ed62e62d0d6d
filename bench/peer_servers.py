"""Ours, and the servers to compare with, each alone on core 0 while it is entered."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until

from bench.dialects import Dialect, peerjs, raw, socketio, vivavoce, ywebrtc
from bench.office import NO_LIMIT, busy
from bench.record import ROOT
from bench.relay_report import OURS
from bench.usage import on_core

PEERS = Path(__file__).with_name("peers")


@dataclass(frozen=True)
class Server:
    pid: int
    port: int
    dialect: Dialect


@contextmanager
def ours(rooms: int) -> Iterator[Server]:
    """With so many rooms in its database, on SQLite."""
    with busy(rooms, NO_LIMIT) as (office, made):
        yield Server(office.pid, office.port, vivavoce(made))


def peer(dialect: Dialect, *command: str) -> Callable[[int], AbstractContextManager[Server]]:
    """`{port}` stands for the port, as an argument or in the environment."""

    @contextmanager
    def running(_rooms: int) -> Iterator[Server]:
        port = free_port()
        line = [part.replace("{port}", str(port)) for part in command]
        with on_core(0):
            process = subprocess.Popen(line, cwd=PEERS, env=_environment(port), stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: _answers(port), f"{command} on port {port}", 60)
            yield Server(process.pid, port, dialect)
        finally:
            process.kill()
            process.wait()

    return running


def _environment(port: int) -> Mapping[str, str]:
    return os.environ | {"NODE_ENV": "production", "PORT": str(port), "PYTHONPATH": str(ROOT)}


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=5).status_code < 500
    except httpx.TransportError:
        return False


TEXTBOOK = (sys.executable, "-m", "uvicorn", "bench.textbook.room:app", "--port", "{port}", "--log-level", "error")
SERVERS: dict[str, Callable[[int], AbstractContextManager[Server]]] = {
    OURS: ours,
    "uWebSockets.js": peer(raw, "node", "uws.cjs", "{port}"),
    "ws": peer(raw, "node", "ws.mjs", "{port}"),
    "PeerJS": peer(peerjs, "node", "peerjs.cjs", "{port}"),
    "socket.io": peer(socketio, "node", "socketio.cjs", "{port}"),
    "y-webrtc": peer(ywebrtc, "node", "node_modules/y-webrtc/bin/server.js"),
    "textbook": peer(raw, *TEXTBOOK),
    "textbook unread": peer(partial(raw, path="/unread"), *TEXTBOOK),
}
"""Each takes how many rooms will be entered."""
