"""The request to upgrade as it is read here, beside websockets' own reading of the same bytes."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from vivavoce.signaling import upgrade
from vivavoce.signaling.upgrade import Upgrade, read_upgrade

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
BROWSERS = [
    ("host", "localhost:8000"),
    ("connection", "Upgrade"),
    ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"),
    ("upgrade", "websocket"),
    ("origin", "http://localhost:8000"),
    ("sec-websocket-version", "13"),
    ("cookie", "vivavoce_session=abc; theme=dark"),
    ("sec-websocket-key", KEY),
    ("sec-websocket-extensions", "permessage-deflate; client_max_window_bits"),
    ("sec-websocket-protocol", "vivavoce.v1"),
]
Fields = Sequence[tuple[str, str]]


def head_of(fields: Fields, start: str = "GET /ws/interview/x?peer=p&n=1 HTTP/1.1") -> bytes:
    lines = [start, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def as_websockets_reads(head: bytes) -> tuple[str, list[tuple[str, str]], int] | None:
    """Target, fields and status."""
    server = ServerProtocol(subprotocols=[Subprotocol("vivavoce.v1")])
    server.receive_data(head)
    requests = [event for event in server.events_received() if isinstance(event, Request)]
    if server.handshake_exc is not None or server.parser_exc is not None or not requests:
        return None
    fields = [(name.lower(), value) for name, value in requests[0].headers.raw_items()]
    return requests[0].path, fields, server.accept(requests[0]).status_code


def as_read_here(head: bytes) -> tuple[str, list[tuple[str, str]], int] | None:
    found = read_upgrade(head)
    if found is None:
        return None
    status = int(found.answer.split(b" ", 2)[1])
    assert found.accepted is (status == 101)
    return found.target, [(name, value) for name, values in found.headers.items() for value in values], status


def agree(head: bytes) -> None:
    here, there = as_read_here(head), as_websockets_reads(head)
    if here is None or there is None:
        assert here == there
    else:
        assert (here[0], sorted(here[1]), here[2]) == (there[0], sorted(there[1]), there[2])


_token = st.text("abcDEF-_.!~09", min_size=1, max_size=12)
_value = st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=20)
_names = st.sampled_from([*(name for name, _ in BROWSERS), "transfer-encoding", "content-length"]) | _token
_usual = "Upgrade|upgrade|keep-alive, Upgrade|websocket|WebSocket|13|8|0|vivavoce.v1|x, vivavoce.v1"
_values = st.sampled_from([*_usual.split("|"), KEY]) | _value
_here = "GET /ws/interview/x?peer=p&n=1 HTTP/1.1"
_starts = st.sampled_from([_here, "POST / HTTP/1.1", "GET / HTTP/1.0", "GET  HTTP/1.1", "GET /a b HTTP/1.1", "GET /"])


@st.composite
def _heads(draw: st.DrawFn) -> bytes:
    """A browser's, with some fields changed, added, left out and in another order, and perhaps cut."""
    fields = [field for field in BROWSERS if not draw(st.integers(0, 9).map(lambda n: n == 0))]
    fields += draw(st.lists(st.tuples(_names, _values), max_size=2))
    head = head_of(draw(st.permutations(fields)), draw(_starts))
    return head[: draw(st.integers(0, len(head)))] if draw(st.integers(0, 9)) == 0 else head


@given(_heads())
@example(head_of([*BROWSERS, ("origin", "http://localhost:8000")]))
def test_sig_8_every_request_is_read_as_websockets_reads_it(head: bytes) -> None:
    agree(head)


@pytest.mark.parametrize("many", [90, 120, 130])
def test_sig_8_many_fields_are_read_as_websockets_reads_them(many: int) -> None:
    agree(head_of([*BROWSERS, *((f"x-{number}", "y") for number in range(many))]))


@pytest.mark.parametrize("connection", ["Upgrade", "keep-alive, Upgrade"])
def test_sig_8_what_browsers_send_needs_no_websockets(connection: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "ServerProtocol", None)
    fields = [*(field for field in BROWSERS if field[0] != "connection"), ("connection", connection)]
    found = read_upgrade(head_of(fields))
    assert isinstance(found, Upgrade)
    assert (found.accepted, found.headers) == (True, {name: [value] for name, value in fields})


def test_sig_8_a_client_accepts_the_answer() -> None:
    client = ClientProtocol(parse_uri("ws://localhost/ws/interview/x"), subprotocols=[Subprotocol("vivavoce.v1")])
    request = client.connect()
    client.send_request(request)
    found = read_upgrade(b"".join(client.data_to_send()))
    assert isinstance(found, Upgrade)
    client.receive_data(found.answer)
    (answer,) = client.events_received()
    assert isinstance(answer, Response)
    assert (client.handshake_exc, client.subprotocol) == (None, "vivavoce.v1")
