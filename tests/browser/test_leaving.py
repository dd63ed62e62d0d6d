"""What was typed into hours and times is not lost unasked: by a link, by Back, or with the page."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.comfort import look
from tests.browser.conftest import Enter
from tests.browser.office import Office
from tests.browser.pages import BackButton

pytestmark = pytest.mark.browser

QUESTION = "Leave without saving?"


def test_a_link_asks_before_hours_are_lost_and_nothing_asks_once_they_are_saved(enter: Enter, axe: str) -> None:
    page = _hours(enter)
    page.get_by_label("Subjects").fill("Physics")
    link = page.get_by_role("link", name="Your interviews")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=QUESTION)
    expect(dialog.get_by_role("heading")).to_be_focused()
    assert look(page, axe) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    expect(page.get_by_label("Subjects")).to_have_value("Physics")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Hours saved").first).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1, name="Your interviews")).to_be_focused()
    page.get_by_role("link", name="Your hours").click()
    page.get_by_label("Subjects").fill("Law")
    page.get_by_label("Subjects").fill("Physics")
    link.click()
    expect(page.get_by_role("heading", level=1, name="Your interviews")).to_be_visible()


def test_back_asks_and_goes_where_it_would_have_gone(enter: Enter) -> None:
    page = _hours(enter)
    page.get_by_label("Languages").fill("Urdu")
    dialog = page.get_by_role("dialog", name=QUESTION)
    back = BackButton(page)
    back.press()
    dialog.get_by_role("button", name="Stay").click()
    expect(page.get_by_label("Languages")).to_be_focused()
    expect(page.get_by_label("Languages")).to_have_value("Urdu")
    back.press()
    dialog.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", level=1, name="Your interviews")).to_be_focused()
    page.go_forward()
    expect(page.get_by_label("Languages")).to_have_value("")
    page.get_by_role("link", name="Your interviews").click()
    expect(page.get_by_role("heading", level=1, name="Your interviews")).to_be_visible()


def test_signing_out_asks_while_it_can_still_be_saved(enter: Enter) -> None:
    page = _hours(enter)
    page.get_by_label("Subjects").fill("Chemistry")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Stay").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Hours saved").first).to_be_visible()
    page.get_by_label("Subjects").fill("Biology")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_browser_asks_before_a_page_with_unsaved_hours_is_loaded_anew(enter: Enter) -> None:
    page = _hours(enter)
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.reload()
    assert asked == []
    page.get_by_label("Languages").fill("Urdu")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Languages")).to_have_value("")


def test_a_student_is_asked_before_their_times_are_lost(office: Office, enter: Enter) -> None:
    office.ask_for_times(office.selecting())
    page = enter("kim").goto("/student/dashboard")
    page.get_by_role("link", name="Say when you can").click()
    page.get_by_role("button", name="Add hours on").first.click()
    page.get_by_role("link", name="Your interviews").click()
    page.get_by_role("button", name="Stay").click()
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_text("Sent to the office").first).to_be_visible()
    page.get_by_role("link", name="Your interviews").click()
    expect(page.get_by_role("link", name="Change when you can")).to_be_visible()


def _hours(enter: Enter) -> Page:
    """From the dashboard, so that there is something to go back to."""
    page = enter("ivy").goto("/interviewer/dashboard")
    page.get_by_role("link", name="Your hours").click()
    expect(page.get_by_label("Languages")).to_be_visible()
    return page
