"""What people wrote is text on every page, whatever it looks like."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.couples import seat
from tests.browser.demo_server import DemoServer
from tests.browser.markup import CORPUS, MARK, fill, put_in_phase, unsorted_columns
from tests.browser.office import Office
from tests.browser.pages import Interviews
from tests.browser.visitors import Visitor
from vivavoce.admissions.rules import Phase

pytestmark = pytest.mark.browser

MADE_BY_MARKUP = (
    "iframe, object, embed, base, marquee, math, details[ontoggle], meta[http-equiv=refresh], [src=x], [autofocus], "
    "[href^='javascript:'], [action^='javascript:'], [src*='pwned'], [href*='pwned'], "
    "[onerror], [onload], [onfocus], [onmouseover], [onbegin], [onloadstart], [onstart]"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    made = DemoServer(tmp_path_factory.mktemp("markup") / "data")
    made.start()
    fill(made.data)
    yield made
    made.stop()


def test_every_text_of_the_database_is_filled_or_known_to_hold_none() -> None:
    assert unsorted_columns() == set()
    assert all(MARK in markup for markup in CORPUS)


def test_the_offices_pages(enter: Enter) -> None:
    ada = enter("ada")
    for path in ("/admin/dashboard", "/admin/cycles", "/admin/people", "/admin/messages", "/admin/interviews"):
        inert(ada, path)
    for action in ("Edit", "Delete"):
        opens_inert(ada, action)
    inert(ada, "/profile", shown=False)
    expect(ada.page.get_by_label("Name")).to_have_value(re.compile(MARK))


def test_a_cycle_in_every_phase(server: DemoServer, office: Office, enter: Enter) -> None:
    ada = enter("ada")
    before = [(str(cycle["id"]), Phase(cycle["phase"])) for cycle in office.get("/api/admin/cycles")["items"]]
    for number, phase in enumerate(Phase):
        cycle, _ = before[number % len(before)]
        put_in_phase(server.data, cycle, phase)
        inert(ada, f"/admin/cycles/{cycle}")
    for cycle, phase in before:
        put_in_phase(server.data, cycle, phase)


def test_the_interviewers_page(enter: Enter) -> None:
    inert(enter("ivy"), "/interviewer/dashboard")


def test_the_students_pages(enter: Enter) -> None:
    for name in ("sam", "kim", "eve"):
        inert(enter(name), "/student/dashboard")


def test_the_room_and_the_call(office: Office, enter: Enter) -> None:
    couple = seat(office.schedule("kim", notes=CORPUS[0]), enter("ada"), enter("kim"))
    both = (couple.ada, couple.kim)
    for one in both:
        expect(one.page.get_by_text(MARK).first).to_be_visible()
    couple.talk()
    for one in both:
        expect(one.page.get_by_text(MARK).first).to_be_visible()
        nothing_ran(one)


def inert(visitor: Visitor, path: str, *, shown: bool = True) -> None:
    page = visitor.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if shown:
        expect(page.get_by_text(MARK).first).to_be_attached()
    page.wait_for_load_state("networkidle")
    nothing_ran(visitor)


def opens_inert(visitor: Visitor, action: str) -> None:
    page = visitor.page
    Interviews(page).press(page.get_by_role("row").filter(has_text=MARK).first, action)
    dialog = page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
    expect(dialog).to_be_visible()
    nothing_ran(visitor)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def nothing_ran(visitor: Visitor) -> None:
    page: Page = visitor.page
    assert page.evaluate("window.pwned ?? null") is None
    assert page.locator(MADE_BY_MARKUP).count() == 0
    assert visitor.probe.violations() == []
