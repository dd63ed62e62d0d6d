"""What happens to pages in a call: loaded again, crashed, opened twice, and opened at any moment."""

import itertools
import random
import time
from collections.abc import Callable

import pytest

from tests.network.conftest import RUNS, Measured
from tests.network.guests import Guest
from tests.network.lab import Call, Lab

pytestmark = pytest.mark.network

PAIRS = 8 if RUNS == 1 else 20
"""Of pages; with RUNS=5 these are a hundred."""
APART = [round(step * 300 / 9) for step in range(10)]
"""Milliseconds."""
OFFSETS = list(itertools.product(APART, APART))
random.Random(100).shuffle(OFFSETS)
offsets = itertools.cycle(OFFSETS)
SOON = 400
"""Milliseconds, by which both pages know what to do."""


def test_either_side_loads_its_page_again(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    took = [_again(call, one, Guest.reload) for one in call.both]
    measured("reload", max(took), "one press brings the call back", call.kim.words())


def test_a_tab_crashes(lab: Lab, measured: Measured) -> None:
    call, path = _in_call(lab)
    call.ada.begin()
    took = _again(call, call.kim, lambda kim: (kim.crash(), kim.take_seat(path)))
    measured("crash", took, "one press brings the call back", call.ada.words())


def test_a_second_tab_takes_over(lab: Lab, measured: Measured) -> None:
    call, path = _in_call(lab)
    call.ada.begin()
    took = _again(call, call.kim, lambda kim: (kim.open_tab(), kim.take_seat(path)))
    measured("second tab", took, "the new tab has the call", call.ada.words())


def test_pages_are_opened_and_buttons_pressed_at_any_moment(lab: Lab, measured: Measured) -> None:
    call, _ = _in_call(lab)
    took = []
    for load, press in itertools.islice(offsets, PAIRS):
        path = lab.site.schedule("kim").path
        start = time.time() * 1000 + SOON
        call.ada.loads_at(path, start)
        call.kim.loads_at(path, start + load)
        for one in call.both:
            one.is_seated(path)
        start = time.time() * 1000 + SOON
        call.kim.presses_at(start)
        call.ada.presses_at(start + press)
        first = max(one.first_frame() for one in call.both)
        took.append((first - max(one.pressed() for one in call.both)) / 1000)
    measured("offsets", max(took), f"{len(took)} of {len(took)} connected", [])


def _in_call(lab: Lab) -> tuple[Call, str]:
    path = lab.site.schedule("kim").path
    return lab.enter().take_seats(path).press(), path


def _again(call: Call, one: Guest, happens: Callable[[Guest], object]) -> float:
    """Seconds from the press to the first picture. The other never sees two of them."""
    other = next(each for each in call.both if each is not one)
    happens(one)
    one.press_start()
    took = (one.first_frame() - one.pressed()) / 1000
    call.see_each_other()
    assert other.sees_people() == 1
    return took
