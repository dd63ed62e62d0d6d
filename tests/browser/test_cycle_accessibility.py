"""axe, no sideways scrolling and the keyboard, on a cycle's page in each of its phases and on what opens there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import defects, settle
from tests.browser.conftest import Enter
from tests.browser.cycle_page import CyclePage
from tests.browser.cycle_steps import PHASES, do_what_the_phase_asks
from tests.browser.keyboard import unreachable
from tests.browser.office import Office

pytestmark = pytest.mark.browser

HEADER = "external_id,email,name,programme,statement"
FILE = f"{HEADER}\nZ1,zoe@example.org,Zoë Ñandú,Physics,I like light.\nZ2,yan@example.org,Yan,Physics,\n"
BAD_FILE = f"{HEADER}\n,nobody,,,\nZ2,ada@example.edu,Ada,Physics,\n"
FOUND = list[str]


def look(page: Page, axe: str, where: str) -> FOUND:
    settle(page)
    return [f"{where}: {one}" for one in [*defects(page, axe), *unreachable(page)]]


def test_a_cycle_is_accessible_in_every_phase(office: Office, enter: Enter, axe: str) -> None:
    made = office.post("/api/admin/cycles", {"name": "A cycle for everyone"})["id"]
    cycle = CyclePage(enter("ada").goto(f"/admin/cycles/{made}"))
    found = _import(cycle, axe)
    office.post(f"/api/admin/cycles/{made}/applications/import", content=FILE)
    for phase in PHASES:
        office.post(f"/api/admin/cycles/{made}/phase", {"to": phase})
        cycle.page.reload()
        expect(cycle.page.locator("[aria-current=step]")).to_be_visible()
        expect(cycle.page.get_by_text("Zoë Ñandú").first).to_be_visible()
        found += look(cycle.page, axe, phase)
        if phase == "selection":
            found += _top(cycle, axe)
        do_what_the_phase_asks(office, made, phase)
    assert found == []


def _import(cycle: CyclePage, axe: str) -> FOUND:
    cycle.says("No applications yet")
    found = look(cycle.page, axe, "empty")
    cycle.look_at("Applications file (CSV)", "bad.csv", BAD_FILE.encode())
    cycle.says("Nothing is imported")
    found += look(cycle.page, axe, "errors")
    cycle.another_file()
    cycle.look_at("Applications file (CSV)", "good.csv", FILE.encode())
    cycle.says("2 new")
    found += look(cycle.page, axe, "preview")
    cycle.press("Make one-time links…")
    return found + look(cycle.page, axe, "invitations")


def _top(cycle: CyclePage, axe: str) -> FOUND:
    cycle.page.get_by_label("How many").fill("1")
    cycle.press("Show who that is…")
    expect(cycle.page.get_by_role("dialog")).to_contain_text("Yan")
    return look(cycle.page, axe, "top")


def test_what_opens_on_the_pages_of_people_and_students_is_accessible(enter: Enter, axe: str) -> None:
    people = enter("ada").goto("/admin/people?")
    found: FOUND = []
    people.get_by_label("Search").fill("ivy@")
    for button in ("Edit", "Disable…"):
        expect(people.get_by_role("listitem").filter(has_text="@")).to_have_count(1)
        people.get_by_role("button", name=button, exact=True).click()
        found += look(people, axe, button)
        people.get_by_role("button", name="Close", exact=True).click()
    student = enter("eve").goto("/student/dashboard")
    student.get_by_label("Programme").fill("MSc Physics")
    expect(student.get_by_text("Saved.")).to_be_visible()
    found += look(student, axe, "draft")
    student.get_by_role("button", name="Send application").click()
    for button, close in (("Change application", "Close"), ("Withdraw…", "Keep my application")):
        student.get_by_role("button", name=button, exact=True).click()
        found += look(student, axe, button)
        student.get_by_role("button", name=close, exact=True).click()
    assert found == []
