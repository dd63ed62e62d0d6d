"""The relay's passwords expire while people talk."""

import time

import pytest

from tests.browser.waiting import wait_until
from tests.network.conftest import Measured
from tests.network.lab import Lab

pytestmark = pytest.mark.network

LIVES = 20
"""Seconds; an hour in life."""


def test_a_call_outlives_the_relays_password(lab: Lab, measured: Measured) -> None:
    lab.block("udp between people")
    with lab.site_with_short_credentials(LIVES) as site:
        call = lab.seat(site).press()
        assert [one.way().relayed for one in call.both] == [True, True]
        old = call.kim.credentials()[0]
        assert not lab.relay.refuses(*old)
        expires = int(old[0].partition(":")[0])
        wait_until(lambda: time.time() > expires + 1, "the password has expired", LIVES * 2)
        wait_until(lambda: lab.relay.refuses(*old), "the relay's own clock says so too", 5)
        call.begin()
        with lab.relay.restarted():
            for one in call.both:
                one.picture_stands()
        call.see_each_other()
        assert all(old not in one.credentials()[-1:] for one in call.both)
        words = [word for one in call.both for word in one.words()]
        measured("expired", call.frozen(), f"the call goes on, {call.kim.way().words}", words)
