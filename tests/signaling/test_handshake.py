"""What is refused before a socket is one."""

import pytest

from vivavoce.signaling.handshake import Greeting, Handshake, Refusal, read_handshake

PEER = "abcdefghijklmnop"
SITE = "https://interviews.example.edu"


def shake(
    *,
    headers: dict[str, list[str]] | None = None,
    peer: list[str] | None = None,
    n: list[str] | None = None,
    subprotocols: tuple[str, ...] = ("vivavoce.v1",),
) -> Greeting | int:
    query = {"peer": [PEER] if peer is None else peer, "n": ["1"] if n is None else n}
    answer = read_handshake(Handshake(headers or {}, query, subprotocols, SITE))
    return answer.status if isinstance(answer, Refusal) else answer


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ["https://evil.example"]},
        {"origin": ["null"]},
        {"origin": ["http://interviews.example.edu"]},
        {"origin": ["https://interviews.example.edu.evil.example"]},
        {"origin": ["https://interviews.example.edu:8443"]},
        {"origin": [SITE, "https://evil.example"]},
        {"origin": [""]},
        {"sec-fetch-site": ["same-origin"]},
        {"sec-fetch-mode": ["websocket"]},
    ],
)
def test_sig_7_another_sites_page_gets_403(headers: dict[str, list[str]]) -> None:
    assert shake(headers=headers) == 403


@pytest.mark.parametrize("headers", [{}, {"origin": [SITE]}, {"origin": [SITE], "sec-fetch-site": ["same-origin"]}])
def test_sig_7_the_sites_pages_and_clients_that_are_no_browser_pass(headers: dict[str, list[str]]) -> None:
    assert shake(headers=headers) == Greeting(PEER, 1)


@pytest.mark.parametrize("peer", [[], ["short"], ["a" * 65], ["abcdefghijklmno!"], [PEER, PEER], ["abcdefghijklmno\n"]])
def test_sig_8_a_bad_peer_gets_400(peer: list[str]) -> None:
    assert shake(peer=peer) == 400


@pytest.mark.parametrize("n", [[], ["0"], ["-1"], ["1.0"], ["x"], ["01"], ["1", "2"], ["1" * 10], ["²"]])
def test_sig_8_a_bad_n_gets_400(n: list[str]) -> None:
    assert shake(n=n) == 400


@pytest.mark.parametrize("subprotocols", [(), ("vivavoce.v2",), ("graphql-ws", "VIVAVOCE.V1")])
def test_sig_8_without_the_subprotocol_400(subprotocols: tuple[str, ...]) -> None:
    assert shake(subprotocols=subprotocols) == 400


def test_sig_8_the_longest_peer_and_one_subprotocol_of_several() -> None:
    assert shake(peer=["A-_9" * 16], n=["999999999"], subprotocols=("x", "vivavoce.v1")) == Greeting(
        "A-_9" * 16, 999999999
    )


def test_sig_9_a_foreign_origin_is_refused_before_anything_else() -> None:
    assert shake(headers={"origin": ["https://evil.example"]}, peer=[], subprotocols=()) == 403
