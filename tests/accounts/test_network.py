from ipaddress import ip_address

import pytest

from vivavoce.accounts.network import client_address, network_of, parse_networks

PROXIES = parse_networks(("10.0.0.0/8", "192.0.2.1", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("198.51.100.7", [], "198.51.100.7"),
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),
        ("10.0.0.2", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.2", ["6.6.6.6, 203.0.113.9"], "203.0.113.9"),
        ("10.0.0.2", ["6.6.6.6", "203.0.113.9, 192.0.2.1"], "203.0.113.9"),
        ("10.0.0.2", ["6.6.6.6, nonsense"], "10.0.0.2"),
        ("10.0.0.2", ["", "203.0.113.9, 10.1.1.1"], "203.0.113.9"),
        ("10.0.0.2", [], "10.0.0.2"),
        ("10.0.0.2", ["10.0.0.3"], "10.0.0.3"),
        ("fd00::1", ["2001:db8::7"], "2001:db8::7"),
        ("10.0.0.2", ["203.0.113.9:5678"], "203.0.113.9"),
        ("10.0.0.2", ['"[2001:db8::7]:5678"', " [2001:db8::8] "], "2001:db8::8"),
        ("10.0.0.2", ['"[2001:db8::7]:5678"'], "2001:db8::7"),
        ("10.0.0.2", ["[]:1, 203.0.113.9:x"], "10.0.0.2"),
        ("::ffff:10.0.0.2", ["::ffff:203.0.113.9"], "203.0.113.9"),
    ],
)
def test_only_what_trusted_proxies_appended_is_believed(peer: str, forwarded: list[str], expected: str) -> None:
    assert client_address(peer, forwarded, PROXIES) == ip_address(expected)


@pytest.mark.parametrize("peer", [None, "", "testclient"])
def test_a_peer_without_an_address_has_none(peer: str | None) -> None:
    assert client_address(peer, ["203.0.113.9"], PROXIES) is None


def test_without_trusted_proxies_the_header_says_nothing() -> None:
    assert client_address("127.0.0.1", ["203.0.113.9"], ()) == ip_address("127.0.0.1")


def test_an_ipv6_network_is_a_64() -> None:
    assert network_of(ip_address("2001:db8:1:2:aaaa::1")) == network_of(ip_address("2001:db8:1:2::2"))
    assert network_of(ip_address("2001:db8:1:2::1")) != network_of(ip_address("2001:db8:1:3::1"))
    assert network_of(ip_address("203.0.113.9")) == "203.0.113.9"
    assert network_of(None) == "unknown"


def test_a_wrong_entry_is_named() -> None:
    with pytest.raises(ValueError, match=r"proxy\.local"):
        parse_networks(("proxy.local",))
