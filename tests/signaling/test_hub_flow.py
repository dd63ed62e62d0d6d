"""Queues, rates, slow readers, drains: what the hub does with a room's wishes."""

import asyncio

from tests.signaling.driver import ON
from tests.signaling.memory import HubDriver, MemorySocket
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import QUEUE_MESSAGES, Connection
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.presence import Waiting
from vivavoce.signaling.rate import TokenBucket


def test_sig_38_what_one_says_reaches_the_other_in_order() -> None:
    async def scenario() -> None:
        hub = HubDriver(socket_rate="1000/1000")
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        for number in range(200):
            hub.say(sam, type="signal", to="ada-peer", data=number)
        frames = await ada.socket.until(202)
        assert [frame["type"] for frame in frames[:2]] == ["welcome", "peer"]
        assert frames[2:] == [{"type": "signal", "from": "sam-peer", "data": n} for n in range(200)]

    asyncio.run(scenario())


def test_sig_27_rooms_do_not_hear_each_other() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam", interview="two")
        hub.say(sam, type="signal", to="ada-peer", data=1)
        frames = await sam.socket.until(2)
        assert [frames[1]["code"], frames[1]["to"]] == ["no_such_peer", "ada-peer"]
        hub.say(ada, type="ping", t=1)
        assert [frame["type"] for frame in await ada.socket.until(2)] == ["welcome", "pong"]

    asyncio.run(scenario())


def test_sig_36_too_many_messages_close_with_4429() -> None:
    async def scenario() -> None:
        hub = HubDriver(socket_rate="50/200")
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        for _ in range(200):
            hub.say(sam, type="media", media=ON)
        assert not sam.inside.closing
        hub.seconds += 0.03
        hub.say(sam, type="media", media=ON)
        assert not sam.inside.closing
        hub.say(sam, type="media", media=ON)
        assert await sam.socket.until_closed() is CloseCode.TOO_MANY
        assert (await ada.socket.until(4))[-1]["stage"] == "away"
        assert hub.metric("vivavoce_socket_closes_total", code="4429") == 1

    asyncio.run(scenario())


def test_sig_37_a_slow_reader_is_closed_and_nobody_waits_for_it() -> None:
    async def scenario() -> None:
        hub = HubDriver(socket_rate="10000/10000")
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        ivy = await hub.enter("ivy")
        await ada.socket.until(3)
        ada.socket.reads.clear()
        for number in range(QUEUE_MESSAGES + 1):
            hub.say(sam, type="signal", to="ada-peer", data=number)
        hub.say(sam, type="signal", to="ivy-peer", data="still here")
        assert await ada.socket.until_closed() is CloseCode.TOO_SLOW
        assert (await sam.socket.until(3))[-1] | {"media": None} == {
            "type": "peer", "peer": "ada-peer", "person": {"id": "ada", "name": "Ada", "role": "admin"},
            "stage": "away", "media": None,
        }  # fmt: skip
        assert {"type": "signal", "from": "sam-peer", "data": "still here"} in await ivy.socket.until(3)
        assert len(ada.socket.frames) == 3

    asyncio.run(scenario())


def test_sig_37_big_messages_fill_the_queue_sooner() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        await ada.socket.until(2)
        ada.socket.reads.clear()
        for _ in range(18):
            hub.say(sam, type="signal", to="ada-peer", data="x" * 60_000)
        assert await ada.socket.until_closed() is CloseCode.TOO_SLOW

    asyncio.run(scenario())


def test_sig_37_nor_does_a_close_wait_for_one_who_never_reads() -> None:
    async def scenario() -> None:
        socket = MemorySocket()
        socket.reads.clear()
        bucket = TokenBucket(1, 1, lambda: 0.0)
        connection = Connection(
            SocketId(1), socket, Asked("one", "sam"), "sam", lines={}, bucket=bucket, flush_seconds=0.01
        )
        assert connection.send(b"1")
        connection.close(CloseCode.TOO_MANY)
        assert await socket.until_closed() is CloseCode.TOO_MANY
        assert socket.frames == []

    asyncio.run(scenario())


def test_sig_1_a_bad_frame_ends_only_its_own_socket() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        hub.hub.hear(sam.inside, b"[1]")
        hub.hub.hear(sam.inside, b'{"type":"signal","to":"ada-peer","data":1}')
        assert await sam.socket.until_closed() is CloseCode.MALFORMED
        frames = await ada.socket.until(3)
        assert [frame.get("stage") for frame in frames] == [None, "here", "away"]

    asyncio.run(scenario())


def test_sig_6_an_error_is_answered_and_the_socket_stays() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        sam = await hub.enter("sam")
        hub.say(sam, type="join")
        hub.say(sam, type="nonsense")
        frames = await sam.socket.until(3)
        assert [frame.get("code") for frame in frames] == [None, "bad_message", "unknown_type"]
        assert sam.socket.code is None
        assert hub.metric("vivavoce_socket_errors_total", code="bad_message") == 1

    asyncio.run(scenario())


def test_sig_23_a_take_over_says_its_last_words_before_it_closes() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        laptop = await hub.enter("sam", "laptop")
        hub.join(laptop)
        phone = await hub.enter("sam", "phone")
        hub.join(phone)
        assert await laptop.socket.until_closed() is CloseCode.MOVED
        assert [frame["type"] for frame in laptop.socket.frames] == ["welcome", "joined"]

    asyncio.run(scenario())


def test_sig_17_a_minute_after_the_drop_the_timer_says_gone() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        hub.hub.lost(sam.inside)
        hub.clock.advance(seconds=59)
        hub.caretaker.tick()
        hub.clock.advance(seconds=1)
        hub.caretaker.tick()
        frames = await ada.socket.until(4)
        assert [(frame["stage"], frame.get("why")) for frame in frames[1:]] == [
            ("here", None),
            ("away", None),
            ("gone", "lost"),
        ]
        hub.hub.lost(ada.inside)
        hub.clock.advance(seconds=60)
        hub.caretaker.tick()
        assert hub.hub.rooms() == {}
        assert (hub.metric("vivavoce_sockets"), hub.metric("vivavoce_rooms")) == (0, 0)

    asyncio.run(scenario())


def test_sig_17_a_clock_set_back_keeps_nobody_away_for_longer_than_another_minute() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        hub.hub.lost(sam.inside)
        hub.clock.advance(hours=-1)
        for _ in range(3):
            hub.caretaker.tick()
            hub.clock.advance(seconds=60)
        hub.caretaker.tick()
        assert [frame.get("stage") for frame in await ada.socket.until(4)] == [None, "here", "away", "gone"]

    asyncio.run(scenario())


def test_sig_40_drain_lets_everyone_go_and_nobody_in() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        pages = [await hub.enter("ada"), await hub.enter("sam"), await hub.enter("ben", interview="two")]
        await hub.hub.drain()
        for page in pages:
            assert page.socket.code is CloseCode.RESTARTING
            assert page.socket.frames[-1] == {"type": "drain"}
        late = await hub.enter("ivy")
        assert (late.connection, late.socket.code) == (None, CloseCode.RESTARTING)

    asyncio.run(scenario())


def test_sig_41_everyone_in_every_room_the_longest_first() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        await hub.enter("sam", interview="two")
        hub.clock.advance(seconds=1)
        hub.join(await hub.enter("ada"))
        found = [_short(waiting) for waiting in hub.hub.who_waits()]
        assert found == [("two", "sam", "here"), ("one", "ada", "joined")]

    asyncio.run(scenario())


def _short(waiting: Waiting) -> tuple[str, str, str]:
    return waiting.interview_id, waiting.presence.person.id, str(waiting.presence.stage)
