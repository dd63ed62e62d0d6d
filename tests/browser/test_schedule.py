"""A whole cycle is scheduled, published and repaired: by keyboard, by mouse, and under axe's eyes."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.comfort import look
from tests.browser.conftest import Enter
from tests.browser.demo_server import DemoServer
from tests.browser.keys import Keys
from tests.browser.office import Office
from tests.browser.twenty_students import COUNT, PASSWORD, Class, twenty_students

pytestmark = pytest.mark.browser

OFFICE = ("ivy", "omar.haddad", "ben")


@pytest.fixture(scope="module")
def students(office: Office, server: DemoServer) -> Class:
    return twenty_students(office, server.url)


def test_sch_12_an_office_whose_interviewers_gave_no_hours_is_told_so(office: Office, enter: Enter, axe: str) -> None:
    """Before any test here gives some."""
    cycle = office.selecting()
    office.ask_for_times(cycle)
    page = enter("ada").goto(f"/admin/cycles/{cycle}/schedule")
    page.get_by_role("button", name="Make a draft").click()
    without = page.get_by_role("region", name="Without a place")
    expect(without).to_contain_text("No interviewer has given hours for these days.")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("button", name="Publish…")).to_be_in_viewport()
    assert look(page, axe) == []
    without.get_by_role("link", name="People and their hours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_sch_11_twenty_students_are_given_times_with_the_keyboard_alone(
    office: Office, enter: Enter, students: Class, axe: str
) -> None:
    keys = Keys(enter("ada").page)
    found = [one for name in OFFICE for one in _give_hours(keys, office.person(name), axe)]
    keys.page.goto(f"/admin/cycles/{students.cycle}")
    keys.tab_to('link "Give everybody a time"')
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Schedule of Twenty students")
    found += look(keys.page, axe)
    keys.tab_to('button "Make a draft"')
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="The draft")).to_be_visible()
    expect(keys.page.get_by_role("region", name="The week").get_by_role("row")).to_have_count(1 + len(OFFICE))
    _counts(keys.page, new=COUNT)
    found += look(keys.page, axe)
    assert office.interviews(cycle_id=students.cycle) == []
    _publish(keys)
    times = {one["student"]["name"]: one for one in office.interviews(cycle_id=students.cycle)}
    assert len(times) == COUNT
    _sees_their_time(enter, times["Student 07"]["interview_time"], axe, found)
    _ivy_is_away(keys, students.monday)
    forced = {
        name
        for name, one in times.items()
        if one["lead"]["name"] == "Ivy" and one["interview_time"].startswith(str(students.monday))
    }
    _counts(keys.page, moved=len(forced), unchanged=COUNT - len(forced))
    assert len(forced) > 0
    found += look(keys.page, axe)
    keys.tab_to('combobox "Show as"')
    keys.type("L")
    expect(keys.page.get_by_role("button", name="Change the place of")).to_have_count(COUNT)
    found += look(keys.page, axe)
    _publish(keys)
    after = {one["student"]["name"]: one for one in office.interviews(cycle_id=students.cycle)}
    assert {name for name, one in after.items() if one["version"] > 1} == forced
    assert found == []


def test_sch_13_a_place_is_dragged_to_another_day_and_typed(office: Office, enter: Enter, students: Class) -> None:
    page = enter("ada").goto(f"/admin/cycles/{students.cycle}/schedule")
    page.get_by_role("button", name="Make a new draft").click()
    expect(page.get_by_role("heading", name="The draft")).to_be_visible()
    grid = page.get_by_role("region", name="The week")
    row = grid.get_by_role("row").nth(1)
    entry = row.get_by_role("button").first
    clock, name = entry.inner_text().split(" ", 1)
    entry.drag_to(row.get_by_role("cell").nth(3))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"The place of {name}")
    thursday = students.monday + timedelta(days=3)
    expect(dialog.get_by_label("Date and time")).to_have_value(f"{thursday}T{clock}")
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(row.get_by_role("cell").nth(3)).to_contain_text(name)
    _counts(page, moved=1, unchanged=COUNT - 1)
    expect(page.get_by_text("You have changed it by hand.")).to_be_visible()
    row.get_by_role("cell").nth(3).get_by_role("button").click()
    dialog.get_by_role("button", name="Take the place away").click()
    _counts(page, unchanged=COUNT - 1, unplaced=1)
    page.get_by_role("button", name="Throw it away…").click()
    page.get_by_role("dialog").get_by_role("button", name="Throw it away").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible()


def _give_hours(keys: Keys, person: str, axe: str) -> list[str]:
    keys.page.goto(f"/admin/people/{person}/hours")
    keys.tab_to('button "Add hours on Monday"')
    keys.press("Enter")
    keys.tab_to('button "Monday’s hours on Tuesday to Friday, too"')  # noqa: RUF001 (as people read it)
    keys.press("Enter")
    keys.tab_to('button "Save"')
    keys.press("Enter")
    expect(keys.page.get_by_text("Saved").first).to_be_visible()
    return look(keys.page, axe)


def _publish(keys: Keys) -> None:
    keys.tab_to('button "Publish…"')
    keys.press("Enter")
    keys.expect_on('heading "Publish this schedule?"')
    keys.tab_to('button "Publish"')
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="Published")).to_be_visible()


def _sees_their_time(enter: Enter, time: str, axe: str, found: list[str]) -> None:
    student = enter("")
    answer = student.context.request.post(
        "/api/auth/login", data={"email": "student7@example.org", "password": PASSWORD}
    )
    assert answer.ok
    page = student.goto("/student/dashboard")
    expect(page.locator(f'time[datetime="{time}"]').or_(page.get_by_text("with")).first).to_be_visible()
    found += look(page, axe)


def _ivy_is_away(keys: Keys, monday: date) -> None:
    keys.tab_to('button "Somebody is away…"')
    keys.press("Enter")
    keys.tab_to('combobox "Who"', key="Shift+Tab")
    keys.type("Ivy")
    for field, clock in (("From", "1200AM"), ("Until", "1159PM")):
        keys.tab_to(f'textbox "{field}"')
        keys.type(monday.strftime("%m%d%Y"))
        keys.press("ArrowRight")
        keys.type(clock)
    keys.tab_to('button "Make a new draft"')
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="The draft")).to_be_visible()


def _counts(page: Page, new: int = 0, moved: int = 0, unchanged: int = 0, unplaced: int = 0) -> None:
    shown = page.locator(".schedule-counts dd")
    expect(shown).to_have_text([str(one) for one in (new, moved, unchanged, unplaced)])
