"""Applicants are asked when they can, answer, and the office reads it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.comfort import look
from tests.browser.conftest import Enter
from tests.browser.cycle_page import APPLICANTS_TIMES
from tests.browser.keyboard import unreachable
from tests.browser.office import Office
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser


def test_sch_4_the_office_asks_a_student_answers_and_the_office_reads_it(
    office: Office, enter: Enter, axe: str
) -> None:
    ada, kim = enter("ada"), enter("kim")
    ada.goto(f"/admin/cycles/{office.selecting()}")
    found = _ask(ada.page, axe)
    page = kim.goto("/student/dashboard")
    expect(page.get_by_role("link", name="Say when you can")).to_be_visible()
    found += _look(page, axe)
    page.get_by_role("link", name="Say when you can").click()
    found += _answer(page, axe)
    page.get_by_role("link", name="Your interviews").click()
    expect(page.get_by_role("link", name="Change when you can")).to_be_visible()
    ada.page.reload()
    ada.page.get_by_text("Who has answered").click()
    row = ada.page.get_by_role("row", name="Kim", exact=False).filter(has_text="A large clock")
    expect(row).to_contain_text("10 minutes more · Captions · A large clock, please.")
    assert found + _look(ada.page, axe) == []


def test_sch_4_who_has_a_time_reads_that_it_stays(office: Office, enter: Enter) -> None:
    office.ask_for_times(office.selecting())
    office.clear("sam")
    page = enter("sam").goto("/student/dashboard")
    asked = page.get_by_role("region", name="When can you be interviewed?")
    expect(asked).to_contain_text("Please answer by")
    office.schedule_ahead("sam")
    page.reload()
    expect(asked).to_contain_text("Your interview has its time. What you say here counts only if it has to be moved")


def _answer(page: Page, axe: str) -> list[str]:
    expect(page.get_by_role("heading", level=1)).to_have_text("When can you be interviewed?")
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_role("alert")).to_contain_text("Give at least one time at which you can")
    page.get_by_role("button", name="Add hours on").first.click()
    start = page.get_by_label(", from").first
    usual = start.input_value()
    start.fill("")
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_text("Enter a start and an end.")).to_be_visible()
    found = _look(page, axe)
    start.fill(usual)
    page.get_by_role("button", name="workdays").click()
    page.get_by_label("Extra time, in minutes").fill("10")
    page.get_by_label("I need somebody who writes captions").check()
    page.get_by_label("Anything else the office should know").fill("A large clock, please.")
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_text("Sent to the office").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    return found


def _look(page: Page, axe: str) -> list[str]:
    return [*look(page, axe), *unreachable(page)]


def _ask(page: Page, axe: str) -> list[str]:
    card = page.get_by_role("region", name=APPLICANTS_TIMES)
    card.get_by_role("button", name="Ask when they can").click()
    first = card.get_by_label("First day of interviews")
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description("Choose a day.")
    found = _look(page, axe)
    today = utc_now()
    first.fill(f"{today + timedelta(days=7):%Y-%m-%d}")
    card.get_by_label("Last day").fill(f"{today + timedelta(days=11):%Y-%m-%d}")
    card.get_by_label("They answer by").fill(f"{today + timedelta(days=3):%Y-%m-%dT%H:%M}")
    card.get_by_role("button", name="Ask when they can").click()
    expect(card).to_contain_text("have answered. They may until")
    return found
