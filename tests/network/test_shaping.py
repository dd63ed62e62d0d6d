"""Calls over bad lines: whatever becomes of the picture, people hear each other."""

import socket
import time

import pytest

from tests.browser.media import BLUE, RED, Look
from tests.network.conftest import RUNS, Measured
from tests.network.guests import ENOUGH, Guest
from tests.network.lab import Lab
from tests.network.shaping import Shape
from tests.network.topology import SITE

pytestmark = pytest.mark.network

LINES = {
    "600 kbit/s": Shape(delay_ms=100, jitter_ms=20, loss_percent=5, rate_kbit=600),
    "150 kbit/s": Shape(delay_ms=200, loss_percent=10, rate_kbit=150),
    "64 kbit/s": Shape(rate_kbit=64),
}
TOO_THIN_FOR_PICTURES = {"64 kbit/s"}
MOVING: tuple[Look, Look] = (
    Look("moving red", RED.rgb, RED.yuv, RED.tone, moves=True),
    Look("moving blue", BLUE.rgb, BLUE.yuv, BLUE.tone, moves=True),
)
SETTLES, LISTENS = 5, 15
"""Seconds: until browsers have found out what the line takes, and how long is measured then."""


@pytest.mark.parametrize("line", LINES)
def test_people_hear_each_other_over_a_bad_line(lab: Lab, measured: Measured, line: str) -> None:
    with lab.bad_line() as shaper:
        call = lab.seat(looks=MOVING)
        shaper.set(LINES[line])
        call.begin()
        for one in call.both:
            one.press_start()
        call.kim.lets_pass(SETTLES)
        share = max(made_up(call.both))
        words = [word for one in call.both for word in one.words()]
        assert any("Sound only" in word.text for word in words) or line not in TOO_THIN_FOR_PICTURES
        measured(line, share, f"both hear each other; {pictures(call.both)}", words)
        if RUNS == 1:
            shaper.set(Shape())
            pictures_come_back(call.both)


def made_up(listeners: tuple[Guest, ...]) -> list[float]:
    """The shares of what was played that had to be made up, because it came too late or not at all."""
    before = [one.sound() for one in listeners]
    for one in listeners:
        one.hears_for(LISTENS)
    return [one.sound().share_made_up_since(earlier) for one, earlier in zip(listeners, before, strict=True)]


def pictures_come_back(people: tuple[Guest, ...]) -> None:
    """From sound alone that is tried after 15 seconds, or twice as many where a try was in vain."""
    before = [one.shown() for one in people]
    for one, earlier in zip(people, before, strict=True):
        one.has_seen(earlier + ENOUGH)


def pictures(people: tuple[Guest, ...]) -> str:
    return "both see each other" if all(one.shown() for one in people) else "not both have a picture"


def test_the_line_is_as_bad_as_it_is_told(lab: Lab) -> None:
    """Of itself: what the rows above rest on."""
    with lab.bad_line() as shaper:
        far = lab.internet.call(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
        far.bind((SITE, 9_999))
        near = lab.topology.home_a.call(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
        near.connect((SITE, 9_999))
        for end in (near, far):
            end.settimeout(3)
        assert round_trip(near, far) < 0.1
        shaper.set(Shape(delay_ms=100, jitter_ms=20))
        assert round_trip(near, far) > 0.15
        shaper.set(Shape(rate_kbit=64))
        began = time.monotonic()
        for _ in range(4):
            near.send(bytes(1_000))
        for _ in range(4):
            far.recv(2_000)
        assert time.monotonic() - began > 0.45
        shaper.set(Shape(loss_percent=100))
        with pytest.raises(TimeoutError):
            round_trip(near, far)
        near.close()
        far.close()


def round_trip(near: socket.socket, far: socket.socket) -> float:
    """Seconds. A shape that was just ordered may not be there for the very first packet: the third one counts."""
    for _ in range(3):
        sent = time.monotonic()
        near.send(b"there")
        _, address = far.recvfrom(100)
        far.sendto(b"back", address)
        near.recv(100)
    return time.monotonic() - sent
