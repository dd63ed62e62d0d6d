"""Where a request comes from: the client's real address, and the network that counts for throttling. Pure."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_WITH_PORT = re.compile(r"\[(?P<v6>.*)\](:\d+)?|(?P<v4>[\d.]+):\d+", re.ASCII)
IPV6_PREFIX = 64
"""What one household or school gets at the least: whoever holds one address holds all 2⁶⁴."""


def parse_networks(entries: Iterable[str]) -> tuple[Network, ...]:
    """TRUSTED_PROXIES: addresses or networks. Raises ValueError naming the first that is neither."""
    return tuple(ip_network(entry, strict=False) for entry in entries)


def client_address(peer: str | None, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> Address | None:
    """The nearest address that is no proxy of ours.

    `forwarded_for` are the X-Forwarded-For headers in order; each proxy appends whom it saw, so only the right end,
    up to the first address that is not trusted, can be believed. None when the peer has no address (a Unix socket).
    """
    client = _parse(peer or "")
    hops = [hop for header in forwarded_for for hop in header.split(",")]
    while client is not None and hops and _is_in(client, trusted):
        hop = _parse(hops.pop())
        if hop is None:
            break
        client = hop
    return client


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether what this peer forwards may be believed."""
    address = _parse(peer)
    return address is not None and _is_in(address, trusted)


def network_of(address: Address | None) -> str:
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address) if address else "unknown"


def _parse(text: str) -> Address | None:
    """Some proxies quote the address, or write the port behind it: `1.2.3.4:5678`, `"[2001:db8::1]:5678"`."""
    text = text.strip().strip('"')
    found = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address((found["v6"] or found["v4"]) if found else text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return address


def _is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
