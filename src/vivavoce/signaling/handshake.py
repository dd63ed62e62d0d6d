"""What is refused before a socket is one: another site's page (403), a request we cannot read (400). Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SUBPROTOCOL: Final = "vivavoce.v1"
PEER: Final = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)
NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Handshake:
    """`headers` has lower-case names and every value of each, as `query` has; `site` is this site's origin."""

    headers: Mapping[str, Sequence[str]]
    query: Mapping[str, Sequence[str]]
    subprotocols: Collection[str]
    site: str


@dataclass(frozen=True, slots=True)
class Greeting:
    peer: str
    n: int


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    code: str
    detail: str


def read_handshake(handshake: Handshake) -> Greeting | Refusal:
    if not _comes_from_site(handshake):
        return Refusal(403, "foreign_origin", "Only pages of this site may open this socket.")
    if SUBPROTOCOL not in handshake.subprotocols:
        return Refusal(400, "bad_subprotocol", f"Ask for the subprotocol {SUBPROTOCOL}.")
    peer, n = _single(handshake.query, "peer", PEER), _single(handshake.query, "n", NUMBER)
    if peer is None:
        return Refusal(400, "bad_peer", "Give peer: 16 to 64 characters of base64url.")
    if n is None:
        return Refusal(400, "bad_n", "Give n: 1 for the page's first socket, one more for each later one.")
    return Greeting(peer, int(n))


def _comes_from_site(handshake: Handshake) -> bool:
    origins = handshake.headers.get("origin", ())
    if not origins:  # every browser sends one with a socket; a client without any such header is no browser
        return not any(name.startswith("sec-fetch-") for name in handshake.headers)
    return set(origins) == {handshake.site}


def _single(query: Mapping[str, Sequence[str]], name: str, pattern: re.Pattern[str]) -> str | None:
    values = query.get(name, ())
    return values[0] if len(values) == 1 and pattern.fullmatch(values[0]) else None
