"""The focus stays with who works in the office: on pressed buttons, through the steps of an import, on errors."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Enter
from tests.browser.cycle_page import APPLICANTS_TIMES, CyclePage
from tests.browser.cycle_steps import move_on
from tests.browser.keys import Keys
from tests.browser.office import Office
from tests.browser.pages import Interviews
from tests.browser.test_cycle_accessibility import BAD_FILE, FILE
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser


class Held:
    """Answers to one kind of request, kept back until they are let go."""

    def __init__(self, page: Page, method: str, path: str) -> None:
        self._method, self._waiting = method, list[Route]()
        self.count = 0
        page.route(re.compile(path), self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.method != self._method:
            route.fallback()
            return
        self.count += 1
        self._waiting.append(route)

    def let_go(self) -> None:
        for route in self._waiting:
            route.continue_()
        self._waiting.clear()


def test_a_pressed_button_keeps_the_focus_and_takes_no_second_press(office: Office, enter: Enter) -> None:
    office.schedule_ahead("kim")
    page = enter("ada").goto("/admin/interviews?q=Kim&status=scheduled")
    patch = Held(page, "PATCH", "/api/admin/interviews/")
    done = Interviews(page).row("Kim").get_by_role("button", name="Mark completed")
    done.press("Enter")
    expect(done).to_have_attribute("aria-disabled", "true")
    done.press("Enter")
    expect(done).to_be_focused()
    patch.let_go()
    expect(page.get_by_text("No interview from today on fits")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert patch.count == 1


def test_a_row_that_stays_keeps_the_focus_when_the_button_goes(office: Office, enter: Enter) -> None:
    office.schedule_ahead("kim")
    page = enter("ada").goto("/admin/interviews?q=Kim")
    Interviews(page).row("Kim").get_by_role("button", name="Cancel").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Cancelled: Kim")).to_be_visible()
    expect(page.locator(".row-actions :focus")).to_have_accessible_name("Edit")


def test_moving_on_leaves_the_focus_on_the_button_for_the_next_step(office: Office, enter: Enter) -> None:
    made = office.post("/api/admin/cycles", {"name": "Focus on phases"})["id"]
    office.post(f"/api/admin/cycles/{made}/applications/import", content=FILE)
    office.post(f"/api/admin/cycles/{made}/phase", {"to": "frozen"})
    page = enter("ada").goto(f"/admin/cycles/{made}")
    page.get_by_role("button", name="Move to Preprocessing").press("Enter")
    following = page.get_by_role("button", name="Move to Batch preparation")
    expect(following).to_be_focused()
    page.get_by_role("button", name="Move back…").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Move back").press("Enter")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.get_by_label("Reason").fill("To try again")
    page.get_by_label("Reason").press("Tab")
    Keys(page).tab_to('button "Move back"')
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current=step]")).to_contain_text("Frozen")
    expect(page.get_by_role("button", name="Move back…")).to_be_focused()


def test_each_step_of_an_import_is_said_and_has_the_focus(office: Office, enter: Enter) -> None:
    made = office.post("/api/admin/cycles", {"name": "Focus on files"})["id"]
    cycle = CyclePage(enter("ada").goto(f"/admin/cycles/{made}"))
    page = cycle.page
    card = page.get_by_role("region", name="Import applications")
    said = card.get_by_role("status")
    heading = card.get_by_role("heading")
    expect(card).to_be_visible()
    said.evaluate("(one) => { window.said = one; }")
    label = "Applications file (CSV)"
    Keys(page).tab_to(f'button "{label}"')
    cycle.look_at(label, "bad.csv", BAD_FILE.encode())
    expect(said).to_contain_text(re.compile(r"bad\.csv: .* errors"))
    expect(card.get_by_role("alert")).to_contain_text("Nothing is imported")
    expect(heading).to_be_focused()
    card.get_by_role("button", name="Choose another file").press("Enter")
    expect(heading).to_be_focused()
    expect(said).to_have_text("")
    cycle.look_at(label, "good.csv", FILE.encode())
    expect(said).to_contain_text("good.csv: 2 new")
    card.get_by_role("button", name="Import 2 rows").press("Enter")
    expect(said).to_have_text("Imported: 2 new, 0 changed.")
    expect(heading).to_be_focused()
    assert said.evaluate("(one) => one === window.said")


def test_asking_for_times_leaves_the_focus_in_its_card(office: Office, enter: Enter) -> None:
    page = enter("ada").goto(f"/admin/cycles/{_in_selection(office, 'Focus on times')}")
    page.get_by_label("First day of interviews").fill(_in_days(7))
    page.get_by_label("Last day").fill(_in_days(8))
    page.get_by_label("They answer by").fill(f"{_in_days(3)}T12:00")
    page.get_by_role("button", name="Ask when they can").press("Enter")
    expect(page.get_by_role("heading", name=APPLICANTS_TIMES)).to_be_focused()
    page.get_by_role("button", name="Change the days or the deadline").press("Enter")
    expect(page.get_by_label("First day of interviews")).to_be_focused()


def test_each_step_of_a_draft_has_the_focus(office: Office, enter: Enter) -> None:
    cycle = _in_selection(office, "Focus on drafts")
    office.ask_for_times(cycle)
    page = enter("ada").goto(f"/admin/cycles/{cycle}/schedule")
    away = page.get_by_role("button", name="Somebody is away…")
    away.press("Enter")
    page.get_by_role("button", name="Remove: away (1)").press("Enter")
    expect(away).to_be_focused()
    page.get_by_role("button", name="Make a draft").press("Enter")
    expect(page.get_by_role("heading", name="The draft")).to_be_focused()
    page.get_by_role("button", name="Publish…").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_role("heading", name="Published")).to_be_focused()
    page.get_by_role("button", name="Make a new draft").press("Enter")
    expect(page.get_by_role("heading", name="The draft")).to_be_focused()
    page.get_by_role("button", name="Throw it away…").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Throw it away").press("Enter")
    expect(page.get_by_role("heading", name="Published")).to_be_focused()


def test_what_becomes_of_many_has_the_focus_and_the_way_back_leads_to_what_was_chosen(
    office: Office, enter: Enter
) -> None:
    office.schedule_ahead("kim")
    page = enter("ada").goto("/admin/interviews?status=scheduled")
    many = page.get_by_role("button", name="Change many…")
    many.press("Enter")
    dialog = page.get_by_role("dialog")
    first = dialog.get_by_role("checkbox", name="Kim").first
    first.press("Space")
    dialog.get_by_label("By", exact=True).fill("1")
    dialog.get_by_role("button", name="Look at what happens").press("Enter")
    expect(dialog.get_by_text("1 interview changes.")).to_be_focused()
    dialog.get_by_role("button", name="Back").press("Enter")
    expect(dialog.get_by_role("group", name="Interviews")).to_be_focused()
    expect(first).to_be_checked()
    dialog.get_by_role("button", name="Look at what happens").press("Enter")
    dialog.get_by_role("button", name="Move them all").press("Enter")
    expect(many).to_be_focused()


def test_the_way_to_all_interviews_and_messages_keeps_the_focus(enter: Enter) -> None:
    page = enter("ada").goto("/admin/interviews?q=nobody")
    page.get_by_role("button", name="Clear the filters").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.goto("/admin/messages")
    page.get_by_role("button", name="All to").first.press("Enter")
    expect(page.get_by_role("heading", name="In the calendar of")).to_be_focused()
    page.get_by_role("button", name="Messages to everybody").press("Enter")
    expect(page.get_by_role("button", name="Read").first).to_be_focused()


def test_the_way_back_from_a_declaration_keeps_the_focus(office: Office, enter: Enter) -> None:
    page = enter("ada").goto(f"/admin/cycles/{_in_selection(office, 'Focus on conflicts')}")
    declare = page.get_by_role("button", name="Declare one")
    declare.press("Enter")
    expect(page.get_by_label("Find an applicant")).to_be_focused()
    page.get_by_role("button", name="Back", exact=True).press("Enter")
    expect(declare).to_be_focused()


def test_hours_and_days_that_are_removed_leave_the_focus_beside_them(office: Office, enter: Enter) -> None:
    page = enter("ada").goto(f"/admin/people/{office.person('ivy')}/hours")
    add = page.get_by_role("button", name="Add hours on Monday")
    add.press("Enter")
    add.press("Enter")
    page.get_by_role("button", name="Remove Monday 2").press("Enter")
    expect(add).to_be_focused()
    page.get_by_role("button", name="Add a day").press("Enter")
    page.get_by_role("button", name="Remove this day").press("Enter")
    expect(page.get_by_role("heading", name="Days that differ")).to_be_focused()


def test_a_failed_load_more_is_said_beside_its_button_and_loses_no_focus(enter: Enter) -> None:
    page = enter("ada").goto("/admin/people")
    more = page.get_by_role("button", name="Load more")
    expect(more).to_be_visible()
    words = "Too many requests at once. Wait a minute and try again."
    problem = {"title": "Too Many Requests", "status": 429, "code": "too_many_requests", "detail": words}
    refused = re.compile("/api/admin/people.*cursor=")
    page.route(refused, lambda route: route.fulfill(status=429, json=problem))
    more.press("Enter")
    expect(more.locator("xpath=..").get_by_role("alert")).to_have_text(words)
    expect(more).to_be_focused()
    page.unroute(refused)
    before = page.locator(".person").count()
    more.press("Enter")
    expect(page.get_by_text("That is all.")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
    shown = page.locator(".person").count()
    assert shown > before
    expect(page.get_by_role("status").filter(has_text=f"{shown} shown")).to_have_count(1)


def _open(button: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=button, exact=True).click()


FORMS: list[tuple[str, Callable[[Page], None], str, str]] = [
    ("/admin/cycles", _open("New cycle"), "Create cycle", "Name"),
    ("/admin/people", _open("Invite a person"), "Invite", "Name"),
    ("/profile", lambda page: page.get_by_label("Name").fill(""), "Save", "Name"),
    ("/profile", lambda _page: None, "Change password", "Current password"),
]


@pytest.mark.parametrize(("path", "begin", "button", "field"), FORMS, ids=[one[2] for one in FORMS])
def test_a_refused_form_has_the_focus_on_the_first_field_in_error(
    enter: Enter, path: str, begin: Callable[[Page], None], button: str, field: str
) -> None:
    page = enter("ada").goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    begin(page)
    for _ in range(2):
        page.get_by_role("button", name=button, exact=True).press("Enter")
        focused = page.get_by_label(field, exact=True).and_(page.locator(":focus"))
        expect(focused).to_have_attribute("aria-invalid", "true")
        expect(focused).to_have_accessible_description(re.compile(r"\w"))


def test_choosing_on_other_pages_too_leads_to_what_can_be_done_with_them(office: Office, enter: Enter) -> None:
    """The last here: with so many students more, the list of people has another page."""
    rows = [f"F{number},focus{number}@example.org,Focus {number:02},Physics" for number in range(51)]
    file = "\n".join(["external_id,email,name,programme", *rows])
    page = enter("ada").goto(f"/admin/cycles/{_in_selection(office, 'Focus on many', file)}")
    page.get_by_role("checkbox", name="All on this page").press("Space")
    page.get_by_role("button", name="Choose all that fit").press("Enter")
    expect(page.get_by_role("button", name="Select chosen", exact=True)).to_be_focused()


def _in_days(count: int) -> str:
    return f"{utc_now() + timedelta(days=count):%Y-%m-%d}"


def _in_selection(office: Office, name: str, file: str = FILE) -> str:
    cycle = str(office.post("/api/admin/cycles", {"name": name})["id"])
    office.post(f"/api/admin/cycles/{cycle}/applications/import", content=file)
    move_on(office, cycle, "selection")
    return cycle
