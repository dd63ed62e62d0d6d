"""Some misbehave in one room; two who talk in another must not notice. SQLite is enough here.

Clients and server share one process here, so the factor is generous; `python -m bench.storm` measures.
"""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.conftest import FakeClock
from tests.signaling.conftest import AddInterview, Token
from tests.signaling.server import RunningServer, running
from tests.signaling.talk import PATIENCE, close_code, close_in, hear, inside, say
from vivavoce.settings import Settings
from vivavoce.signaling.connection import QUEUE_BYTES
from vivavoce.signaling.incoming import MAX_BYTES

SAMPLES = 100
EVERY_SECONDS = 0.02
"""As fast as a socket may go on talking."""
FACTOR = 20
LEAST_SECONDS = 0.01
"""A delay below this is taken for this long."""
BIG = "x" * 65_000

Offense = Callable[[], Coroutine[Any, Any, None]]


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "vivavoce.sqlite3")
    return f"sqlite:///{tmp_path / 'vivavoce.sqlite3'}"


@pytest.fixture
def other(add_interview: AddInterview) -> str:
    """Where the offender is: Eve, with Ben."""
    return add_interview("other", "eve", "ben")


class Watch:
    """Ada and Sam, who talk; and how much waits in the server's queues meanwhile."""

    def __init__(self, server: RunningServer, ada: ClientConnection, sam: ClientConnection, ada_peer: str) -> None:
        self._server, self._ada, self._sam, self._ada_peer = server, ada, sam, ada_peer
        self.most_bytes = 0

    async def is_unmoved_by(self, offense: Offense) -> None:
        before = await self._talk(lambda said: said < SAMPLES)
        offending = asyncio.create_task(offense())
        during = await self._talk(lambda said: said < SAMPLES or not offending.done())
        await offending
        assert _p99(during) <= FACTOR * max(_p99(before), LEAST_SECONDS)
        assert self.most_bytes <= QUEUE_BYTES + MAX_BYTES

    async def _talk(self, goes_on: Callable[[int], bool]) -> list[float]:
        delays: list[float] = []
        async with asyncio.timeout(60):
            while goes_on(len(delays)):
                said = time.monotonic()
                await say(self._sam, type="signal", to=self._ada_peer, data=len(delays))
                heard = await hear(self._ada)
                assert heard["data"] == len(delays)
                delays.append(time.monotonic() - said)
                self._look()
                await asyncio.sleep(EVERY_SECONDS)
        return delays

    def _look(self) -> None:
        connections = list(self._server.app.state.hub.connections())
        self.most_bytes = max(self.most_bytes, *(connection.backlog[1] for connection in connections))


def _p99(delays: list[float]) -> float:
    return quantiles(delays, n=100)[98]


async def watching(
    server: RunningServer, interview: str, token: Token, offend: Callable[[Watch], Awaitable[None]]
) -> None:
    async with (
        inside(server, interview, token("ada")) as (ada, welcome),
        inside(server, interview, token("sam")) as (sam, _),
    ):
        await hear(ada)
        await offend(Watch(server, ada, sam, welcome["peer"]))


async def knock(server: RunningServer, head: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head)
    return reader, writer


@pytest.mark.timed
def test_sig_115_one_who_stops_reading(server: RunningServer, interview: str, other: str, token: Token) -> None:
    async def offend(watch: Watch) -> None:
        async with (
            inside(server, other, token("ben"), max_queue=1) as (ben, welcome),
            inside(server, other, token("eve")) as (eve, _),
        ):

            async def offense() -> None:
                """Ben reads no more, and Eve sends him all that she may."""
                for _ in range(190):
                    await say(eve, type="signal", to=welcome["peer"], data=BIG)
                while (await hear(eve)).get("stage") != "away":
                    pass

            await watch.is_unmoved_by(offense)
            assert await close_code(ben) == 1013

    asyncio.run(watching(server, interview, token, offend))


@pytest.mark.timed
def test_sig_115_one_who_sends_64_kib_frames_flat_out(
    server: RunningServer, interview: str, other: str, token: Token
) -> None:
    async def offend(watch: Watch) -> None:
        async with (
            inside(server, other, token("ben")) as (ben, welcome),
            inside(server, other, token("eve")) as (eve, _),
        ):

            async def offense() -> None:
                """Eve reads, too: what she is told of a Ben who is too slow must not keep her from her close."""
                reading, closed = asyncio.create_task(_read_all(ben)), asyncio.create_task(close_code(eve))
                with suppress(ConnectionClosed):
                    while True:
                        await say(eve, type="signal", to=welcome["peer"], data=BIG)
                assert await closed == 4429
                reading.cancel()

            await watch.is_unmoved_by(offense)

    asyncio.run(watching(server, interview, token, offend))


async def _read_all(socket: ClientConnection) -> None:
    """As fast as it can, which need not be fast enough."""
    with suppress(ConnectionClosed):
        while True:
            await socket.recv()


@pytest.mark.timed
def test_sig_115_one_who_opens_a_thousand_sockets_to_one_room(
    server: RunningServer, interview: str, other: str, token: Token
) -> None:
    codes: list[int] = []

    async def offend(watch: Watch) -> None:
        eves, at_once, ended = token("eve"), asyncio.Semaphore(100), asyncio.Event()

        async def socket() -> None:
            async with at_once:
                reader, writer = await knock(server, server.request(other, eves))
                await reader.readuntil(b"\r\n\r\n")
                closing = asyncio.create_task(_code(reader))
                # Whoever is not the last of all is shut out by those after it.
                await asyncio.wait([closing, asyncio.create_task(ended.wait())], return_when=asyncio.FIRST_COMPLETED)
            if closing.done():
                codes.append(closing.result())
                if len(codes) == 1000 - 8:
                    ended.set()
            closing.cancel()
            writer.close()

        async def offense() -> None:
            await asyncio.gather(*(socket() for _ in range(1000)))

        await watch.is_unmoved_by(offense)
        assert codes == [4429] * (1000 - 8)

    asyncio.run(watching(server, interview, token, offend))


async def _code(reader: asyncio.StreamReader) -> int:
    """The close code that comes in the end."""
    data = b""
    while (code := close_in(data)) is None:
        data += await asyncio.wait_for(reader.read(65_536), PATIENCE)
    return code


@pytest.mark.timed
def test_sig_115_those_who_never_finish_their_handshake_or_never_read_their_welcome(
    settings: Settings, clock: FakeClock, interview: str, other: str, token: Token
) -> None:
    async def scenario(server: RunningServer) -> None:
        async def offend(watch: Watch) -> None:
            head = server.request(other, token("eve"))

            async def half_open() -> None:
                reader, writer = await knock(server, head[:-20])
                assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
                writer.close()

            async def deaf() -> None:
                """Its pings are not answered, so it is let go (SIG-42), or shut out by others (SIG-13)."""
                reader, writer = await knock(server, head)
                with suppress(ConnectionResetError):
                    await asyncio.wait_for(reader.read(), PATIENCE)
                writer.close()

            async def offense() -> None:
                await asyncio.gather(*(half_open() for _ in range(100)), *(deaf() for _ in range(100)))

            await watch.is_unmoved_by(offense)
            assert [room for room in server.app.state.hub.connections() if room.asked.interview_id == other] == []

        await watching(server, interview, token, offend)

    with running(settings, clock, ping_seconds=0.5, head_seconds=0.5) as server:
        asyncio.run(scenario(server))


@pytest.mark.parametrize(
    "head",
    [b"", b"GET /ws/interview/x HTTP/1.1\r\nHost: x\r\n", b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /"],
)
def test_sig_114_half_a_head_is_waited_for_no_longer(settings: Settings, clock: FakeClock, head: bytes) -> None:
    async def scenario(server: RunningServer) -> None:
        reader, writer = await knock(server, head)
        said = await asyncio.wait_for(reader.read(), PATIENCE)
        assert said.startswith(b"HTTP/1.1 200") == head.startswith(b"GET /healthz")
        writer.close()

    with running(settings, clock, head_seconds=0.2) as server:
        asyncio.run(scenario(server))


def test_sig_114_nor_is_one_without_an_end(server: RunningServer) -> None:
    async def scenario() -> None:
        reader, writer = await knock(server, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 70_000)
        with suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
        writer.close()

    asyncio.run(scenario())


def test_sig_114_a_whole_one_may_be_followed_by_a_slow_body(settings: Settings, clock: FakeClock) -> None:
    async def scenario(server: RunningServer) -> None:
        head = f"POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 2\r\n"
        head += "Content-Type: application/json\r\nConnection: close\r\n\r\n{"
        reader, writer = await knock(server, head.encode())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.6)
        writer.write(b"}")
        assert (await asyncio.wait_for(reader.read(), PATIENCE)).startswith(b"HTTP/1.1 422")
        writer.close()

    with running(settings, clock, head_seconds=0.2) as server:
        asyncio.run(scenario(server))
