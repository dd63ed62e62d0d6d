"""A student chooses another time, where the office lets them; or waits for one."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import discomforts, look
from tests.browser.conftest import Enter
from tests.browser.keyboard import unreachable
from tests.browser.office import Office
from vivavoce.clock import iso, utc_now

pytestmark = pytest.mark.browser

ALL_DAY = [[{"starts": "09:00", "ends": "17:00"}]] * 7


def set_hours(office: Office, weekly: list[Any]) -> None:
    """Of Ivy, the only one who says any."""
    path = f"/api/admin/people/{office.person('ivy')}/hours"
    hours = office.get(path)
    body = {name: hours[name] for name in ("version", "exceptions", "buffer_minutes", "languages", "subjects")}
    office.put(path, {**body, "time_zone": "Asia/Seoul", "weekly": weekly})


def test_sch_19_a_student_moves_their_interview(office: Office, enter: Enter, axe: str) -> None:
    cycle = office.selecting()
    set_hours(office, ALL_DAY)
    appointment = office.schedule("kim", utc_now() + timedelta(days=6))
    ada = enter("ada").goto(f"/admin/cycles/{cycle}")
    card = ada.get_by_role("region", name="Changes by students")
    card.get_by_role("button", name="Let students choose another time").click()
    closes = utc_now() + timedelta(days=3)
    card.get_by_label("Until").fill(f"{closes:%Y-%m-%dT%H:%M}")
    card.get_by_role("button", name="Let them choose").click()
    expect(card).to_contain_text("Students may move their interview until")
    kim = enter("kim").goto("/student/dashboard")
    kim.get_by_role("button", name="Choose another time…").click()
    dialog = kim.get_by_role("dialog")
    expect(dialog.get_by_role("radio").first).to_be_visible()
    settle(kim)
    assert (defects(kim, axe), discomforts(kim)) == ([], [])
    dialog.get_by_role("radio").nth(3).check()
    dialog.get_by_role("button", name="Take this time").click()
    expect(dialog).to_have_count(0)
    expect(kim.get_by_text("You can attend.")).to_be_visible()
    moved = office.get(f"/api/admin/interviews/{appointment.id}")
    assert (moved["version"], moved["lead"]["name"]) == (2, "Ivy")
    kim.get_by_role("button", name="Choose another time…").click()
    expect(dialog).to_contain_text("You have moved this interview as often as you can.")
    dialog.get_by_role("button", name="Close").click()
    card.get_by_role("button", name="No longer").click()
    expect(card).to_contain_text("Students cannot move their interviews")


def test_sch_21_sch_22_a_student_waits_and_is_given_a_time(office: Office, enter: Enter, axe: str) -> None:
    cycle = office.selecting()
    set_hours(office, [[]] * 7)
    appointment = office.schedule("kim", utc_now() + timedelta(days=6))
    rules = f"/api/admin/cycles/{cycle}/self-service"
    asked = {"notice_hours": 48, "most_changes": 1, "closes_at": iso(utc_now() + timedelta(days=3))}
    office.put(rules, {"version": office.get(rules)["version"], **asked})
    ada = enter("ada").goto(f"/admin/cycles/{cycle}")
    card = ada.get_by_role("region", name="Changes by students")
    expect(card).to_contain_text("Nobody waits for another time.")
    kim = enter("kim").goto("/student/dashboard")
    found = _join(kim, axe)
    kim.get_by_role("button", name="Leave the wait list").click()
    expect(kim.get_by_role("button", name="Choose another time…")).to_be_focused()
    found += _join(kim, axe)
    kim.get_by_role("link", name="Change what suits you").click()
    expect(kim.get_by_label(", to").first).to_have_value("17:00")
    kim.get_by_role("button", name="Wait for these times").click()
    expect(kim.get_by_role("heading", level=1, name="You are on the wait list")).to_be_focused()
    found += _look(kim, axe)
    found += _who_waits(ada, card, axe)
    set_hours(office, ALL_DAY)
    expect(kim.get_by_role("main").get_by_role("status")).to_contain_text("Your interview has moved to", timeout=60_000)
    found += _look(kim, axe)
    kim.get_by_role("main").get_by_role("link", name="Your interviews").click()
    expect(kim.get_by_role("button", name="Choose another time…")).to_be_visible()
    expect(kim.get_by_text("You are on the wait list for another time.")).to_have_count(0)
    moved = office.get(f"/api/admin/interviews/{appointment.id}")
    assert (moved["version"], moved["lead"]["name"], found) == (2, "Ivy", [])


def _join(kim: Page, axe: str) -> list[str]:
    """From the dialog over the page and back."""
    kim.get_by_role("button", name="Choose another time…").click()
    dialog = kim.get_by_role("dialog")
    expect(dialog).to_contain_text("No other time is free at the moment.")
    found = _look(kim, axe)
    dialog.get_by_role("link", name="Join the wait list…").click()
    expect(kim.get_by_role("heading", level=1)).to_have_text("Wait for another time")
    kim.get_by_role("button", name="Join the wait list").click()
    expect(kim.get_by_role("alert")).to_contain_text("Give at least 5 minutes in one go")
    # Of the first day nothing but its evening may be late enough.
    kim.get_by_role("button", name="Add hours on").nth(1).click()
    found += _look(kim, axe)
    kim.get_by_role("button", name="Join the wait list").click()
    expect(kim.get_by_role("heading", level=1, name="You are on the wait list")).to_be_focused()
    kim.get_by_role("main").get_by_role("link", name="Your interviews").click()
    expect(kim.get_by_text("You are on the wait list for another time.")).to_be_visible()
    return found


def _who_waits(ada: Page, card: Locator, axe: str) -> list[str]:
    ada.reload()
    expect(card).to_contain_text("1 student waits for another time")
    card.get_by_text("Who waits for what").click()
    row = card.get_by_role("listitem").filter(has_text="Kim")
    expect(row).to_contain_text("Would suit them, in Seoul:")
    expect(row).to_contain_text("09:00–17:00")  # noqa: RUF001 (as people read it)
    return _look(ada, axe)


def _look(page: Page, axe: str) -> list[str]:
    return [*look(page, axe), *unreachable(page)]
