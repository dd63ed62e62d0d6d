"""What people set their systems to: less motion and text four times as large; and targets for fingers."""

from playwright.sync_api import Page, ViewportSize

from tests.browser.accessibility import HEIGHT, SIDEWAYS, defects, settle
from tests.browser.keys import Keys

ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""1280 x 1024 at 400 %."""
SMALLEST, TOKEN = 24, 44
LONGEST_MOTION = 0.01
"""Seconds."""
STOPS_LOOKED_AT = 20

MOVES = """(longest) => {
    const inSeconds = (one) => parseFloat(one) * (/ms$/.test(one) ? 0.001 : 1);
    const seconds = (list) => Math.max(...list.split(",").map(inSeconds));
    const slow = (style) => Math.max(seconds(style.transitionDuration), seconds(style.animationDuration)) > longest;
    return [...document.querySelectorAll("*")]
        .filter((one) => [null, "::before", "::after"].some((part) => slow(getComputedStyle(one, part))))
        .map((one) => `${one.localName}.${one.className}`);
}"""
CUT = """() => {
    const cuts = (one) => {
        const style = getComputedStyle(one);
        if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(".hidden-visually")) return false;
        if (one.clientWidth <= 1) return false;
        const hides = (overflow) => overflow === "hidden" || overflow === "clip";
        return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
            || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    };
    return [...document.querySelectorAll("body *:not(svg *, input, select, option)")].filter(cuts)
        .map((one) => `${one.localName}.${one.className}: ${one.textContent.slice(0, 60)}`);
}"""
OUT_OF_REACH = """() => {
    const dialog = [...document.querySelectorAll("dialog")].findLast((one) => one.matches(":modal"));
    if (!dialog) return [];
    const inside = (box, edge) => box.left >= edge.left - 1 && box.right <= edge.right + 1
        && (box.height > edge.height || (box.top >= edge.top - 1 && box.bottom <= edge.bottom + 1));
    const edge = dialog.getBoundingClientRect();
    const out = inside(edge, { left: 0, top: 0, right: innerWidth, bottom: innerHeight, height: innerHeight })
        ? [] : [dialog];
    for (const one of dialog.querySelectorAll("*")) {
        const shown = one.checkVisibility({ visibilityProperty: true }) && !one.closest(".hidden-visually, option");
        if (!shown || (one.children.length > 0 && !one.matches("a, button, input, select, textarea"))) continue;
        one.scrollIntoView({ block: "nearest" });
        if (!inside(one.getBoundingClientRect(), edge)) out.push(one);
    }
    dialog.scrollTop = 0;
    return out.map((one) => `${one.localName}.${one.className}: ${one.textContent.slice(0, 60)}`);
}"""
"""Of the dialog that is open: what no scrolling up and down brings wholly into sight."""
SMALL = """(least) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".hidden-visually, [inert], p"))
    .map((one) => [one, (one.labels?.[0]?.contains(one) ? one.labels[0] : one).getBoundingClientRect()])
    .filter(([one, box]) => box.width < least || box.height < least)
    .map(([one, box]) => `${one.localName} ${one.className} ${box.width} x ${box.height}: ${one.textContent.trim()}`)"""


def discomforts(page: Page) -> list[str]:
    """What is wrong with less motion, for fingers and at 400 %; leaves the page wide."""
    page.emulate_media(reduced_motion="reduce")
    found = [f"moves for long: {one}" for one in page.evaluate(MOVES, LONGEST_MOTION)]
    found += [f"small: {one}" for one in page.evaluate(SMALL, SMALLEST)]
    found += [f"smaller than the token: {one}" for one in page.evaluate(SMALL, TOKEN) if one.startswith("button")]
    return found + lost_at_400_percent(page)


def lost_at_400_percent(page: Page) -> list[str]:
    """Sideways scrolling, words cut off, stops of Tab that are covered or not to be seen; leaves the page wide."""
    page.set_viewport_size(ZOOMED)
    settle(page)
    found = _lost(page)
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    return found


def _lost(page: Page) -> list[str]:
    found = [f"scrolls {sideways} px sideways"] if (sideways := page.evaluate(SIDEWAYS)) > 0 else []
    found += [f"cut off: {one}" for one in page.evaluate(CUT)]
    found += [f"out of reach: {one}" for one in page.evaluate(OUT_OF_REACH)]
    keys = Keys(page)
    for _ in range(STOPS_LOOKED_AT):
        keys.press("Tab")
        stop = keys.here()
        if stop and not (stop.marked and stop.uncovered):
            found.append(f"not to be seen: {stop}")
    return found


def look(page: Page, axe: str) -> list[str]:
    """Everything that axe finds, and everything uncomfortable."""
    settle(page)
    return [*defects(page, axe), *discomforts(page)]
