"""The socket's bytes: whatever way they arrive in, the hub hears what websockets' own protocol would read in them."""

import struct
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import OPEN, Protocol, Side

from tests.signaling.wire import Ear, Wire, frame, opened, run, text, turns
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import REASONS, CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.frames import frame_end
from vivavoce.signaling.gathering import Gathering
from vivavoce.signaling.incoming import MAX_BYTES
from vivavoce.signaling.rate import TokenBucket
from vivavoce.signaling.transport import AFTER_CLOSE, LONGEST

# Whatever is said, however it is cut

PAYLOADS = st.one_of(st.binary(max_size=300), st.integers(0, 70_000).map(lambda length: b"x" * length))


@st.composite
def conversations(draw: st.DrawFn) -> tuple[bytes, list[int]]:
    """Frames of all kinds, right and wrong, and where the network cuts them."""
    frames = draw(st.lists(st.one_of(_messages(), _controls(), _odd_frames()), max_size=8))
    data = b"".join(frames)
    return data, sorted(draw(st.lists(st.integers(0, len(data)), max_size=12)))


def _messages() -> st.SearchStrategy[bytes]:
    whole = st.builds(lambda data, long: text(data, length_in_64_bits=long), PAYLOADS, st.booleans())
    return st.one_of(whole, st.lists(PAYLOADS, min_size=2, max_size=4).map(in_pieces))


def in_pieces(pieces: Sequence[bytes]) -> bytes:
    """A fragmented message with a ping between its parts."""
    first, *middle, last = pieces
    parts = [text(first, fin=False), *(frame(Opcode.CONT, piece, fin=False) for piece in middle)]
    return frame(Opcode.PING, b"between").join([*parts, frame(Opcode.CONT, last)])


def _controls() -> st.SearchStrategy[bytes]:
    return st.builds(frame, st.sampled_from([Opcode.PING, Opcode.PONG]), st.binary(max_size=125))


def _odd_frames() -> st.SearchStrategy[bytes]:
    return st.one_of(
        st.binary(min_size=1, max_size=20),
        st.just(frame(Opcode.CLOSE, struct.pack("!H", 1000))),
        st.just(frame(Opcode.CLOSE)),
        st.just(frame(Opcode.CONT, b"without a beginning")),
        st.just(Frame(Opcode.TEXT, b"not masked").serialize(mask=False)),
        st.just(frame(Opcode.BINARY, b"\x00")),
    )


@given(conversations())
def test_sig_63_every_stream_of_bytes_is_read_as_websockets_reads_it(conversation: tuple[bytes, list[int]]) -> None:
    data, cuts = conversation

    async def scenario() -> None:
        case = await opened()
        case.read(data, cuts)
        pongs = [one.data for one in case.said if one.opcode is Opcode.PONG]
        assert (case.hub.heard, pongs, case.close_code) == by_websockets(whole(data))

    run(scenario)


def whole(data: bytes) -> bytes:
    """Without the frame at the end that has not arrived: it is judged once it is there; at once, if it is too long."""
    at = 0
    while at < len(data):
        end = frame_end(data, at)
        if end is None or len(data) < end <= at + LONGEST:
            return data[:at]
        at = end
    return data


def by_websockets(data: bytes) -> tuple[list[bytes], list[bytes], int | None]:
    """What a protocol of `websockets` reads, answers to pings, and closes with; a binary message ends ours."""
    reference = Protocol(Side.SERVER, state=OPEN, max_size=MAX_BYTES)
    reference.receive_data(data)
    heard: list[bytes] = []
    pings: list[bytes] = []
    pieces: list[bytes] = []
    for event in (event for event in reference.events_received() if isinstance(event, Frame)):
        if event.opcode is Opcode.BINARY:
            return heard, pings, CloseCode.MALFORMED
        if event.opcode is Opcode.PING:
            pings.append(bytes(event.data))
        elif event.opcode in {Opcode.TEXT, Opcode.CONT}:
            pieces = [*(pieces if event.opcode is Opcode.CONT else []), bytes(event.data)]
            heard += [b"".join(pieces)] if event.fin else []
    return heard, pings, reference.close_sent.code if reference.close_sent else None


# What a socket does in its life


def test_sig_63_each_message_leaves_as_one_text_frame() -> None:
    async def scenario() -> None:
        case = await opened()
        before = len(case.wire.written)
        for message in (b"one", b"x" * 200, b"y" * 65_536):
            case.transport.write(message)
        assert len(case.wire.written) - before == 2 + 3 + 4 + 200 + 10 + 65_536
        assert [one.data for one in case.said] == [b"one", b"x" * 200, b"y" * 65_536]

    run(scenario)


def test_sig_37_what_one_read_brings_leaves_as_one_write_before_anything_else() -> None:
    async def scenario() -> None:
        case = await opened(hub=Ear(echoes=True))
        before = case.wire.writes
        case.read(text(b"one") + text(b"x" * 200) + text(b"three"))
        assert case.wire.writes - before == 1
        case.read(text(b"four") + frame(Opcode.PING, b"five") + text(b"six") + frame(Opcode.BINARY))
        close = Close(4400, REASONS[CloseCode.MALFORMED]).serialize()
        later = [b"four", b"five", b"six", close]
        assert [one.data for one in case.said] == [b"one", b"x" * 200, b"three", *later]
        assert case.wire.writes - before == 1 + len(later)

    run(scenario)


def test_sig_37_to_each_receiver() -> None:
    ada, sam, gathering = Wire(), Wire(), Gathering()
    gathering.write(ada, b"1")
    with gathering:
        for wire, data in ((ada, b"2"), (sam, b"a"), (ada, b"3"), (sam, b"b")):
            gathering.write(wire, data)
        assert (ada.written, sam.written) == (b"1", b"")
        gathering.let_go(sam)
        gathering.write(sam, b"c")
    gathering.write(sam, b"d")
    assert [(wire.written, wire.writes) for wire in (ada, sam)] == [(b"123", 2), (b"abcd", 3)]


def test_sig_63_what_is_said_before_the_door_opens_is_heard_afterwards_and_more_stays_in_the_network() -> None:
    async def scenario() -> None:
        case = await opened(lets_in=False)
        case.read(text(b"early"))
        case.read(text(b"x" * 65_000))
        assert (case.hub.heard, case.wire.reads) == ([], True)
        case.read(text(b"y" * 65_000))
        assert case.wire.reads is False
        case.hub.gate.set()
        await turns()
        assert [len(one) for one in case.hub.heard] == [5, 65_000, 65_000]
        assert case.wire.reads is True

    run(scenario)


def test_sig_9_a_close_says_why_in_words_and_waits_for_the_answer() -> None:
    async def scenario() -> None:
        case = await opened()
        case.transport.close(CloseCode.NOT_SCHEDULED)
        case.transport.close(CloseCode.DONE)
        assert [one.data for one in case.said] == [Close(4410, REASONS[CloseCode.NOT_SCHEDULED]).serialize()]
        case.read(text(b"too late"))
        assert (case.hub.heard, case.wire.state) == ([], "open")
        case.read(frame(Opcode.CLOSE, struct.pack("!H", 4410)))
        assert case.wire.state == "closed"

    run(scenario)


def test_sig_63_a_close_in_the_middle_of_a_frame_still_finds_the_answer() -> None:
    async def scenario() -> None:
        case = await opened()
        message, answer = text(b"half of it"), frame(Opcode.CLOSE, struct.pack("!H", 1000))
        case.read(message[:5])
        case.transport.close(CloseCode.DONE)
        case.read(message[5:] + answer)
        assert (case.hub.heard, case.wire.state) == ([], "closed")

    run(scenario)


def test_sig_115_whoever_sends_much_at_once_is_read_on_only_after_the_others() -> None:
    async def scenario() -> None:
        case = await opened()
        case.read(text(b"x" * 40_000))
        assert (len(case.hub.heard), case.wire.reads) == (1, True)
        case.read(text(b"x" * 40_000) * 2)
        assert (len(case.hub.heard), case.wire.reads) == (3, False)
        await turns()
        assert case.wire.reads is True

    run(scenario)


def test_sig_37_whoever_floods_after_the_close_is_read_no_more() -> None:
    async def scenario() -> None:
        case = await opened()
        case.transport.close(CloseCode.TOO_MANY)
        for _ in range(AFTER_CLOSE // MAX_BYTES):
            assert case.wire.reads
            case.read(text(b"x" * MAX_BYTES, length_in_64_bits=True))
        assert case.wire.reads is False

    run(scenario)


def test_sig_63_a_broken_frame_is_answered_and_its_person_is_away_at_once() -> None:
    async def scenario() -> None:
        case = await opened()
        case.read(Frame(Opcode.TEXT, b"not masked").serialize(mask=False))
        assert (case.close_code, case.hub.lost_count, case.wire.state) == (1002, 1, "half closed")

    run(scenario)


def test_sig_17_nothing_is_written_to_one_who_is_gone() -> None:
    async def scenario() -> None:
        case = await opened()
        inside = Connection(
            SocketId(1), case.transport, Asked("x", "session"), "sam", lines={}, bucket=TokenBucket(1, 1, lambda: 0.0)
        )
        before = case.wire.written
        case.transport.connection_lost(None)
        case.transport.resume_writing()
        assert inside.send(b"hello")
        inside.flush()
        case.transport.close(CloseCode.DONE)
        assert (case.wire.written, case.hub.lost_count, case.transport.writable) == (before, 1, False)

    run(scenario)


def test_sig_17_whoever_goes_while_being_asked_for_is_lost_as_soon_as_it_is_in() -> None:
    async def scenario() -> None:
        case = await opened(lets_in=False)
        case.transport.connection_lost(None)
        case.hub.gate.set()
        await turns()
        assert case.hub.lost_count == 1

    run(scenario)
