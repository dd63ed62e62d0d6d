"""As much of TURN over UDP (RFC 8656) as it takes to ask a relay for something it should refuse."""

import hashlib
import hmac
import secrets
import socket
import struct
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from typing import Self

COOKIE = 0x2112A442
ALLOCATE, CREATE_PERMISSION, CHANNEL_BIND = 0x0003, 0x0008, 0x0009
USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, CHANNEL_NUMBER, XOR_PEER_ADDRESS = 0x0006, 0x0008, 0x0009, 0x000C, 0x0012
REALM, NONCE, REQUESTED_FAMILY, REQUESTED_TRANSPORT = 0x0014, 0x0015, 0x0017, 0x0019
ERROR, SUCCESS = 0x0110, 0x0100
UDP = b"\x11\0\0\0"
PEER_PORT = 9
PATIENCE_SECONDS = 5

Address = IPv4Address | IPv6Address
Attributes = list[tuple[int, bytes]]


class Refused(Exception):
    """`code`: as the relay gave it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with {code}")
        self.code = code


@dataclass
class TurnClient:
    port: int
    username: str
    password: str
    line: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    realm: bytes = b""
    nonce: bytes = b""
    channel: int = 0x4000
    """The one bound last; an answer tells more when each is new."""
    host: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self.line.settimeout(PATIENCE_SECONDS)
        self.line.connect((self.host, self.port))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def allocate(self, version: int) -> None:
        """A relayed address of that IP version. The first answer only tells the realm and a nonce."""
        wanted = [(REQUESTED_TRANSPORT, UDP), (REQUESTED_FAMILY, bytes([1 if version == 4 else 2, 0, 0, 0]))]
        if not self.nonce:
            kind, answer = self._exchange(ALLOCATE, wanted, new_transaction())
            assert kind == ALLOCATE | ERROR, hex(kind)
            self.realm, self.nonce = answer[REALM], answer[NONCE]
        self._ask(ALLOCATE, wanted, new_transaction())

    def permit(self, peer: Address) -> None:
        transaction = new_transaction()
        self._ask(CREATE_PERMISSION, [(XOR_PEER_ADDRESS, xored(peer, transaction))], transaction)

    def bind(self, peer: Address) -> None:
        transaction = new_transaction()
        self.channel += 1
        channel = (CHANNEL_NUMBER, struct.pack("!HH", self.channel, 0))
        self._ask(CHANNEL_BIND, [channel, (XOR_PEER_ADDRESS, xored(peer, transaction))], transaction)

    def _ask(self, method: int, wanted: Attributes, transaction: bytes) -> None:
        signed = [*wanted, (USERNAME, self.username.encode()), (REALM, self.realm), (NONCE, self.nonce)]
        kind, answer = self._exchange(method, signed, transaction, self._key())
        if kind != method | SUCCESS:
            raise Refused(error_code(answer[ERROR_CODE]))

    def _key(self) -> bytes:
        """RFC 8489 wants MD5 here."""
        credentials = f"{self.username}:{self.realm.decode()}:{self.password}"
        return hashlib.md5(credentials.encode(), usedforsecurity=False).digest()

    def _exchange(
        self, method: int, wanted: Attributes, transaction: bytes, key: bytes | None = None
    ) -> tuple[int, dict[int, bytes]]:
        self.line.send(message(method, wanted, transaction, key))
        while True:
            kind, answer, of = parse(self.line.recv(65_536))
            if of == transaction:
                return kind, answer


def new_transaction() -> bytes:
    return secrets.token_bytes(12)


def xored(peer: Address, transaction: bytes) -> bytes:
    mask = int.from_bytes(struct.pack("!I", COOKIE) + transaction)
    family, size = (1, 4) if peer.version == 4 else (2, 16)
    address = (int(peer) ^ mask >> 8 * (16 - size)).to_bytes(size)
    return struct.pack("!BBH", 0, family, PEER_PORT ^ COOKIE >> 16) + address


def message(method: int, attributes: Attributes, transaction: bytes, key: bytes | None) -> bytes:
    body = b"".join(packed(*attribute) for attribute in attributes)
    if key is None:
        return head(method, len(body), transaction) + body
    # The integrity covers a head that counts it in already.
    signed = head(method, len(body) + 24, transaction) + body
    return signed + packed(MESSAGE_INTEGRITY, hmac.digest(key, signed, "sha1"))


def head(method: int, length: int, transaction: bytes) -> bytes:
    return struct.pack("!HHI", method, length, COOKIE) + transaction


def packed(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def parse(data: bytes) -> tuple[int, dict[int, bytes], bytes]:
    """Kind, attributes, transaction."""
    kind, length = struct.unpack_from("!HH", data)
    found, at = {}, 20
    while at < 20 + length:
        attribute, size = struct.unpack_from("!HH", data, at)
        found[attribute] = data[at + 4 : at + 4 + size]
        at += 4 + size + -size % 4
    return kind, found, data[8:20]


def error_code(value: bytes) -> int:
    return value[2] * 100 + value[3]
