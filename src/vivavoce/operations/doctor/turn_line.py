"""A way to a STUN or TURN server, over UDP, TCP or TLS, and what is asked over it. Blocks, never for long."""

import re
import socket
import ssl
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from vivavoce.operations.doctor import stun
from vivavoce.operations.doctor.certificates import days_left
from vivavoce.operations.doctor.stun import Address, Attributes, Message, NotStun

ANSWER_SECONDS = 3.0
FIRST_RETRY_SECONDS = 0.5
"""A datagram may be lost: it is sent again after this, then after twice as long."""
PEER_PORT = 9
FIRST_CHANNEL = 0x4000
ASKS_FOR_CREDENTIALS = frozenset({401, 438})
_URL = re.compile(
    r"(?P<scheme>stuns?|turns?):(?P<host>\[[0-9a-f:.]+\]|[\w.-]+)(:(?P<port>\d{1,5}))?(\?transport=(?P<transport>udp|tcp))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class ServerUrl:
    host: str
    port: int
    transport: str
    """`udp`, `tcp`, `tls` or `dtls`."""


def server_url(url: str) -> ServerUrl | None:
    """RFC 7064 and 7065; None where it is no such address."""
    found = _URL.fullmatch(url)
    if found is None or int(found["port"] or 0) > 65_535:
        return None
    secure = found["scheme"].lower().endswith("s")
    plain = (found["transport"] or ("tcp" if secure else "udp")).lower()
    transport = {"udp": "dtls", "tcp": "tls"}[plain] if secure else plain
    return ServerUrl(found["host"].strip("[]"), int(found["port"] or (5349 if secure else 3478)), transport)


class Refused(Exception):
    """`code` and `reason`: as the server gave them."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code = code


class Line:
    def __init__(self, server: ServerUrl, seconds: float = ANSWER_SECONDS) -> None:
        """Raises OSError, and ssl.SSLError for a certificate that browsers would refuse."""
        self._seconds, self._datagrams = seconds, server.transport == "udp"
        self._socket = _datagrams(server) if self._datagrams else socket.create_connection(
            (server.host, server.port), timeout=seconds
        )  # fmt: skip
        if server.transport == "tls":
            self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=server.host)
        self.server: str = self._socket.getpeername()[0]
        """Its address."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def certificate_days(self, now: datetime) -> int | None:
        """How long it is still good; None without TLS."""
        return days_left(self._socket, now)

    def exchange(self, request: bytes) -> tuple[Message, bytes]:
        """The answer, also as it came. Raises OSError and NotStun."""
        ends = time.monotonic() + self._seconds
        wait = FIRST_RETRY_SECONDS
        while (left := ends - time.monotonic()) > 0:
            self._socket.settimeout(min(wait, left) if self._datagrams else left)
            self._socket.sendall(request)
            try:
                return self._answer(request[8 : stun.HEAD_BYTES], ends)
            except TimeoutError:
                if not self._datagrams:
                    break
                wait *= 2
        raise TimeoutError("no answer")

    def _answer(self, transaction: bytes, ends: float) -> tuple[Message, bytes]:
        while time.monotonic() < ends:
            data = self._socket.recv(65_535) if self._datagrams else self._message()
            message = stun.decode(data)
            if message.transaction == transaction:
                return message, data
        raise TimeoutError("no answer")

    def _message(self) -> bytes:
        head = self._exactly(stun.HEAD_BYTES)
        return head + self._exactly(stun.message_bytes(head) - len(head))

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self._socket.recv(count - len(data))
            if not more:
                raise ConnectionResetError("the server hung up")
            data += more
        return data


def _datagrams(server: ServerUrl) -> socket.socket:
    """Raises OSError."""
    problem = OSError("it has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(server.host, server.port, type=socket.SOCK_DGRAM):
        made = socket.socket(family, kind, protocol)
        try:
            made.connect(address)
        except OSError as error:
            made.close()
            problem = error
        else:
            return made
    raise problem


def own_address(line: Line) -> Address:
    """As the server sees us. Raises OSError, NotStun and Refused."""
    answer, _ = line.exchange(stun.encode(stun.BINDING, stun.new_transaction(), []))
    if answer.kind != stun.BINDING | stun.SUCCESS:
        raise Refused(*answer.error())
    return answer.address(stun.XOR_MAPPED_ADDRESS)


class Relay:
    """One allocation. Every question raises OSError, NotStun and Refused."""

    def __init__(self, line: Line, username: str, password: str) -> None:
        self._line, self._username, self._password = line, username, password
        self._realm = self._nonce = b""
        self._channel = FIRST_CHANNEL

    def allocate(self, version: int = 4) -> Address:
        """The relayed address, of that version of IP."""
        wanted = [(stun.REQUESTED_TRANSPORT, stun.UDP)]
        if version == 6:
            wanted.append(stun.requested_family(6))
        return self._ask(stun.ALLOCATE, lambda _: wanted).address(stun.XOR_RELAYED_ADDRESS)

    def permit(self, peer: Address) -> None:
        self._ask(stun.CREATE_PERMISSION, lambda of: [(stun.XOR_PEER_ADDRESS, stun.xored(peer, PEER_PORT, of))])

    def bind(self, peer: Address) -> None:
        channel = (stun.CHANNEL_NUMBER, struct.pack("!HH", self._channel, 0))
        self._channel += 1
        self._ask(stun.CHANNEL_BIND, lambda of: [channel, (stun.XOR_PEER_ADDRESS, stun.xored(peer, PEER_PORT, of))])

    def release(self) -> None:
        self._ask(stun.REFRESH, lambda _: [(stun.LIFETIME, bytes(4))])

    def _ask(self, method: int, wanted: Callable[[bytes], Attributes]) -> Message:
        for _ in range(2):  # the first answer may only tell the realm and a nonce, or a fresh one
            transaction, key = stun.new_transaction(), self._key()
            attributes = wanted(transaction) + self._credentials()
            answer, data = self._line.exchange(stun.encode(method, transaction, attributes, key))
            if answer.kind == method | stun.SUCCESS:
                if key is None or not stun.is_signed(data, key):
                    raise NotStun("an answer that is not signed with the secret")
                return answer
            code, reason = answer.error()
            if code not in ASKS_FOR_CREDENTIALS or (code == 401 and key is not None):
                break
            self._realm, self._nonce = answer.value(stun.REALM), answer.value(stun.NONCE)
        raise Refused(code, reason)

    def _key(self) -> bytes | None:
        return stun.long_term_key(self._username, self._realm, self._password) if self._nonce else None

    def _credentials(self) -> Attributes:
        if not self._nonce:
            return []
        return [(stun.USERNAME, self._username.encode()), (stun.REALM, self._realm), (stun.NONCE, self._nonce)]
