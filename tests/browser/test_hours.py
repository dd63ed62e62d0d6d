"""An interviewer says when they can; the office reads it, and may change it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter

pytestmark = pytest.mark.browser


def test_sch_3_an_interviewer_keeps_hours_and_an_admin_sees_them(enter: Enter) -> None:
    ivy, ada = enter("ivy").goto("/interviewer/dashboard"), enter("ada").goto("/admin/people")
    ivy.get_by_role("link", name="Your hours").click()
    ivy.get_by_role("button", name="Add hours on Monday").click()
    expect(ivy.get_by_label("Monday, from")).to_have_value("09:00")
    ivy.get_by_label("Monday, to").fill("12:30")
    ivy.get_by_role("button", name=re.compile("hours on Tuesday to Friday")).click()
    ivy.get_by_role("button", name="Remove Wednesday, 09:00 to 12:30").click()
    ivy.get_by_role("button", name="Add hours on Saturday").click()
    ivy.get_by_label("Saturday, from").fill("22:00")
    ivy.get_by_label("Saturday, to").fill("00:00")
    ivy.get_by_label("Interviews a day, at most").fill("4")
    ivy.get_by_label("Languages").fill("English, Urdu")
    _save(ivy)
    expect(ivy.get_by_role("region", name="The next two weeks, as saved").get_by_role("listitem")).not_to_have_count(0)
    ivy.reload()
    _shows_ivys_week(ivy)
    _open_ivys(ada)
    expect(ada.get_by_role("heading", level=1)).to_have_text("Hours of Ivy")
    _shows_ivys_week(ada)


def test_sch_2_what_cannot_be_is_said_beside_its_field_and_stays_typed(enter: Enter) -> None:
    page = enter("ivy").goto("/interviewer/hours")
    page.get_by_role("button", name="Add hours on Sunday").click()
    page.get_by_label("Sunday, to").fill("08:00")
    page.get_by_role("button", name="Add a day").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(page.get_by_label("Day", exact=True)).to_have_accessible_description("Choose a day.")
    page.get_by_label("Day", exact=True).fill("2030-12-24")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Sunday, from")).to_be_focused()
    expect(page.get_by_label("Sunday, from")).to_have_accessible_description("The end must come after the start.")
    page.get_by_label("Sunday, to").fill("10:00")
    _save(page)
    expect(page.get_by_role("group", name="2030-12-24")).to_contain_text("Away all day")


def test_sch_3_who_was_slower_sees_what_the_other_saved(enter: Enter) -> None:
    ivy, ada = enter("ivy").goto("/interviewer/hours"), enter("ada").goto("/admin/people")
    _open_ivys(ada)
    expect(ada.get_by_label("Subjects")).to_be_visible()
    ivy.get_by_label("Subjects").fill("Physics")
    _save(ivy)
    ada.get_by_label("Subjects").fill("Law")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("alert")).to_contain_text("Somebody else changed this")
    expect(ada.get_by_label("Subjects")).to_have_value("Physics")


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Hours saved").first).to_be_visible()


def _open_ivys(people: Page) -> None:
    people.get_by_label("Search").fill("ivy@example.edu")
    row: Locator = people.get_by_role("listitem").filter(has_text="ivy@example.edu")
    row.get_by_role("link", name="Hours").click()


def _shows_ivys_week(page: Page) -> None:
    for day in ("Monday", "Tuesday", "Thursday", "Friday"):
        expect(page.get_by_label(f"{day}, from")).to_have_value("09:00")
        expect(page.get_by_label(f"{day}, to")).to_have_value("12:30")
    expect(page.get_by_role("group", name="Wednesday")).to_contain_text("Not on this day")
    expect(page.get_by_label("Saturday, to")).to_have_value("00:00")
    expect(page.get_by_label("Interviews a day, at most")).to_have_value("4")
    expect(page.get_by_label("Languages")).to_have_value("English, Urdu")
