"""What uvicorn and we make of odd bytes, strange hosts, slow and dead clients. SQLite is enough here."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.frames import Frame, Opcode

from tests.conftest import FakeClock
from tests.signaling.conftest import Token
from tests.signaling.server import SUBPROTOCOL, RunningServer, new_peer, running
from tests.signaling.talk import close_code, hear, hear_until_closed, inside, refused, say
from vivavoce.app import create_app
from vivavoce.operations.server import uvicorn_config
from vivavoce.settings import Settings


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "vivavoce.sqlite3")
    return f"sqlite:///{tmp_path / 'vivavoce.sqlite3'}"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"\x00\x01", 4400),
        (b'{"type":"leave"}', 4400),
        ("", 4400),
        ("[1,2]", 4400),
        ('{"type":', 4400),
        ('{"type":"signal","to":"x","data":' + "[" * 10_000 + "]" * 10_000 + "}", 4400),
        ("x" * 65_537, 1009),
        ("x" * 1_000_000, 1009),
    ],
)
def test_sig_1_a_bad_frame_ends_its_socket_and_no_other(
    server: RunningServer, interview: str, token: Token, frame: str | bytes, code: int
) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("ada")) as (ada, _):
            async with inside(server, interview, token("sam")) as (sam, _):
                await sam.send(frame)
                assert await close_code(sam) == code
            assert [(await hear(ada))["stage"] for _ in range(2)] == ["here", "away"]

    asyncio.run(scenario())


@pytest.mark.parametrize("frame", [b"\xff\xfe", b'{"type":"signal","to":"x","data":"\xff"}'])
def test_sig_2_text_that_is_not_utf_8(server: RunningServer, interview: str, token: Token, frame: bytes) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("sam")) as (sam, _):
            await sam.send(frame, text=True)
            assert await close_code(sam) == 1007

    asyncio.run(scenario())


def test_sig_3_a_frame_of_64_kib_passes_whole_or_in_pieces(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        async with (
            inside(server, interview, token("ada")) as (ada, welcome),
            inside(server, interview, token("sam")) as (sam, _),
        ):
            await hear(ada)
            text = json.dumps({"type": "signal", "to": welcome["peer"], "data": ""})
            data = "x" * (65_536 - len(text))
            await sam.send(text[:-2] + data + '"}')
            assert (await hear(ada))["data"] == data
            await sam.send([text[:9], text[9:-2], data, '"}'])
            assert (await hear(ada))["data"] == data

    asyncio.run(scenario())


def test_sig_4_of_duplicate_keys_the_last_counts(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        async with (
            inside(server, interview, token("ada")) as (ada, adas),
            inside(server, interview, token("sam")) as (sam, sams),
        ):
            peer = adas["peer"]
            await hear(ada)
            await sam.send(f'{{"type":"end","from":"x","to":"no","to":"{peer}","data":1,"data":2,"type":"signal"}}')
            assert await asyncio.wait_for(ada.recv(), 10) == f'{{"type":"signal","from":"{sams["peer"]}","data":2}}'

    asyncio.run(scenario())


def test_sig_6_bad_and_unknown_messages_are_answered(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("sam")) as (sam, _):
            for message, code in (
                ({"type": "shout"}, "unknown_type"),
                ({"type": "join", "media": "all"}, "bad_message"),
                ({"type": "signal", "to": "nobody", "data": None}, "no_such_peer"),
                ({"type": "end"}, "not_allowed"),
                ({"type": "admit", "person": "x"}, "not_allowed"),
            ):
                await say(sam, **message)
                answer = await hear(sam)
                assert (answer["type"], answer["code"]) == ("error", code)

    asyncio.run(scenario())


def test_sig_7_the_origin_must_be_the_sites(server: RunningServer, interview: str) -> None:
    async def scenario() -> None:
        assert await refused(server, interview, headers={"Origin": "https://evil.example"}) == 403
        assert await refused(server, interview, headers={"Origin": "null"}) == 403
        assert await refused(server, interview, headers={"Sec-Fetch-Site": "same-origin"}) == 403
        assert await refused(server, interview, headers={"Origin": server.origin}) == 101

    asyncio.run(scenario())


def test_sig_7_only_a_trusted_proxy_says_that_the_site_is_https(
    settings: Settings, clock: FakeClock, interview: str
) -> None:
    async def scenario(server: RunningServer) -> int:
        origin = server.origin.replace("http:", "https:")
        return await refused(server, interview, headers={"Origin": origin, "X-Forwarded-Proto": "https"})

    answers = []
    for proxies in ((), ("127.0.0.1",)):
        with running(settings.model_copy(update={"trusted_proxies": proxies}), clock) as server:
            answers.append(asyncio.run(scenario(server)))
    assert answers == [403, 101]


def test_sig_8_requests_that_cannot_be_read(server: RunningServer, interview: str) -> None:
    async def scenario() -> None:
        assert await refused(server, interview, subprotocols=None) == 400
        assert await refused(server, interview, subprotocols=["graphql-ws"]) == 400
        for query in ("", "n=1", "peer=short&n=1", f"peer={new_peer()}", f"peer={new_peer()}&n=0"):
            assert await refused(server, interview, query) == 400

    asyncio.run(scenario())


def test_sig_8_there_is_one_address_for_sockets(server: RunningServer) -> None:
    async def scenario() -> None:
        for path in ("/ws/interview", "/ws/interview/a/b", "/ws", "/api/me"):
            url = f"ws://127.0.0.1:{server.port}{path}?peer={new_peer()}&n=1"
            with pytest.raises(InvalidStatus) as refusal:
                await connect(url, subprotocols=[SUBPROTOCOL], proxy=None)
            body = json.loads(refusal.value.response.body)
            assert (refusal.value.response.status_code, body["code"]) == (404, "not_found")

    asyncio.run(scenario())


def test_sig_8_the_subprotocol_is_agreed_and_nothing_is_compressed(
    server: RunningServer, interview: str, token: Token
) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("sam"), compression="deflate") as (sam, _):
            assert sam.subprotocol == "vivavoce.v1"
            assert sam.protocol.extensions == []

    asyncio.run(scenario())


def test_sig_44_the_demo_answers_to_loopback_names_only(server: RunningServer, interview: str) -> None:
    async def scenario() -> None:
        host = f"evil.example:{server.port}"
        assert await refused(server, interview, headers={"Host": host, "Origin": f"http://{host}"}) == 400

    asyncio.run(scenario())


def test_sig_36_a_flood_is_closed_with_4429(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        async with server.connect(interview, token("sam")) as sam:
            for number in range(400):
                await say(sam, type="ping", t=number)
            heard, code = await hear_until_closed(sam)
            assert code == 4429
            assert 200 <= len(heard) < 400

    asyncio.run(scenario())


def test_sig_37_a_slow_reader_is_closed_with_1013(
    settings: Settings, clock: FakeClock, interview: str, token: Token
) -> None:
    async def scenario(server: RunningServer) -> None:
        async with (
            inside(server, interview, token("ada"), max_queue=1) as (ada, welcome),
            inside(server, interview, token("sam")) as (sam, _),
        ):
            peer = welcome["peer"]
            while True:
                await say(sam, type="signal", to=peer, data="x" * 60_000)
                await say(sam, type="ping", t=1)
                if (await hear(sam)).get("stage") == "away":
                    break
            heard, code = await hear_until_closed(ada)
            assert code == 1013
            assert [message["type"] for message in heard[1:]] == ["signal"] * len(heard[1:])

    with running(settings.model_copy(update={"socket_rate": "100000/100000"}), clock) as server:
        asyncio.run(scenario(server))


def test_sig_37_what_one_read_brings_leaves_as_one_write(
    server: RunningServer, interview: str, token: Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with (
            inside(server, interview, token("ada")) as (ada, welcome),
            inside(server, interview, token("sam")) as (sam, _),
        ):
            await hear(ada)
            reads: list[bytes] = []
            received = ada.data_received

            def receive(data: bytes) -> None:
                reads.append(data)
                received(data)

            monkeypatch.setattr(ada, "data_received", receive)
            signal = json.dumps({"type": "signal", "to": welcome["peer"], "data": "x" * 200}).encode()
            sam.transport.write(Frame(Opcode.TEXT, signal).serialize(mask=True) * 20)
            for _ in range(20):
                await hear(ada)
            assert len(reads) == 1

    asyncio.run(scenario())


def test_sig_40_a_server_that_leaves_says_so(
    settings: Settings, clock: FakeClock, interview: str, token: Token
) -> None:
    async def scenario(stop: Iterator[RunningServer], server: RunningServer) -> None:
        async with inside(server, interview, token("sam")) as (sam, _):
            stopping = asyncio.to_thread(lambda: next(stop, None))
            heard, _ = await asyncio.gather(hear_until_closed(sam), stopping)
            assert heard == ([{"type": "drain"}], 1012)

    def steps() -> Iterator[RunningServer]:
        with running(settings, clock) as server:
            yield server

    stop = steps()
    asyncio.run(scenario(stop, next(stop)))


def test_sig_42_a_client_that_answers_no_ping_is_away(
    settings: Settings, clock: FakeClock, interview: str, token: Token
) -> None:
    async def scenario(server: RunningServer) -> None:
        async with inside(server, interview, token("ada")) as (ada, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(server.request(interview, token("sam")))
            await reader.readuntil(b"\r\n\r\n")
            assert [(await hear(ada))["stage"] for _ in range(2)] == ["here", "away"]
            writer.close()

    with running(settings, clock, ping_seconds=0.2) as server:
        asyncio.run(scenario(server))


def test_sig_42_a_ping_every_20_s(settings: Settings, clock: FakeClock) -> None:
    config = uvicorn_config(create_app(settings, clock), settings, tls=None)
    assert (config.ws_ping_interval, config.ws_ping_timeout) == (20, 20)
