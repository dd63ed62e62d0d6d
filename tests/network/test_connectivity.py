"""From every network that people have, they get through to each other."""

import pytest

from tests.network import nat
from tests.network.conftest import Measured
from tests.network.lab import Lab

pytestmark = pytest.mark.network

NETWORKS = {
    "cone/cone": ("cone", "cone", "nothing", "direct"),
    "symmetric/cone": ("symmetric", "cone", "nothing", "udp"),
    "symmetric/symmetric": ("symmetric", "symmetric", "nothing", "udp"),
    "no direct udp": ("cone", "cone", "udp between people", "udp"),
    "no udp": ("cone", "cone", "all udp", "tcp"),
    "only tcp 443": ("cone", "cone", "all but tcp 443", "tls"),
}
"""The two routers, what is blocked, and how media must go then."""


@pytest.mark.parametrize("network", NETWORKS)
def test_two_people_get_through(lab: Lab, measured: Measured, network: str) -> None:
    kind_a, kind_b, blocked, expected = NETWORKS[network]
    lab.put_in_order(kind_a, kind_b, blocked)
    call = lab.seat()
    call.begin()
    call.ada.press_start()
    call.kim.press_start()
    first = max(one.first_frame() for one in call.both) - call.kim.pressed()
    call.see_each_other()
    ways = [one.way() for one in call.both]
    assert [way.relayed for way in ways] == [expected != "direct"] * 2
    if expected in {"tcp", "tls"}:
        assert [way.protocol for way in ways] == [expected, expected]
    measured(network, first / 1000, ways[0].words, call.kim.words())


def test_the_check_before_the_call_really_allocates_over_tls(lab: Lab) -> None:
    """With nothing but TCP to port 443 and the relay's certificate of the lab's own authority."""
    lab.block("all but tcp 443")
    call = lab.enter()
    call.kim.take_seat(lab.site.schedule("kim").path)
    assert call.kim.checks_connection().startswith("Relay reached over TLS")


def test_relay_only_shows_on_the_wire_too(lab: Lab) -> None:
    """That the counter would have noticed shows in a call that is not relay only."""
    lab.block("nothing, but counts")
    call = lab.enter()
    call.take_seats(lab.site.schedule("kim", relay_only=True).path).press()
    assert [(way.local, way.remote) for way in (one.way() for one in call.both)] == [("relay", "relay")] * 2
    assert nat.crossed(lab.internet) == 0
    call.take_seats(lab.site.schedule("kim").path)
    assert nat.crossed(lab.internet) > 0
