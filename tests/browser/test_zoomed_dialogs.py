"""At 400 % every dialog of people, applications and interviews is read, reached and left: nothing is cut off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.comfort import lost_at_400_percent
from tests.browser.conftest import Enter
from tests.browser.cycle_page import CyclePage
from tests.browser.cycle_steps import move_on
from tests.browser.office import Office
from tests.browser.pages import Interviews
from tests.browser.test_cycle_accessibility import BAD_FILE, FILE

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
FOUND = list[str]


def test_dialogs_of_people(enter: Enter) -> None:
    page = enter("ada").goto("/admin/people")
    _press(page, "Invite a person")
    page.get_by_role("dialog").get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    found = _look(page, "invite, refused")
    page.get_by_label("Name").fill(LONG)
    page.get_by_label("Email").fill(f"{LONG}@example.edu".lower())
    page.get_by_role("dialog").get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text(f"{LONG} is invited")
    found += _look(page, "invited")
    _leave(page)
    page.get_by_label("Search").fill(LONG)
    expect(page.locator(".person")).to_have_count(1)
    for button in ("Edit", "Disable…", "New invitation link"):
        found += _open(page, button)
    assert found == []


def test_dialogs_of_a_student(office: Office, enter: Enter) -> None:
    student = enter("eve").goto("/student/dashboard")
    student.get_by_label("Programme").fill("MSc Physics")
    student.get_by_role("button", name="Send application").click()
    found = _open(student, "Change application")
    found += _open(student, "Withdraw…")
    assert found == []


def test_import_and_dialogs_of_a_cycle(office: Office, enter: Enter) -> None:
    page = enter("ada").goto("/admin/cycles")
    found = _open(page, "New cycle")
    made = office.post("/api/admin/cycles", {"name": LONG})["id"]
    cycle = CyclePage(enter("ada").goto(f"/admin/cycles/{made}"))
    for name, content, words in (("bad.csv", BAD_FILE, "Nothing is imported"), ("good.csv", FILE, "2 new")):
        cycle.look_at("Applications file (CSV)", name, content.encode())
        cycle.says(words)
        found += _look(cycle.page, name)
        if name == "bad.csv":
            cycle.another_file()
    cycle.carry_out(2)
    found += _open(cycle.page, "Make one-time links…")
    found += _open(cycle.page, "Move to Frozen")
    for phase, button in (("preprocessing", "Set aside…"), ("processing", "Enter score…"), ("selection", "")):
        move_on(office, made, phase)
        cycle.page.reload()
        found += _open(cycle.page, button or "Move back…")
    cycle.page.get_by_label("How many").fill("1")
    found += _open(cycle.page, "Show who that is…")
    assert found == []


def test_dialogs_of_interviews(office: Office, enter: Enter) -> None:
    office.schedule("kim", lead="ivy")
    page = enter("ada").goto("/admin/interviews?q=Kim&status=scheduled")
    row = Interviews(page).row("Kim")
    expect(row).to_have_count(1)
    found = _open(page, "Schedule interview")
    found += _open(page, "Edit")
    found += _open(page, "Delete")
    ivy = enter("ivy").goto("/interviewer/dashboard")
    found += _open(ivy, "Notes")
    assert found == []


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def _open(page: Page, button: str) -> FOUND:
    """Opens a dialog, looks at it, and leaves it without having done anything."""
    _press(page, button)
    found = _look(page, button)
    _leave(page)
    return found


def _look(page: Page, where: str) -> FOUND:
    return [f"{where}: {one}" for one in lost_at_400_percent(page)]


def _leave(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
