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
    """`headers` has lower-case names and every value of each; so has `query`."""

    headers: Mapping[str, Sequence[str]]
    query: Mapping[str, Sequence[str]]
    subprotocols: Collection[str]
    secure: bool


@dataclass(frozen=True, slots=True)
class Greeting:
    peer: str
    n: int


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    code: str
    detail: str


def read_handshake(handshake: Handshake, public_url: str) -> Greeting | Refusal:
    """`public_url` is empty in the demo: then the site is the scheme and Host of the request itself."""
    if not _comes_from(handshake, public_url):
        return Refusal(403, "foreign_origin", "Only pages of this site may open this socket.")
    if SUBPROTOCOL not in handshake.subprotocols:
        return Refusal(400, "bad_subprotocol", f"Ask for the subprotocol {SUBPROTOCOL}.")
    peer, n = _single(handshake.query, "peer", PEER), _single(handshake.query, "n", NUMBER)
    if peer is None:
        return Refusal(400, "bad_peer", "Give peer: 16 to 64 characters of base64url.")
    if n is None:
        return Refusal(400, "bad_n", "Give n: 1 for the page's first socket, one more for each later one.")
    return Greeting(peer, int(n))


def _comes_from(handshake: Handshake, public_url: str) -> bool:
    origins = handshake.headers.get("origin", ())
    if not origins:  # every browser sends one with a socket; a client without any such header is no browser
        return not any(name.startswith("sec-fetch-") for name in handshake.headers)
    return set(origins) == {public_url or _own_site(handshake)}


def _own_site(handshake: Handshake) -> str:
    host = next(iter(handshake.headers.get("host", ())), "")
    return f"{'https' if handshake.secure else 'http'}://{host}"


def _single(query: Mapping[str, Sequence[str]], name: str, pattern: re.Pattern[str]) -> str | None:
    values = query.get(name, ())
    return values[0] if len(values) == 1 and pattern.fullmatch(values[0]) else None
