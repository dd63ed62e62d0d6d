"""What both calls have in common: two browser windows that stamp the press and the first remote frame."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page
from tests.browser.browsers import Browsers, Kind
from tests.browser.media import BLUE, RED
from tests.browser.probe import SCRIPT

FIRST_FRAME = "() => viva.marks.firstFrame"
PATIENCE = 30_000
FPS = 30


@dataclass(frozen=True)
class Directions:
    """Milliseconds from the second press to the first remote frame, seen by who pressed and by the other."""

    presser: float
    other: float


@contextmanager
def two_windows(browsers: Browsers, address: str) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """Red is the office's browser, blue the student's."""
    contexts = [browsers.get(Kind(look, fps=FPS)).new_context(base_url=address) for look in (RED, BLUE)]
    try:
        for context in contexts:
            context.add_init_script(SCRIPT)
            context.set_default_timeout(PATIENCE)
        yield contexts[0], contexts[1]
    finally:
        for context in contexts:
            context.close()


def press_second(presser: Page, other: Page) -> Directions:
    presser.get_by_role("button", name="Start Call").click()
    for page in (presser, other):
        page.wait_for_function(FIRST_FRAME)
    pressed = float(presser.evaluate("viva.marks.press"))
    return Directions(*(float(page.evaluate(FIRST_FRAME)) - pressed for page in (presser, other)))
