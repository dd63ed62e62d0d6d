"""STUN's bytes (RFC 8489), and as much of TURN's (RFC 8656) as asking a relay for an address and for peers takes.

No I/O. Long-term credentials with MD5 and HMAC-SHA1, which every relay of browsers speaks.
"""

import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final

Address = IPv4Address | IPv6Address
Attributes = list[tuple[int, bytes]]

COOKIE: Final = 0x2112A442
HEAD_BYTES: Final = 20
BINDING, ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND = 0x0001, 0x0003, 0x0004, 0x0008, 0x0009
SUCCESS, ERROR = 0x0100, 0x0110
"""Added to a request's method, they are the kind of its answer."""
USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, CHANNEL_NUMBER, LIFETIME = 0x0006, 0x0008, 0x0009, 0x000C, 0x000D
XOR_PEER_ADDRESS, REALM, NONCE, XOR_RELAYED_ADDRESS = 0x0012, 0x0014, 0x0015, 0x0016
REQUESTED_ADDRESS_FAMILY, REQUESTED_TRANSPORT, XOR_MAPPED_ADDRESS = 0x0017, 0x0019, 0x0020
UDP: Final = b"\x11\0\0\0"
_INTEGRITY_BYTES: Final = 24
_FAMILIES = {4: 1, 6: 2}


class NotStun(ValueError):
    """These bytes are no STUN message, or lack what they must have."""


@dataclass(frozen=True)
class Message:
    kind: int
    transaction: bytes
    """12 bytes."""
    attributes: dict[int, bytes]
    """The first of each kind, which is the one that counts."""

    def address(self, kind: int) -> Address:
        return unxored(self.value(kind), self.transaction)

    def error(self) -> tuple[int, str]:
        """Code and reason."""
        value = self.value(ERROR_CODE)
        if len(value) < 4:
            raise NotStun("an error without a code")
        return (value[2] & 7) * 100 + value[3], value[4:].decode("utf-8", "replace")

    def value(self, kind: int) -> bytes:
        try:
            return self.attributes[kind]
        except KeyError:
            raise NotStun(f"an answer without attribute {kind:#06x}") from None


def new_transaction() -> bytes:
    return secrets.token_bytes(12)


def long_term_key(username: str, realm: bytes, password: str) -> bytes:
    """RFC 8489, 9.2.2."""
    return hashlib.md5(b":".join((username.encode(), realm, password.encode())), usedforsecurity=False).digest()


def encode(kind: int, transaction: bytes, attributes: Attributes, key: bytes | None = None) -> bytes:
    """With a key, signed by MESSAGE-INTEGRITY."""
    body = b"".join(_attribute(*one) for one in attributes)
    if key is None:
        return _head(kind, len(body), transaction) + body
    signed = _head(kind, len(body) + _INTEGRITY_BYTES, transaction) + body
    return signed + _attribute(MESSAGE_INTEGRITY, hmac.digest(key, signed, "sha1"))


def decode(data: bytes) -> Message:
    """Raises NotStun."""
    if len(data) < HEAD_BYTES or len(data) != message_bytes(data):
        raise NotStun("not as long as it says")
    found: dict[int, bytes] = {}
    for kind, _, value in _attributes(data):
        found.setdefault(kind, value)
    return Message(int.from_bytes(data[:2]), data[8:HEAD_BYTES], found)


def message_bytes(head: bytes) -> int:
    """How long the message is that begins with these 20 bytes. Raises NotStun."""
    kind, length, cookie = struct.unpack_from("!HHI", head)
    if kind >= 0x4000 or length % 4 or cookie != COOKIE:
        raise NotStun("no STUN message")
    return HEAD_BYTES + int(length)


def is_signed(data: bytes, key: bytes) -> bool:
    """Whether a message that `decode` has taken is from somebody who has the key."""
    for kind, at, value in _attributes(data):
        if kind == MESSAGE_INTEGRITY:
            # The length that was signed ends with the signature; a fingerprint may come after it.
            head = data[:2] + struct.pack("!H", at + _INTEGRITY_BYTES - HEAD_BYTES) + data[4:HEAD_BYTES]
            signature = hmac.digest(key, head + data[HEAD_BYTES:at], "sha1")
            return hmac.compare_digest(signature, value)
    return False


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Kind, where it begins, value. Raises NotStun."""
    at = HEAD_BYTES
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("!HH", data, at)
        if at + 4 + size > len(data):
            raise NotStun("an attribute that is cut off")
        yield kind, at, data[at + 4 : at + 4 + size]
        at += 4 + size + -size % 4


def xored(address: Address, port: int, transaction: bytes) -> bytes:
    size = address.max_prefixlen // 8
    value = (int(address) ^ _mask(size, transaction)).to_bytes(size)
    return struct.pack("!BBH", 0, _FAMILIES[address.version], port ^ COOKIE >> 16) + value


def unxored(value: bytes, transaction: bytes) -> Address:
    """Raises NotStun."""
    if len(value) == 8 and value[1] == _FAMILIES[4]:
        return IPv4Address(int.from_bytes(value[4:]) ^ _mask(4, transaction))
    if len(value) == 20 and value[1] == _FAMILIES[6]:
        return IPv6Address(int.from_bytes(value[4:]) ^ _mask(16, transaction))
    raise NotStun("an address of no known kind")


def requested_family(version: int) -> tuple[int, bytes]:
    return REQUESTED_ADDRESS_FAMILY, bytes([_FAMILIES[version], 0, 0, 0])


def _mask(size: int, transaction: bytes) -> int:
    return int.from_bytes((struct.pack("!I", COOKIE) + transaction)[:size])


def _head(kind: int, length: int, transaction: bytes) -> bytes:
    return struct.pack("!HHI", kind, length, COOKIE) + transaction


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)
