"""Pages as Tab and a screen reader meet them: compared with what outlines.py and outlines_office.py say."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.keys import Keys, walk
from tests.browser.office import Office
from tests.browser.outlines import CALL, CONTROLS, DEVICES, FOLD, GREEN_ROOM, PAGES, Outline
from tests.browser.outlines_cycle import CYCLE
from tests.browser.outlines_office import FORM, INTERVIEWER, OFFICE_PAGES
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

JUMPS = "[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).length"


def stops(page: Page, at_most: int | None = None) -> list[str]:
    assert page.evaluate(JUMPS) == 0, "a positive tabindex"
    found = walk(page, at_most)
    assert [one.what for one in found if not one.marked] == []
    return [one.what for one in found]


@pytest.mark.parametrize("outline", [*PAGES, *OFFICE_PAGES], ids=str)
def test_a_page_in_the_order_of_tab_and_as_it_is_read(outline: Outline, office: Office, enter: Enter) -> None:
    office.schedule_ahead("kim")
    page = enter(outline.who).goto(outline.path)
    expect(page.locator("body")).to_match_aria_snapshot(outline.snapshot)
    assert stops(page, None if outline.all_stops else len(outline.stops)) == outline.stops


def test_a_cycle_in_the_order_of_tab_and_as_it_is_read(office: Office, enter: Enter) -> None:
    office.schedule("kim")
    cycle = office.selecting()
    page = enter(CYCLE.who).goto(CYCLE.path + cycle)
    expect(page.locator("body")).to_match_aria_snapshot(CYCLE.snapshot)
    # How many depends on the hour.
    assert [re.sub(r"\d+", "#", one) for one in stops(page, len(CYCLE.stops))] == CYCLE.stops


def test_the_interviewers_page_in_the_order_of_tab_and_as_it_is_read(office: Office, enter: Enter) -> None:
    # Ahead, and before everything that the demo has for Ivy: the first row, at any hour of the day.
    office.schedule("kim", utc_now() + timedelta(minutes=10), lead="ivy")
    page = enter(INTERVIEWER.who).goto(INTERVIEWER.path)
    expect(page.locator("body")).to_match_aria_snapshot(INTERVIEWER.snapshot)
    assert stops(page, len(INTERVIEWER.stops)) == INTERVIEWER.stops


def test_a_dialog_keeps_tab_inside_and_gives_the_focus_back(enter: Enter) -> None:
    page = enter(FORM.who).goto("/admin/interviews")
    page.get_by_role("button", name="Schedule interview").press("Enter")
    keys = Keys(page)
    keys.expect_on('heading "Schedule an interview"')
    expect(page.locator("body")).to_match_aria_snapshot(FORM.snapshot)
    assert stops(page) == FORM.stops
    keys.tab_to('button "Close"')
    keys.press("Escape")
    keys.expect_on('button "Schedule interview"')


def test_the_room_in_the_order_of_tab_and_as_it_is_read(couple: Couple) -> None:
    expect(couple.kim.page.locator("body")).to_match_aria_snapshot(GREEN_ROOM)
    assert stops(couple.kim.page, len(DEVICES)) == DEVICES
    assert stops(couple.ada.page, len(DEVICES) + 2) == [*DEVICES, FOLD, 'textbox "Notes"']
    couple.talk()
    expect(couple.ada.page.locator("body")).to_match_aria_snapshot(CALL)
    assert stops(couple.kim.page, len(CONTROLS)) == CONTROLS
    office_stops = [*CONTROLS, 'textbox "Notes"', 'button "End for everyone"']
    assert stops(couple.ada.page, len(office_stops)) == office_stops
