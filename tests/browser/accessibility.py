"""What axe finds on a page as it is now, and whether it scrolls sideways."""

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 768, 320)
HEIGHT = 800
RUN_AXE = """async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    const say = (rule, node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`;
    return violations.flatMap((rule) => rule.nodes.map((node) => say(rule, node)));
}"""
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def defects(page: Page, axe: str) -> list[str]:
    """Everything found in light and dark, from wide to narrow; leaves the page wide and light."""
    found = []
    page.evaluate(axe)
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            settle(page)
            found += [f"{width} px {scheme}: {one}" for one in page.evaluate(RUN_AXE, TAGS)]
        sideways = page.evaluate(SIDEWAYS)
        if sideways > 0:
            found.append(f"{width} px: scrolls {sideways} px sideways")
    return found


def settle(page: Page) -> None:
    """Colors in transition are neither the old nor the new: wait until nothing moves that ends."""
    page.wait_for_function(
        """() => document.getAnimations()
            .every((one) => one.playState !== "running" || one.effect.getTiming().iterations === Infinity)"""
    )
