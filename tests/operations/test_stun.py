"""STUN's bytes against RFC 5769's samples, and against bytes that nobody should send."""

from ipaddress import ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.turn import turn_client
from vivavoce.operations.doctor import stun
from vivavoce.operations.doctor.stun import NotStun
from vivavoce.operations.doctor.turn_line import ServerUrl, server_url

TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")
SHORT_TERM_KEY = b"VOkJxbRl1RmTxUk/WvJxBt"
ANSWER_4 = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
ANSWER_6 = bytes.fromhex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179"
    "bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"
)
REQUEST = bytes.fromhex(
    "000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b900000015001c"
    "662f2f3439396b39353464364f4c33346f4c394653547679363473410014000b6578616d706c652e6f726700"
    "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666"
)


@pytest.mark.parametrize(
    ("data", "address"), [(ANSWER_4, "192.0.2.1"), (ANSWER_6, "2001:db8:1234:5678:11:2233:4455:6677")]
)
def test_the_samples_answers_are_read(data: bytes, address: str) -> None:
    message = stun.decode(data)
    assert (message.kind, message.transaction) == (stun.BINDING | stun.SUCCESS, TRANSACTION)
    assert message.address(stun.XOR_MAPPED_ADDRESS) == ip_address(address)
    assert stun.is_signed(data, SHORT_TERM_KEY)
    assert not stun.is_signed(data, b"another key")
    assert not stun.is_signed(data[:25] + b"X" + data[26:], SHORT_TERM_KEY)


def test_the_samples_request_is_written() -> None:
    """Long-term credentials."""
    key = stun.long_term_key("マトリックス", b"example.org", "TheMatrIX")
    attributes = [
        (stun.USERNAME, "マトリックス".encode()),
        (stun.NONCE, b"f//499k954d6OL34oL9FSTvy64sA"),
        (stun.REALM, b"example.org"),
    ]
    assert stun.encode(stun.BINDING, REQUEST[8:20], attributes, key) == REQUEST
    assert stun.is_signed(REQUEST, key)


@given(st.ip_addresses(), st.integers(0, 65_535), st.binary(min_size=12, max_size=12))
def test_addresses_come_back_and_are_as_another_client_writes_them(address: stun.Address, port: int, of: bytes) -> None:
    assert stun.unxored(stun.xored(address, port, of), of) == address
    assert stun.xored(address, turn_client.PEER_PORT, of) == turn_client.xored(address, of)


@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.binary(max_size=40)), max_size=6, unique_by=lambda one: one[0]))
def test_what_is_written_is_read(attributes: stun.Attributes) -> None:
    message = stun.decode(stun.encode(stun.ALLOCATE, TRANSACTION, attributes))
    assert message == stun.Message(stun.ALLOCATE, TRANSACTION, dict(attributes))


@given(st.one_of(st.binary(max_size=120), st.binary(max_size=60).map(lambda more: REQUEST[:20] + more)))
@example(b"")
@example(REQUEST[:-1])
@example(REQUEST[:2] + b"\x00\x04" + REQUEST[4:20] + b"\x00\x06\xff\xff")
def test_any_bytes_are_a_message_or_are_refused(data: bytes) -> None:
    try:
        message = stun.decode(data)
        message.error()
        message.address(stun.XOR_RELAYED_ADDRESS)
    except NotStun:
        return
    assert stun.is_signed(data, b"key") in {True, False}


@given(st.integers(0, len(ANSWER_4) * 8 - 1))
def test_one_bit_changes_who_signed_it(bit: int) -> None:
    """Up to the signature; what comes after it is not covered."""
    torn = bytearray(ANSWER_4)
    torn[bit // 8] ^= 1 << bit % 8
    covered = bit // 8 < len(ANSWER_4) - 8
    try:
        stun.decode(bytes(torn))
    except NotStun:
        return
    # The length in the head is computed anew for the signature, as the RFC wants it.
    assert stun.is_signed(bytes(torn), SHORT_TERM_KEY) == (not covered or bit // 8 in {2, 3})


def test_an_error_says_its_code_and_reason() -> None:
    answer = stun.encode(stun.ALLOCATE | stun.ERROR, TRANSACTION, [(stun.ERROR_CODE, b"\0\0\x04\x03Forbidden")])
    assert stun.decode(answer).error() == (403, "Forbidden")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("stun:a.example.edu", ServerUrl("a.example.edu", 3478, "udp")),
        ("turn:10.0.0.7:80?transport=tcp", ServerUrl("10.0.0.7", 80, "tcp")),
        ("turns:[2001:db8::1]", ServerUrl("2001:db8::1", 5349, "tls")),
        ("TURNS:a:443?transport=udp", ServerUrl("a", 443, "dtls")),
        ("turn://a", None),
        ("turn:a:99999", None),
        ("turn:user@a", None),
        ("https://a", None),
        ("turn:a?transport=sctp", None),
    ],
)
def test_the_addresses_of_servers(url: str, server: ServerUrl | None) -> None:
    assert server_url(url) == server
