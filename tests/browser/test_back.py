"""Going back by accident, as a thumb does at the edge of a phone."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import defects
from tests.browser.couples import Couple
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser


def test_sig_98_going_back_asks_and_ends_no_call(talking: Couple, axe: str) -> None:
    kim = talking.kim.page
    _entry_is_kept(talking)

    kim.go_back()
    expect(_question(talking)).to_be_visible()
    assert defects(kim, axe) == []
    talking.kim.probe.decodes_more()
    _question(talking).get_by_role("button", name="Stay in the call").click()
    expect(_question(talking)).to_have_count(0)
    talking.see_each_other()

    kim.go_back()
    kim.keyboard.press("Escape")
    expect(_question(talking)).to_have_count(0)
    talking.see_each_other()
    assert talking.kim.probe.connections() == 1

    kim.go_back()
    _question(talking).get_by_role("button", name="End Call").click()
    kim.wait_for_url("**/student/dashboard")
    talking.ada_room.says("left")


def test_sig_98_who_goes_back_twice_means_it(talking: Couple) -> None:
    kim = talking.kim.page
    kim.goto("/student/dashboard")
    kim.get_by_role("link", name="Join Interview").first.click()
    talking.kim_room.ready().press_start()
    talking.see_each_other()
    _entry_is_kept(talking)

    kim.go_back()
    expect(_question(talking)).to_be_visible()
    kim.go_back()
    kim.wait_for_url("**/student/dashboard")
    talking.ada_room.says("left")


def _question(talking: Couple) -> Locator:
    return talking.kim.page.get_by_role("dialog", name="Leave the call?")


def _entry_is_kept(talking: Couple) -> None:
    """A second into the call."""
    page = talking.kim.page
    wait_until(lambda: page.evaluate("history.state?.inCall"), "going back would ask")
