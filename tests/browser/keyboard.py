"""What a keyboard reaches, beside what a mouse can press."""

from playwright.sync_api import Page

CONTROLS = "a[href], button, input:not([type=radio]), input[type=radio]:checked, select, textarea, summary"
"""Of a group of radio buttons Tab reaches the chosen one, arrows the others."""

MARK = """(controls) => {
    const INERT = "[inert], [aria-hidden=true]";
    const top = [...document.querySelectorAll("dialog")].findLast((one) => one.matches(":modal")) ?? document;
    const hidden = (one) => !one.checkVisibility({ visibilityProperty: true }) || one.closest(INERT);
    const usable = (one) => !hidden(one) && !one.disabled && one.tabIndex >= 0;
    const wanted = [...top.querySelectorAll(controls)].filter(usable);
    return wanted.map((one, number) => {
        const words = one.getAttribute("aria-label") ?? one.textContent.trim();
        one.dataset.tabStop = `${number}: ${one.localName} ${words}`.slice(0, 80);
        return one.dataset.tabStop;
    });
}"""
FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return seen ? one.dataset.tabStop ?? "" : "";
}"""


def unreachable(page: Page) -> list[str]:
    """The controls shown and enabled that Tab does not reach, or to which it gives no focus that can be seen."""
    wanted = list(page.evaluate(MARK, CONTROLS))
    page.evaluate("document.activeElement?.blur()")
    reached: set[str] = set()
    for _ in range(len(wanted) * 2 + 10):
        if reached.issuperset(wanted):
            break
        page.keyboard.press("Tab")
        reached.add(str(page.evaluate(FOCUSED)))
    return [one for one in wanted if one not in reached]
