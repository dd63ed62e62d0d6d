"""Chromium and Firefox call each other, each side first."""

import pytest

from tests.network.conftest import Measured
from tests.network.lab import Lab

pytestmark = pytest.mark.network


@pytest.mark.parametrize(("row", "programs"), [
    ("firefox first", ("firefox", "chromium")), ("chromium first", ("chromium", "firefox")),
])  # fmt: skip
def test_two_kinds_of_browsers_call_each_other(
    lab: Lab, measured: Measured, row: str, programs: tuple[str, str]
) -> None:
    call = lab.seat(programs=programs)
    call.begin()
    call.ada.press_start()
    call.kim.press_start()
    first = max(one.first_frame() for one in call.both) - call.kim.pressed()
    call.see_each_other()
    for one in call.both:
        one.hears_for(1)
    sockets = [one.sockets_made() for one in call.both]
    lab.site.kill()
    for one in call.both:
        one.reads("Reconnecting to the server")
    lab.site.start()
    for one, earlier in zip(call.both, sockets, strict=True):
        one.socket_reopened(earlier)
    call.see_each_other()
    measured(row, first / 1000, call.kim.way().words, call.kim.words())
