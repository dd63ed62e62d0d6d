"""The HTTP request that becomes a socket, and what accepts it. Pure.

As browsers ask, it is read in few steps. Any other goes through websockets, which also knows how to refuse it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Final, NamedTuple

from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol
from websockets.utils import accept_key

from vivavoce.signaling.handshake import SUBPROTOCOL

PLAIN_BYTES: Final = 8192
PLAIN_FIELDS: Final = 100
_FIELD: Final = r"({name}): ({value})\r\n".format(name=r"[\w!#$%&'*+\-.^`|~]+", value=r"[!-~](?:[ -~]*[!-~])?")
FIELD: Final = re.compile(_FIELD, re.ASCII)
PLAIN: Final = re.compile(rf"GET (?P<target>[!-~]+) HTTP/1\.1\r\n(?P<fields>(?:{_FIELD})*)\r\n", re.ASCII)
PLAIN_VALUES: Final[Mapping[str, Collection[list[str]]]] = {
    "upgrade": (["websocket"],),
    "connection": (["Upgrade"], ["keep-alive, Upgrade"]),
    "sec-websocket-version": (["13"],),
    "sec-websocket-protocol": ([SUBPROTOCOL],),
}
ODD_NAMES: Final = frozenset({"content-length", "transfer-encoding"})
KEY: Final = re.compile(r"[A-Za-z0-9+/]{22}==", re.ASCII)
ACCEPTED: Final = (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    f"Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n"
)

Headers = Mapping[str, Sequence[str]]
"""Names in lower case, every value of each."""


class Upgrade(NamedTuple):
    target: str
    headers: Headers
    answer: bytes
    """Ends the connection where it is not `accepted`."""
    accepted: bool


def read_upgrade(head: bytes) -> Upgrade | None:
    """`head`: whole. None: no request at all."""
    return plain_upgrade(head) or _odd(head)


def plain_upgrade(head: bytes) -> Upgrade | None:
    """Each field once, and those that matter with the values that browsers give them."""
    whole = PLAIN.fullmatch(head.decode("latin-1")) if len(head) <= PLAIN_BYTES else None
    fields = FIELD.findall(whole["fields"]) if whole is not None else []
    headers = _by_name(fields)
    key = headers.get("sec-websocket-key", [""])[0]
    if (
        whole is None
        or len(headers) < len(fields)
        or len(fields) > PLAIN_FIELDS
        or any(headers.get(name) not in values for name, values in PLAIN_VALUES.items())
        or not ODD_NAMES.isdisjoint(headers)
        or KEY.fullmatch(key) is None
    ):
        return None
    answer = f"{ACCEPTED}Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n"
    return Upgrade(whole["target"], headers, answer.encode("ascii"), accepted=True)


def _odd(head: bytes) -> Upgrade | None:
    shaking = ServerProtocol(subprotocols=[Subprotocol(SUBPROTOCOL)])
    shaking.receive_data(head)
    requests = [event for event in shaking.events_received() if isinstance(event, Request)]
    if shaking.handshake_exc is not None or shaking.parser_exc is not None or not requests:
        return None
    request = requests[0]
    answer = shaking.accept(request)
    accepted = answer.status_code == HTTPStatus.SWITCHING_PROTOCOLS
    return Upgrade(request.path, _by_name(request.headers.raw_items()), answer.serialize(), accepted)


def _by_name(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in fields:
        headers.setdefault(name.lower(), []).append(value)
    return headers
