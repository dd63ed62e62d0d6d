"""`python -m bench.memory`: how much the two pages of a call grow while it is recovered again and again.

Every 20 seconds one page's connection is closed under it, so that both look for another one. After each recovery the
garbage is collected, and what is left of the JavaScript heap is read, in both pages. Exit status 1 when either grows by
1 MB a minute or more after the first two minutes, or keeps a connection that is no longer used.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import linear_regression
from threading import Event

from playwright.sync_api import CDPSession, sync_playwright
from tests.browser.browsers import Browsers
from tests.browser.couples import Couple, seat
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office
from tests.browser.visitors import Visitors

EVERY, SETTLES = 20, 120
"""Seconds between recoveries, and until growth counts."""
MEGABYTE = 1024 * 1024
GOAL = 1.0
"""MB a minute."""
LAST_IS_CLOSED = "viva.connections.at(-1).close()"
IS_BACK = "() => viva.connections.length > 1 && viva.connections.at(-1).connectionState === 'connected'"
OTHERS_ARE_CLOSED = "() => viva.connections.slice(0, -1).every((one) => one.connectionState === 'closed')"
FORGET_OTHERS = "viva.connections.splice(0, viva.connections.length - 1)"
"""What the probe itself holds would never be freed."""


class Heap:
    """The JavaScript heap of one page, by minutes of the call."""

    def __init__(self, name: str, developer: CDPSession) -> None:
        self.name, self._developer = name, developer
        self._minutes: list[float] = []
        self._megabytes: list[float] = []

    def read(self, second: float) -> float:
        self._developer.send("HeapProfiler.collectGarbage")
        used = self._developer.send("Runtime.getHeapUsage")["usedSize"] / MEGABYTE
        if second >= SETTLES:
            self._minutes.append(second / 60)
            self._megabytes.append(used)
        return float(used)

    @property
    def growth(self) -> float:
        """MB a minute."""
        return linear_regression(self._minutes, self._megabytes).slope


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    seconds = parser.parse_args().minutes * 60
    with ExitStack() as stack:
        couple = _call(stack)
        heaps = [Heap(one.name, one.context.new_cdp_session(one.page)) for one in (couple.ada, couple.kim)]
        _measure(couple, heaps, seconds)
    for heap in heaps:
        print(f"{heap.name}: {heap.growth:+.3f} MB a minute after the first {SETTLES // 60} (goal: below {GOAL:g})")
    return 0 if all(heap.growth < GOAL for heap in heaps) else 1


def _call(stack: ExitStack) -> Couple:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    browsers = Browsers(stack.enter_context(sync_playwright()), folder)
    stack.callback(browsers.close)
    server = DemoServer(folder / "data")
    stack.callback(server.stop)
    server.start()
    office = Office(server)
    stack.callback(office.close)
    visitors = Visitors(browsers, server)
    stack.callback(visitors.leave)
    couple = seat(office.schedule("kim"), visitors.enter("ada"), visitors.enter("kim"))
    couple.talk()
    return couple


def _measure(couple: Couple, heaps: list[Heap], seconds: float) -> None:
    """Raises TimeoutError for a connection that stays open although another has taken its place."""
    both, start, pause = (couple.ada, couple.kim), time.monotonic(), Event()
    for turn in range(1, int(seconds // EVERY) + 1):
        pause.wait(max(0.0, start + turn * EVERY - time.monotonic()))
        both[turn % 2].page.evaluate(LAST_IS_CLOSED)
        for one in both:
            for condition in (IS_BACK, OTHERS_ARE_CLOSED):
                one.page.wait_for_function(condition)
            one.page.evaluate(FORGET_OTHERS)
            one.probe.decodes_more()
        passed = time.monotonic() - start
        used = [heap.read(passed) for heap in heaps]
        print(
            f"{passed / 60:5.1f} min  " + "  ".join(f"{h.name} {mb:.2f} MB" for h, mb in zip(heaps, used, strict=True))
        )


if __name__ == "__main__":
    sys.exit(main())
