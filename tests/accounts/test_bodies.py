"""Who sends slowly holds up nobody, and is told; who sends steadily may take as long as it needs."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message

from tests.conftest import FakeClock, make_settings
from tests.signaling.server import RunningServer, running
from vivavoce.bodies import MAX_BODY, Pace, bounded

QUICK = Pace(grace=0.2, rate=1_000_000)
HEAD = b"POST /api/auth/login HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n"


async def read(pieces: list[tuple[float, bytes]], pace: Pace) -> list[bytes]:
    """What is read of pieces that come after so many seconds each; an HTTPException as its status."""
    queue: asyncio.Queue[Message] = asyncio.Queue()

    async def send() -> None:
        for seconds, body in pieces:
            await asyncio.sleep(seconds)
            queue.put_nowait({"type": "http.request", "body": body, "more_body": body != b""})

    sending = asyncio.create_task(send())
    receive = bounded(queue.get, MAX_BODY, pace)
    found: list[bytes] = []
    try:
        while (message := await receive())["body"]:
            found.append(message["body"])
    except HTTPException as error:
        found.append(str(error.status_code).encode())
    sending.cancel()
    return found


def test_a_trickle_is_refused_however_alive_it_is() -> None:
    assert asyncio.run(read([(0.02, b"x")] * 50, QUICK))[-1] == b"408"


def test_a_steady_stream_may_take_longer_than_the_grace() -> None:
    steady = Pace(grace=0.5, rate=1_000)
    pieces = [(0.1, b"x" * 1_000)] * 8
    assert asyncio.run(read([*pieces, (0, b"")], steady)) == [b"x" * 1_000] * 8


def test_what_is_complete_is_not_timed_any_more() -> None:
    """From then on the server only waits to hear that the client has gone."""

    async def wait_on() -> Message:
        queue: asyncio.Queue[Message] = asyncio.Queue()
        queue.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        receive = bounded(queue.get, MAX_BODY, Pace(grace=0, rate=1))
        await receive()
        asyncio.get_running_loop().call_later(0.05, queue.put_nowait, {"type": "http.disconnect"})
        return await receive()

    assert asyncio.run(wait_on()) == {"type": "http.disconnect"}


@pytest.fixture
def server(tmp_path: Path, clock: FakeClock) -> Iterator[RunningServer]:
    settings = make_settings(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path)
    with running(settings, clock, pace=QUICK) as up:
        yield up


def test_a_slow_request_is_answered_and_its_connection_closed(server: RunningServer) -> None:
    host = f"127.0.0.1:{server.port}"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as slow:
        slow.sendall(HEAD % host.encode() + b"{")
        answer = b"".join(iter(lambda: slow.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"body_too_slow"' in body
