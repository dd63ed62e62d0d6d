"""In forced colors (contrast themes) what color said is said by borders and the system's own colors."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.keyboard import unreachable
from tests.browser.office import Office

pytestmark = pytest.mark.browser

LOOKS = """(one, part) => {
    const style = getComputedStyle(one, part);
    const { color, backgroundColor, borderTopStyle, borderTopWidth, borderTopColor } = style;
    return [color, backgroundColor, borderTopStyle, borderTopWidth, borderTopColor].join();
}"""


def _looks(one: Locator, part: str | None = None) -> str:
    return str(one.first.evaluate(LOOKS, part))


def _border(one: Locator) -> float:
    return float(one.first.evaluate("(one) => parseFloat(getComputedStyle(one).borderTopWidth)"))


def test_in_forced_colors_states_of_the_offices_pages_stay_apart(office: Office, enter: Enter) -> None:
    office.schedule("kim")
    page = enter("ada", forced_colors="active").goto("/admin/interviews")
    expect(page.get_by_role("row").nth(3)).to_be_visible()
    assert unreachable(page) == []
    nav = page.get_by_role("navigation", name="Main")
    assert _looks(nav.get_by_role("link", name="Interviews")) != _looks(nav.get_by_role("link", name="People"))
    closed = page.locator("button.button:disabled")
    assert _looks(closed) != _looks(page.get_by_role("button", name="Schedule interview"))
    for one in (page.locator(".badge"), page.get_by_role("button", name="Edit"), page.get_by_label("Search")):
        assert _border(one) >= 1
    page.get_by_role("button", name="Schedule interview").click()
    fine = page.get_by_role("dialog").get_by_label("Duration")
    page.get_by_role("dialog").get_by_role("button", name="Schedule", exact=True).click()
    wrong = page.get_by_role("combobox", name="Applicant")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    assert _looks(wrong) != _looks(fine)
    page.goto("/admin/cycles")
    bar = page.locator(".phase-bar").first
    expect(bar).to_be_visible()
    assert _looks(bar.locator("[data-done]")) != _looks(bar.locator("[aria-hidden]:not([data-done])"))


def test_in_forced_colors_states_of_the_room_stay_apart(couple: Couple) -> None:
    page = couple.kim.page
    page.emulate_media(forced_colors="active")
    meter = page.get_by_role("meter")
    assert _border(meter) >= 1
    assert _looks(meter.locator("span")) != _looks(meter)
    round_button = page.locator(".round").first
    before = _looks(round_button)
    couple.kim_room.press("Mute microphone")
    couple.kim_room.offers("Unmute microphone")
    assert _looks(round_button) != before
    couple.kim_room.press("Unmute microphone")
    couple.talk()
    assert unreachable(page) == []
    controls = page.get_by_role("toolbar").get_by_role("button")
    on = _looks(controls.nth(0))
    assert _looks(page.get_by_role("button", name="End Call")) != on
    couple.kim_room.press("Mute microphone")
    couple.kim_room.press("Share screen")
    couple.kim_room.offers("Stop sharing")
    looks = [_looks(controls.nth(place)) for place in range(3)]
    assert looks[1] == on
    assert len(set(looks)) == 3
