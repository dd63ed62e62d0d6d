"""The real app under the real uvicorn on a free port, in a thread, for clients that speak WebSocket."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from vivavoce.app import create_app
from vivavoce.bodies import PACE, Pace
from vivavoce.clock import Clock
from vivavoce.edge import Edge
from vivavoce.operations.heads import HEAD_SECONDS
from vivavoce.operations.server import Server, close_all, listen, uvicorn_config
from vivavoce.settings import Settings

SUBPROTOCOL = Subprotocol("vivavoce.v1")


def new_peer() -> str:
    return secrets.token_urlsafe(16)


def upgrade(port: int, path: str, *more: str) -> bytes:
    """The head of a request for a socket, for clients that are no browsers. `more`: lines of it."""
    lines = (
        f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", *more, "",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode()


def handshake(port: int, interview_id: str, token: str, peer: str, n: int) -> bytes:
    path = f"/ws/interview/{interview_id}?peer={peer}&n={n}"
    return upgrade(port, path, f"Sec-WebSocket-Protocol: {SUBPROTOCOL}", f"Cookie: vivavoce_session={token}")


@dataclass
class RunningServer:
    app: FastAPI
    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(self, interview_id: str, token: str) -> bytes:
        """For a fresh peer's first socket."""
        return handshake(self.port, interview_id, token, new_peer(), 1)

    def connect(self, interview_id: str, token: str | None, query: str | None = None, **more: Any) -> connect:
        """`query` instead of a fresh peer's first socket; `more` as websockets' connect takes it."""
        query = f"peer={new_peer()}&n=1" if query is None else query
        headers = {"Cookie": f"vivavoce_session={token}"} if token else {}
        headers |= more.pop("headers", {})
        options: dict[str, Any] = {"subprotocols": [SUBPROTOCOL], "proxy": None} | more
        url = f"ws://127.0.0.1:{self.port}/ws/interview/{interview_id}?{query}"
        return connect(url, additional_headers=headers, **options)


@contextmanager
def running(
    settings: Settings,
    clock: Clock,
    ping_seconds: float | None = None,
    pace: Pace = PACE,
    head_seconds: float = HEAD_SECONDS,
) -> Iterator[RunningServer]:
    """As the demo: PUBLIC_URL is not set, so the site is where the request went. `ping_seconds`: instead of 20."""
    sockets = listen(["127.0.0.1"], 0)
    settings = settings.model_copy(update={"public_url": ""})
    app = create_app(settings, clock)
    up = threading.Event()
    config = uvicorn_config(app, settings, tls=None, head_seconds=head_seconds)
    if pace is not PACE:
        config.app = Edge(app, settings, pace=pace)
    if ping_seconds is not None:
        config.ws_ping_interval = config.ws_ping_timeout = ping_seconds
    server = Server(config, app, up.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    try:
        assert up.wait(20), "the server did not start"
        yield RunningServer(app, sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)
        close_all(sockets)
    assert not thread.is_alive(), "the server did not stop"
