"""A laptop is closed in the middle of a call, and opened again."""

import signal
import time

import pytest

from tests.network.conftest import RUNS, Measured
from tests.network.lab import Lab

pytestmark = pytest.mark.network

SLEEPS = 10 if RUNS == 1 else 60
"""Seconds, as the other one waits."""


def test_a_call_goes_on_after_a_laptop_has_slept(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    call.begin()
    laptop = lab.topology.home_a
    asleep = time.monotonic()
    laptop.signal(signal.SIGSTOP)
    try:
        call.kim.picture_stands(SLEEPS)
    finally:
        laptop.signal(signal.SIGCONT)
    slept = time.monotonic() - asleep
    call.see_each_other()
    measured("sleep", call.frozen() - slept, "the call goes on", [word for one in call.both for word in one.words()])
