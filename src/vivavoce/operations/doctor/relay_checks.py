"""STUN and TURN: asked as a page asks them, and a relay also for what it must refuse."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from ipaddress import ip_address
from typing import NamedTuple

from vivavoce.clock import new_id
from vivavoce.operations.doctor.certificates import soon
from vivavoce.operations.doctor.findings import Finding, failure, ok, warning, why
from vivavoce.operations.doctor.stun import Address, NotStun
from vivavoce.operations.doctor.turn_line import Line, Refused, Relay, ServerUrl, own_address, server_url
from vivavoce.operations.production import unsafe_ice
from vivavoce.settings import Settings
from vivavoce.signaling.ice import IceServers

PRIVATE = ("127.0.0.1", "10.0.0.1", "169.254.169.254")
PRIVATE_SIX = ("::1", "::ffff:127.0.0.1")
"""Loopback, a private network, a cloud's metadata; and IPv4 hidden in IPv6."""
PUBLIC = "9.9.9.9"
"""What every relay is for. A permission sends nothing there."""
UNAUTHORIZED, MISMATCH = 401, 437
PORTS = 4
"""Of ours, from which an address is asked for."""
WHO = "doctor"
"""In the username that a relay logs, where a page has the person's id; with something new each time, for a relay lets
one person have so many allocations and counts those given back for a while."""
NO_WAY = "Only people within one network can be sure to see each other."
HOW = "Set VIVAVOCE_TURN_URLS and VIVAVOCE_TURN_SECRET (deploy/coturn.conf)."


class Allocation(NamedTuple):
    line: Line
    relay: Relay
    address: Address


def check_ice(settings: Settings) -> list[Finding]:
    """What the settings alone tell."""
    if sentence := unsafe_ice(settings):
        return [failure("calls", sentence)]
    if not settings.has_relay:
        return [warning("calls", f"There is no relay. {NO_WAY}", HOW)]
    return []


def check_stun(url: str) -> Finding:
    check, server = f"stun {url}", server_url(url)
    if server is None:
        return failure(check, "This is no address of a STUN server.", "Write it like stun:stun.example.edu:3478.")
    if server.transport == "dtls":
        return _unchecked(check)
    try:
        with Line(server) as line:
            own_address(line)
            return ok(check, f"{line.server} answers.")
    except (OSError, NotStun, Refused) as error:
        return _unanswered(check, server, error)


def check_turn(url: str, settings: Settings, now: datetime) -> Finding:
    check, server = f"turn {url}", server_url(url)
    if server is None:
        fix = "Write it like turn:turn.example.edu:3478?transport=udp, or turns:turn.example.edu:443?transport=tcp."
        return failure(check, "This is no address of a TURN server.", fix)
    if server.transport == "dtls":
        return _unchecked(check)
    try:
        return _asked(check, server, settings, now)
    except Refused as refused:
        if refused.code == UNAUTHORIZED:
            return failure(
                check, f"The relay refuses our credentials ({refused}).",
                "VIVAVOCE_TURN_SECRET is coturn's static-auth-secret, with use-auth-secret; both clocks must agree.",
            )  # fmt: skip
        return failure(
            check, f"The relay gives no address ({refused}).", "Its log says why; quotas are in coturn.conf."
        )
    except (OSError, NotStun) as error:
        return _unanswered(check, server, error)


def _asked(check: str, server: ServerUrl, settings: Settings, now: datetime) -> Finding:
    with _allocation(server, settings, now) as (line, relay, relayed):
        days = line.certificate_days(now)
        granted = [peer for peer in PRIVATE if _lets_through(relay, ip_address(peer))]
        granted += _granted_six(server, relay, settings, now)
        lets_out = _lets_through(relay, ip_address(PUBLIC))
    if granted:
        return failure(
            check, f"The relay lets anybody with an interview reach its own network: {', '.join(granted)}.",
            "Take the denied-peer-ip lines of deploy/coturn.conf.",
        )  # fmt: skip
    if not lets_out:
        return warning(
            check, "The relay refuses public addresses, too: it joins only people who both come through it.",
            "See the denied-peer-ip lines in coturn.conf; none may begin at ::, which coturn takes for every address.",
        )  # fmt: skip
    if not relayed.is_global and ip_address(line.server).is_global:
        return warning(
            check, f"The relay gives {relayed}, which is not reached from outside.", "Set external-ip in coturn.conf."
        )
    if days is not None and (sentence := soon(days)):
        return warning(check, sentence, "Renew it; coturn reads it anew when it restarts.")
    return ok(check, f"The relay gives {relayed}, and refuses private addresses.")


@contextmanager
def _allocation(server: ServerUrl, settings: Settings, now: datetime, version: int = 4) -> Iterator[Allocation]:
    """Given back at the end."""
    with ExitStack() as lines:
        made = _allocate(lines, server, settings, now, version=version)
        try:
            yield made
        finally:
            with suppress(OSError, NotStun, Refused):
                made.relay.release()


def _allocate(
    lines: ExitStack, server: ServerUrl, settings: Settings, now: datetime, *, version: int, ports: int = PORTS
) -> Allocation:
    """A relay remembers who had a port of ours for a while after it was given back: then from another (RFC 8656)."""
    line = lines.enter_context(Line(server))
    relay = _relay(line, settings, now)
    try:
        return Allocation(line, relay, relay.allocate(version))
    except Refused as refused:
        if refused.code != MISMATCH or ports == 1:
            raise
    return _allocate(lines, server, settings, now, version=version, ports=ports - 1)


def _relay(line: Line, settings: Settings, now: datetime) -> Relay:
    """With credentials as a page gets them."""
    one = IceServers(settings).offer(f"{WHO}-{new_id()}", now).ice.ice_servers[-1]
    return Relay(line, str(one.username), str(one.credential))


def _granted_six(server: ServerUrl, four: Relay, settings: Settings, now: datetime) -> list[str]:
    """Where the relay has no IPv6, asked of the allocation that there is."""
    with ExitStack() as until_then:
        try:
            _, six, _ = until_then.enter_context(_allocation(server, settings, now, version=6))
        except Refused:
            six = four
        return [peer for peer in PRIVATE_SIX if _lets_through(six, ip_address(peer))]


def _lets_through(relay: Relay, peer: Address) -> bool:
    """By a permission or by a channel. What is refused for a reason of its own, such as a quota, is raised."""
    for ask in (relay.permit, relay.bind):
        try:
            ask(peer)
        except Refused as refused:
            if not 400 <= refused.code < 500 or refused.code == UNAUTHORIZED:
                raise
        else:
            return True
    return False


def _unchecked(check: str) -> Finding:
    return warning(check, "This is not checked: it is DTLS.", "Browsers that cannot use it take the other addresses.")


def _unanswered(check: str, server: ServerUrl, error: Exception) -> Finding:
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or "no TLS"
        return failure(
            check, f"Browsers refuse its TLS: {reason}.",
            f"Give coturn (cert, pkey) a certificate for {server.host} that browsers trust.",
        )  # fmt: skip
    port = f"{server.port}/{'udp' if server.transport == 'udp' else 'tcp'}"
    return failure(
        check, f"It does not answer as it should: {why(error)}.",
        f"Is the server running at {server.host}, and is {port} open in every firewall on the way?",
    )  # fmt: skip
