"""The server goes, or the way to it: calls do not care."""

import time

import pytest

from tests.network.conftest import Measured
from tests.network.lab import Lab

pytestmark = pytest.mark.network

AWAY = 30
"""Seconds."""
SAYS_SO = "Reconnecting to the server"


def test_a_call_survives_a_server_killed_and_started_again(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    call.begin()
    sockets = [one.sockets_made() for one in call.both]
    lab.site.kill()
    for one in call.both:
        one.reads(SAYS_SO)
    call.kim.lets_pass(AWAY)
    call.see_each_other()
    lab.site.start()
    listening = time.monotonic()
    for one, earlier in zip(call.both, sockets, strict=True):
        one.socket_reopened(earlier)
    back = time.monotonic() - listening
    call.see_each_other()
    assert [one.connections() for one in call.both] == [1, 1]
    measured("server killed", call.frozen(), "the call goes on", [word for one in call.both for word in one.words()])
    measured("server back", back, "everybody is back with the same peer", [])


def test_a_call_survives_a_firewall_before_the_server(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    call.begin()
    lab.block("the site")
    for one in call.both:
        one.reads(SAYS_SO)
    words = [word for one in call.both for word in one.words()]
    noticed = max(word.after for word in words if SAYS_SO in word.text)
    sockets = [one.sockets_made() for one in call.both]
    call.see_each_other()
    assert [one.modals() for one in call.both] == [0, 0]
    lab.block("nothing")
    for one, earlier in zip(call.both, sockets, strict=True):
        one.socket_reopened(earlier - 1)
    measured("socket cut", call.frozen(), "the call goes on", words)
    measured("socket noticed", noticed, "a banner, nothing in the way", [])
