"""Somebody without a mouse: Tab, Shift+Tab, Enter, Space, arrows and letters, and eyes on where the focus is."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NeverCame

SNAPSHOT = re.compile(r"""^- '?(?P<role>\w+) "(?P<name>(?:[^"\\]|\\.)*)\"""")
ROLE = re.compile(r"""^(?P<role>\w+) "(?P<name>.*)"$""")
MANY = 400
SETTLES_WITHIN = 5_000
"""Milliseconds in which a list that has just come stops pushing the focused thing about."""
LOOK = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const hit = ([x, y]) => one.contains(document.elementFromPoint(x, y));
    // Of what is taller than the window, the part that is in it.
    const rows = ({ top, bottom, height }) => height <= innerHeight ? [top, height]
        : [Math.max(top, 0), Math.min(bottom, innerHeight) - Math.max(top, 0)];
    const points = [...one.getClientRects()].flatMap((box) => [0.1, 0.5, 0.9].flatMap((part) =>
        [0.2, 0.5, 0.8].map((down) => [box.x + part * box.width, rows(box)[0] + down * rows(box)[1]])));
    const stops = (window.keyboardStops ??= []);
    if (!stops.includes(one)) stops.push(one);
    const described = (one.getAttribute("aria-describedby") ?? "").split(" ");
    return {
        number: stops.indexOf(one),
        marked: outlined || style.boxShadow !== "none",
        uncovered: points.some(hit),
        about: described.map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim(),
    };
}"""


SEEN = f"() => {{ const stop = ({LOOK})(); return !stop || (stop.marked && stop.uncovered); }}"


@dataclass(frozen=True)
class Stop:
    """Where the focus is."""

    what: str
    """Role and name, as in `button "Save"`."""
    about: str
    """The accessible description."""
    number: int
    """One for each element of the page."""
    marked: bool
    uncovered: bool


class Keys:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def here(self) -> Stop | None:
        """None: the focus is on no element of the page."""
        seen = self.page.evaluate(LOOK)
        if seen is None:
            return None
        # With the focus on the calendar inside a date, the date itself is only `:focus-within`.
        lines = self.page.locator(":focus-within").last.aria_snapshot().splitlines()
        named = SNAPSHOT.match(lines[0]) if lines else None
        what = f'{named["role"]} "{named["name"]}"' if named else "".join(lines[:1])
        return Stop(what, seen["about"], seen["number"], seen["marked"], seen["uncovered"])

    def tab_to(self, what: str, about: str = "", key: str = "Tab") -> Stop:
        """Tabs on until the focus is there; at each stop on the way it has to be seen where it is.

        Waits first until there is such a thing: a page that is still loading has nothing to tab to.
        """
        self._is_there(what)
        passed = list[str]()
        for _ in range(MANY):
            self.press(key)
            stop = self._settled()
            if stop is None:
                continue
            assert stop.marked, f"no visible focus: {stop.what}"
            assert stop.uncovered, f"covered: {stop.what}"
            if stop.what == what and about in stop.about:
                return stop
            passed.append(stop.what)
        raise LookupError(f"{what} is not among the stops: {passed}")

    def _is_there(self, what: str) -> None:
        named = ROLE.match(what)
        assert named is not None, what
        role: Any = named["role"]
        expect(self.page.get_by_role(role, name=named["name"], exact=True).first).to_be_visible()

    def _settled(self) -> Stop | None:
        """Where the focus is, once nothing moves it away from under the eyes; as it is, where that never comes."""
        stop = self.here()
        if stop is None or (stop.marked and stop.uncovered):
            return stop
        with suppress(NeverCame):
            self.page.wait_for_function(SEEN, timeout=SETTLES_WITHIN)
        return self.here()

    def expect_on(self, what: str) -> None:
        """The page itself moved the focus there."""
        expect(self.page.locator(":focus")).to_match_aria_snapshot(f"- {what}")


def walk(page: Page, at_most: int | None = None) -> list[Stop]:
    """Every stop of Tab once, in order, from where the focus is: to the end of the page or once around a dialog."""
    keys, found = Keys(page), list[Stop]()
    for _ in range(MANY):
        if len(found) == at_most:
            return found
        keys.press("Tab")
        stop = keys.here()
        if stop is None or (found and stop.number == found[0].number):
            return found
        # A date has a stop for each of its parts.
        if not found or found[-1].number != stop.number:
            found.append(stop)
    raise AssertionError(f"no end after {MANY} stops: {[one.what for one in found]}")
