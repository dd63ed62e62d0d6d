"""Going back by accident, as a thumb does at the edge of a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import defects
from tests.browser.couples import Couple
from tests.browser.pages import BackButton

pytestmark = pytest.mark.browser


@pytest.fixture
def kim(couple: Couple) -> Page:
    """In the call, from the dashboard. What asks on going back comes a second later, with the details."""
    page = couple.kim.goto("/student/dashboard")
    page.get_by_role("link", name="Join Interview").first.click()
    couple.kim_room.ready()
    couple.talk()
    page.get_by_role("button", name="Connection details").click()
    details = page.get_by_role("dialog", name="Connection details")
    details.get_by_role("button", name="Close").click()
    expect(details).to_have_count(0)
    return page


def test_sig_98_going_back_asks_and_ends_no_call(couple: Couple, kim: Page, axe: str) -> None:
    BackButton(kim).press()
    expect(_question(kim)).to_be_visible()
    assert defects(kim, axe) == []
    couple.kim.probe.decodes_more()
    _question(kim).get_by_role("button", name="Stay in the call").click()
    expect(_question(kim)).to_have_count(0)
    couple.see_each_other()
    assert couple.kim.probe.connections() == 1

    BackButton(kim).press()
    _question(kim).get_by_role("button", name="End Call").click()
    kim.wait_for_url("**/student/dashboard")
    couple.ada_room.says("left")


def test_sig_98_who_goes_back_twice_means_it(couple: Couple, kim: Page) -> None:
    # What Playwright asks the page counts as a touch: nothing is asked between.
    BackButton(kim).press_twice()
    kim.wait_for_url("**/student/dashboard")
    couple.ada_room.says("left")


def _question(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Leave the call?")
