"""What each row of the lab measures, how good it must be, and how bad it may be on a busy machine."""

from dataclasses import dataclass
from typing import Literal

Measure = Literal["frozen", "first frame", "back", "noticed", "made-up sound"]
WORDS: dict[Measure, str] = {
    "frozen": "{:.1f}",
    "first frame": "first frame after {:.2f}",
    "back": "back after {:.1f}",
    "noticed": "noticed after {:.1f}",
    "made-up sound": "{:.1%} of the sound made up",
}
"""Seconds, but for the last, which is a share."""
BARS: dict[Measure, str] = {
    "frozen": "≤ {:g}",
    "first frame": "≤ {:g} after the second press",
    "back": "≤ {:g} after it can be reached",
    "noticed": "≤ {:g}",
    "made-up sound": "< {:.0%}",
}


@dataclass(frozen=True)
class Row:
    fault: str
    measure: Measure
    bar: float
    """What the published median is held to."""
    cap: float
    """What a single run in `make test` is held to."""


def _frozen(fault: str, bar: float, cap: float) -> Row:
    return Row(fault, "frozen", bar, cap)


DIRECT, RELAYED = 1.0, 2.0
STILL = 0.5
"""A picture that stands for less was not seen to stand."""

ROWS = {
    "server killed": _frozen("the server is killed (-9) in a call and starts again half a minute later", STILL, 2),
    "server back": Row("the same, until both are signaling again", "back", 3, 12),
    "socket cut": _frozen("a firewall drops everything to the server", STILL, 2),
    "socket noticed": Row("the same, until the page says so", "noticed", 10, 20),
    "network switch": _frozen("from Wi-Fi to a mobile network in a call", 4, 8),
    "textbook switch": _frozen("the same, in a textbook call that restarts ICE on `disconnected`", 60, 60),
    "path cut": _frozen("the direct way between the two is cut in a call; the relay is left", 5, 10),
    "cone/cone": Row("both behind home routers", "first frame", DIRECT, 5),
    "symmetric/cone": Row("one behind a symmetric NAT", "first frame", RELAYED, 6),
    "symmetric/symmetric": Row("both behind symmetric NATs", "first frame", RELAYED, 6),
    "no direct udp": Row("no UDP between the two", "first frame", RELAYED, 6),
    "no udp": Row("no UDP at all", "first frame", RELAYED, 6),
    "only tcp 443": Row("nothing but TCP to port 443", "first frame", RELAYED, 6),
    "expired": _frozen("the relay's password has expired in a call, and the relay restarts", 15, 30),
    "600 kbit/s": Row("5 % loss, 100 ± 20 ms, 600 kbit/s each way", "made-up sound", 0.1, 0.2),
    "150 kbit/s": Row("10 % loss, 200 ms, 150 kbit/s each way", "made-up sound", 0.1, 0.2),
    "64 kbit/s": Row("64 kbit/s each way", "made-up sound", 0.1, 0.2),
    "reload": Row("either side loads the page again in a call", "first frame", 2, 6),
    "crash": Row("a tab crashes (SIGKILL of its process), and its page is opened again", "first frame", 2, 6),
    "second tab": Row("a second tab takes the call over", "first frame", 2, 6),
    "offsets": Row("pages loaded and buttons pressed 0 to 300 ms apart, 20 pairs a run", "first frame", 2, 8),
    "sleep": Row("one laptop sleeps in a call and wakes up", "back", 5, 12),
    "firefox first": Row("Firefox calls Chromium", "first frame", DIRECT, 8),
    "chromium first": Row("Chromium calls Firefox", "first frame", DIRECT, 8),
}
