"""Frames: what ends a socket, what is answered by an error, what passes."""

import msgspec
import pytest

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.incoming import (
    MAX_BYTES,
    MESSAGE_TYPES,
    Admit,
    BadFrame,
    BadMessage,
    End,
    Hold,
    Join,
    Leave,
    Media,
    MediaChange,
    Ping,
    Refuse,
    Signal,
    decode,
)
from vivavoce.signaling.messages import Error, IceServer, Peer, Person, Pong, Relayed, Stage, Why, encode

MEDIA = b'{"audio":true,"video":false,"screen":true}'
SHOWN = decode(b'{"type":"media","media":' + MEDIA + b"}")


def nested(depth: int, opening: bytes, closing: bytes) -> bytes:
    return b'{"type":"signal","to":"x","data":' + opening * depth + b"1" + closing * depth + b"}"


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"hello",
        b"{",
        b"[]",
        b'"ping"',
        b"null",
        b"17",
        b"{}",
        b'{"type":5}',
        b'{"type":null}',
        b'{"type":"ping","t":1} trailing',
        b'{"type":"signal","to":"x","data":NaN}',
        b'{"type":"signal","to":"x","data":"\\ud800",}',
        b'{"type":"signal","to":"x" "data":"\\ud800"}',
        b'{"type":"signal","to":"x","data":"\\ud800"} {}',
        b'{"type":"signal","to":"x","data":"\\ud800", 5:1}',
        b'{"type":"ping","type":5}',
        b"\xef\xbb\xbf" + b'{"type":"leave"}',
        nested(10_000, b"[", b"]"),
        nested(10_000, b'{"a":', b"}"),
    ],
)
def test_sig_1_what_is_no_object_with_a_type_ends_the_socket(frame: bytes) -> None:
    with pytest.raises(BadFrame) as caught:
        decode(frame)
    assert caught.value.code is CloseCode.MALFORMED


@pytest.mark.parametrize("frame", [b"\xff", b'{"type":"\xc3\x28"}', b'{"type":"signal","to":"x","data":"\xff"}'])
def test_sig_2_invalid_utf_8_ends_the_socket_even_inside_a_payload(frame: bytes) -> None:
    with pytest.raises(BadFrame) as caught:
        decode(frame)
    assert caught.value.code is CloseCode.NOT_UTF8


def test_sig_3_a_frame_has_at_most_64_kib() -> None:
    frame = b'{"type":"leave","pad":"' + b"x" * MAX_BYTES + b'"}'
    largest = b'{"type":"leave","pad":"' + b"x" * (MAX_BYTES - 25) + b'"}'
    with pytest.raises(BadFrame) as caught:
        decode(frame)
    assert caught.value.code is CloseCode.TOO_BIG
    assert len(largest) == MAX_BYTES
    assert decode(largest) == Leave()


def test_sig_4_of_duplicate_keys_the_last_counts_the_type_included() -> None:
    assert decode(b'{"type":"ping","t":1,"type":"leave"}') == Leave()
    assert decode(b'{"type":"leave","type":"ping","t":1,"t":2}') == Ping(2)
    signal = decode(b'{"type":"signal","to":"a","to":"b","data":1,"data":2}')
    assert isinstance(signal, Signal)
    assert (signal.to, bytes(signal.data)) == ("b", b"2")


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (b'{"type":5,"type":"ping","t":1}', Ping(1)),
        (b'{"type":"ping","t":"x","t":1}', Ping(1)),
        (b'{"type":"media","media":5,"media":' + MEDIA + b"}", SHOWN),
        (b'{"type":"media","media":{"audio":5,"audio":true,"video":false,"screen":true}}', SHOWN),
    ],
)
def test_sig_4_whatever_the_earlier_duplicates_are(frame: bytes, message: object) -> None:
    assert decode(frame) == message


@pytest.mark.parametrize("data", [b"1", b'"\\ud800"', b'{"a" : 1.50, "a":"\\uDBFF"}', b"[1e999]", b"{}"])
@pytest.mark.parametrize("before", [b"", b'"to":5,', b' "data" :0, ', b'"x":"\\ud800" ,'])
def test_sig_4_the_payload_passes_as_it_was_written(before: bytes, data: bytes) -> None:
    signal = decode(b" {" + before + b' "type":"signal","to":"b","data" : ' + data + b" }")
    assert isinstance(signal, Signal)
    assert (signal.to, bytes(signal.data)) == ("b", data)


def test_sig_5_half_a_surrogate_is_no_text_for_us() -> None:
    with pytest.raises(BadMessage) as caught:
        decode(b'{"type":"hold","person":"b","message":"\\ud800"}')
    assert caught.value.code == "bad_message"
    with pytest.raises(BadMessage) as caught:
        decode(b'{"type":"\\ud800"}')
    assert (caught.value.code, caught.value.message.isascii()) == ("unknown_type", True)


def test_sig_4_others_get_the_servers_own_envelope() -> None:
    signal = decode(b'{"from":"forged","type":"signal","to":"b","data":{"a" : 1},"person":"forged"}')
    assert isinstance(signal, Signal)
    assert encode(Relayed("mine", signal.data)) == b'{"type":"signal","from":"mine","data":{"a" : 1}}'


def test_sig_5_unknown_fields_are_ignored() -> None:
    assert decode(b'{"type":"leave","color":"red"}') == Leave()


@pytest.mark.parametrize("kind", ["welcome", "JOIN", "", "x" * 5000])
def test_sig_5_an_unknown_type_is_an_error_and_no_more(kind: str) -> None:
    with pytest.raises(BadMessage) as caught:
        decode(msgspec.json.encode({"type": kind}))
    assert caught.value.code == "unknown_type"
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    "frame",
    [
        b'{"type":"join"}',
        b'{"type":"join","media":{}}',
        b'{"type":"join","media":{"audio":1,"video":true,"screen":false}}',
        b'{"type":"join","media":' + MEDIA + b',"seat":"now"}',
        b'{"type":"join","media":' + MEDIA + b',"seat":-1}',
        b'{"type":"join","media":' + MEDIA + b',"seat":1.5}',
        b'{"type":"signal","data":1}',
        b'{"type":"signal","to":"x"}',
        b'{"type":"signal","to":7,"data":1}',
        b'{"type":"signal","to":"' + b"x" * 65 + b'","data":1}',
        b'{"type":"media","media":null}',
        b'{"type":"ping"}',
        b'{"type":"ping","t":"1"}',
        b'{"type":"ping","t":1e400}',
        b'{"type":"ping","t":' + b"9" * 300 + b"}",
        b'{"type":"admit"}',
        b'{"type":"hold","person":"x","message":1}',
        b'{"type":"refuse","person":null}',
    ],
)
def test_sig_6_a_known_type_with_bad_fields_is_an_error(frame: bytes) -> None:
    with pytest.raises(BadMessage) as caught:
        decode(frame)
    assert caught.value.code == "bad_message"


def test_sig_6_good_fields_of_every_type() -> None:
    join, change = decode(b'{"type":"join","media":' + MEDIA + b"}"), decode(b'{"type":"media","media":' + MEDIA + b"}")
    assert isinstance(join, Join)
    assert isinstance(change, MediaChange)
    assert join.media.known() == change.media.known() == Media(audio=True, video=False, screen=True)
    others = [
        decode(b'{"type":"leave"}'),
        decode(b'{"type":"end"}'),
        decode(b'{"type":"ping","t":1.5}'),
        decode(b'{"type":"admit","person":"p"}'),
        decode(b'{"type":"hold","person":"p","message":"soon"}'),
        decode(b'{"type":"refuse","person":"p"}'),
    ]
    assert others == [Leave(), End(), Ping(1.5), Admit("p"), Hold("p", "soon"), Refuse("p")]
    assert len(MESSAGE_TYPES) == len(others) + len([join, change]) + len(["signal"])


def test_sig_16_shapes_on_the_wire() -> None:
    peer = Peer("p", Person("1", "Sam", "student"), Stage.GONE, Media(), Why.LEFT)
    assert msgspec.json.decode(encode(peer)) == {
        "type": "peer",
        "peer": "p",
        "person": {"id": "1", "name": "Sam", "role": "student"},
        "stage": "gone",
        "media": {"audio": False, "video": False, "screen": False},
        "why": "left",
    }
    assert encode(Error("not_allowed", "No.")) == b'{"type":"error","code":"not_allowed","message":"No."}'
    assert encode(Pong(1.5, "Z")) == b'{"type":"pong","t":1.5,"server_time":"Z"}'
    assert msgspec.json.encode(IceServer(("stun:a",))) == b'{"urls":["stun:a"]}'
