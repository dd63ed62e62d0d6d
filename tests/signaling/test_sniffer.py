"""The first bytes of a connection: whoever they come from, and however they are cut, the answer is the same."""

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.waiting import wait_until
from tests.signaling.conftest import Token
from tests.signaling.server import RunningServer, new_peer, upgrade
from vivavoce.operations import sniffer
from vivavoce.operations.heads import BoundedHeads

PATIENCE = 20
PROTOCOL = "Sec-WebSocket-Protocol: vivavoce.v1"
HEALTH = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def answer(server: RunningServer, *pieces: bytes, read: Callable[[], bool] = lambda: True) -> bytes:
    """The head of what is said to the last of them. A request before it is answered first, less than one is `read`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        for piece in pieces[:-1]:
            writer.write(piece)
            if piece.endswith(b"\r\n\r\n"):
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
            else:
                await asyncio.to_thread(wait_until, read, "the first piece read")
        writer.write(pieces[-1])
        return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    finally:
        writer.close()


def test_sig_8_what_browsers_send_needs_no_http_parser(
    server: RunningServer, interview: str, token: Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sniffer, "BoundedHeads", None)
    said = asyncio.run(answer(server, server.request(interview, token("sam"))))
    assert said.startswith(b"HTTP/1.1 101 ")


@pytest.fixture
def parsers(monkeypatch: pytest.MonkeyPatch) -> list[BoundedHeads]:
    """All that are made."""
    made: list[BoundedHeads] = []

    class Parser(BoundedHeads):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            made.append(self)

    monkeypatch.setattr(sniffer, "BoundedHeads", Parser)
    return made


@pytest.mark.parametrize("place", [("/ws/interview/{}", 101), ("/ws/elsewhere/{}", 404), ("/healthz?{}", 404)])
def test_sig_8_however_a_request_is_cut_or_follows_another_its_answer_is_the_same(
    server: RunningServer, interview: str, token: Token, parsers: list[BoundedHeads], place: tuple[str, int]
) -> None:
    start, status = place

    def said(*pieces: bytes) -> bytes:
        parsers.clear()
        head = asyncio.run(answer(server, *pieces, read=lambda: bool(parsers)))
        return head.partition(b"\r\n")[0].split(b" ")[1]

    def asked() -> bytes:
        """Another page each time."""
        path = f"{start.format(interview)}{'&' if '?' in start else '?'}peer={new_peer()}&n=1"
        return upgrade(server.port, path, PROTOCOL, f"Cookie: vivavoce_session={token('sam')}")

    one, two, three = asked(), asked(), asked()
    ways = [(one,), (two[:6], two[6:]), (three[:90], three[90:]), (HEALTH.encode(), asked())]
    assert [said(*way) for way in ways] == [str(status).encode()] * len(ways)


def test_sig_8_no_socket_is_given_to_a_request_that_asks_for_none(server: RunningServer, interview: str) -> None:
    heads = [
        f"GET /ws/interview/{interview} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n",
        f"POST /ws/interview/{interview} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 0\r\n\r\n",
    ]
    said = [asyncio.run(answer(server, head.encode())) for head in itertools.chain(heads, [HEALTH])]
    assert [line.split(b" ")[1] for line in said] == [b"404", b"404", b"200"]
