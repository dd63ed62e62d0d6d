"""`python -m bench.first_frame`: from the second Start Call to the first remote frame shown, beside a textbook call.

Both run in the same two Chromium processes, turn by turn, on loopback. A round is one fresh call: the first person
has pressed and waits; the second presses, which the browser stamps; each page stamps its first remote frame
(requestVideoFrameCallback). Exit status 1 when the median of either direction is above half of the textbook's.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright
from tests.browser.browsers import Browsers
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office

from bench.product_call import product_round
from bench.rounds import Directions
from bench.textbook.server import TextbookServer
from bench.textbook_call import textbook_round

GOAL = 0.5
DIRECTIONS = ("presser", "other")
RESULTS = Path(__file__).with_name("results") / "first_frame.json"


@dataclass
class Series:
    """Milliseconds of every round, by who sees the frame."""

    name: str
    run: Callable[[int], Directions]
    presser: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)

    def measure(self, number: int) -> None:
        result = self.run(number)
        self.presser.append(result.presser)
        self.other.append(result.other)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with ExitStack() as stack:
        ours, textbook = _prepare(stack)
        for number in range(-1, rounds):
            for series in (textbook, ours):
                series.measure(number)
            if number < 0:
                _forget(ours, textbook)
    return _report(ours, textbook)


def _prepare(stack: ExitStack) -> tuple[Series, Series]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    browsers = Browsers(stack.enter_context(sync_playwright()), folder)
    stack.callback(browsers.close)
    server = DemoServer(folder / "data")
    stack.callback(server.stop)
    server.start()
    office = Office(server)
    stack.callback(office.close)
    textbook = stack.enter_context(TextbookServer())
    return (
        Series("Vivavoce", lambda number: product_round(browsers, server, office, number)),
        Series("textbook", lambda number: textbook_round(browsers, textbook, number)),
    )


def _forget(*warmed_up: Series) -> None:
    """The first round of each only wakes the browsers."""
    for series in warmed_up:
        series.presser.clear()
        series.other.clear()


def _report(ours: Series, textbook: Series) -> int:
    ratios = {way: median(getattr(ours, way)) / median(getattr(textbook, way)) for way in DIRECTIONS}
    print(f"\nSecond Start Call → first remote frame shown, ms, {len(ours.presser)} rounds on loopback")
    print(f"{'':10}{'seen by':>10}{'median':>9}{'p10':>7}{'p90':>7}")
    for series in (textbook, ours):
        for way in DIRECTIONS:
            print(_line(series.name, way, getattr(series, way)))
    for way, ratio in ratios.items():
        print(f"ratio, seen by {way}: {ratio:.2f} (goal: at most {GOAL})")
    RESULTS.parent.mkdir(exist_ok=True)
    everything = {one.name: {way: getattr(one, way) for way in DIRECTIONS} for one in (textbook, ours)}
    RESULTS.write_text(
        json.dumps({"unit": "ms", "rounds": everything, "ratios": ratios, "goal": GOAL}, indent=2) + "\n"
    )
    return 0 if max(ratios.values()) <= GOAL else 1


def _line(name: str, way: str, values: list[float]) -> str:
    tenths = quantiles(values, n=10) if len(values) > 1 else values * 9
    return f"{name:10}{way:>10}{median(values):9.0f}{tenths[0]:7.0f}{tenths[-1]:7.0f}"


if __name__ == "__main__":
    sys.exit(main())
