"""A whole cycle is given panels of two: chosen on the page, read on the board, changed by hand, published."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import look
from tests.browser.conftest import Enter
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office
from tests.browser.twenty_students import COUNT, DAY, Class, twenty_students

pytestmark = pytest.mark.browser

HOURS = {
    "version": 0,
    "time_zone": "Europe/London",
    "weekly": [[DAY], [DAY], [DAY], [DAY], [DAY], [], []],
    "exceptions": [],
    "buffer_minutes": 0,
    "languages": [],
    "subjects": [],
}
OFFICE = ("ivy", "omar.haddad", "ben")


@pytest.fixture(scope="module")
def students(office: Office, server: DemoServer) -> Class:
    for name in OFFICE:
        office.put(f"/api/admin/people/{office.person(name)}/hours", HOURS)
    return twenty_students(office, server.url)


def test_sch_23_two_people_hold_each_interview(office: Office, enter: Enter, students: Class, axe: str) -> None:
    page = enter("ada").goto(f"/admin/cycles/{students.cycle}/schedule")
    page.get_by_label("Interviewers in each new interview").select_option(label="Two: one leads, one more is there")
    page.get_by_role("button", name="Make a draft").click()
    expect(page.get_by_role("heading", name="The draft")).to_be_visible()
    expect(page.get_by_text("good, not proved to be best")).to_be_visible()
    grid = page.get_by_role("region", name="The week")
    expect(grid.get_by_text("(with")).to_have_count(COUNT)
    expect(grid.get_by_text("(led by")).to_have_count(COUNT)
    settle(page)
    found = defects(page, axe)
    page.get_by_label("Show as").select_option(label="List")
    changes = page.get_by_role("button", name="Change the place of")
    expect(changes).to_have_count(COUNT)
    found += look(page, axe)
    changes.first.click()
    dialog = page.get_by_role("dialog")
    lead, second = dialog.get_by_label("Interviewer", exact=True), dialog.get_by_label("Second interviewer")
    expect(lead).not_to_have_value("")
    second.select_option(lead.input_value())
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(dialog).to_contain_text("Each person can be on it only once.")
    found += look(page, axe)
    second.select_option(label="Nobody")
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Publish…").click()
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/publish", hold)
    page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.get_by_role("progressbar", name="The schedule is being published.")).to_be_visible()
    found += look(page, axe)
    asked[0].continue_()
    expect(page.get_by_role("heading", name="Published")).to_be_visible()
    panels = [len(one["panel"]) for one in office.interviews(cycle_id=students.cycle)]
    assert (panels.count(1), panels.count(0)) == (COUNT - 1, 1)
    assert found == []
