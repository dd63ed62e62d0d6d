"""axe's WCAG 2.2 AA rules, the keyboard, 400 %, less motion and fingers, on every page and state of the room."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import HEIGHT, defects, settle
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.keyboard import unreachable
from tests.browser.office import Office
from tests.browser.pages import Interviews

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Stop:
    """A page to look at: who looks, where, and what shows that it is there."""

    who: str
    path: str
    ready: Callable[[Page], None] = lambda page: expect(page.get_by_role("heading", level=1)).to_be_visible()

    def __str__(self) -> str:
        return f"{self.who or 'nobody'} {self.path}"


def _rows(page: Page) -> None:
    expect(page.get_by_role("row").nth(3)).to_be_visible()


def _some_hours(page: Page) -> None:
    for button in ("Add hours on Monday", "Add hours on Monday", "Add a day", "Save"):
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Enter a start and an end.")).to_be_visible()


def _form(page: Page) -> None:
    form = Interviews(page).open_form()
    form.submit()


def _delete_dialog(page: Page) -> None:
    interviews = Interviews(page)
    interviews.press(interviews.row("Kim"), "Delete")
    expect(page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))).to_be_visible()


def _many(page: Page) -> None:
    page.get_by_role("button", name="Change many…").click()
    expect(page.get_by_role("dialog").get_by_role("checkbox").nth(1)).to_be_visible()


def _looked_at(page: Page) -> None:
    _many(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_label("By", exact=True).fill("30")
    dialog.get_by_role("button", name="Look at what happens").click()
    expect(dialog.get_by_role("button", name="Back")).to_be_visible()


def _conflict(page: Page) -> None:
    page.get_by_role("button", name="Conflict of interest…").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Tell the office").click()
    expect(dialog.get_by_label("How you know each other")).to_have_attribute("aria-invalid", "true")


def _mails(page: Page) -> None:
    expect(page.get_by_role("button", name="All to Sam").first).to_be_visible()
    page.get_by_role("group").filter(has_text="Interview set").first.locator("summary").click()


def _operations(page: Page) -> None:
    page.get_by_text("The charts as a table").click()
    expect(page.get_by_role("columnheader", name="Dropped")).to_be_visible()


def _one_mail(page: Page) -> None:
    page.get_by_role("button", name="Read", exact=True).first.click()
    expect(page.get_by_role("dialog").get_by_text("Questions?")).to_be_visible()


STOPS = [
    Stop("", "/login"),
    Stop("", "/token#not-a-real-token"),
    Stop("", "/no/such/page"),
    Stop("kim", "/profile"),
    Stop("kim", "/student/dashboard"),
    Stop("kim", "/interview/nobody-knows-this-one1"),
    Stop("ivy", "/interviewer/dashboard"),
    Stop("ivy", "/interviewer/hours", _some_hours),
    Stop("ada", "/admin/dashboard"),
    Stop("ada", "/admin/cycles"),
    Stop("ada", "/admin/people"),
    Stop("ada", "/admin/operations", _operations),
    Stop("ada", "/admin/messages", _mails),
    Stop("ada", "/admin/messages?read", _one_mail),
    Stop("ada", "/admin/interviews", _rows),
    Stop("ada", "/admin/interviews?form", _form),
    Stop("ada", "/admin/interviews?many", _many),
    Stop("ada", "/admin/interviews?looked", _looked_at),
    Stop("ivy", "/interviewer/dashboard?conflict", _conflict),
    Stop("ada", "/admin/interviews?delete", _delete_dialog),
]


@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_a_page_is_accessible(stop: Stop, office: Office, enter: Enter, axe: str) -> None:
    office.schedule("kim")
    visitor = enter(stop.who)
    visitor.goto(stop.path)
    stop.ready(visitor.page)
    settle(visitor.page)
    assert defects(visitor.page, axe) == []
    assert unreachable(visitor.page) == []
    assert discomforts(visitor.page) == []


def test_a_cycle_is_accessible(office: Office, enter: Enter, axe: str) -> None:
    cycle = office.selecting()
    page = enter("ada").goto(f"/admin/cycles/{cycle}")
    expect(page.get_by_role("button", name="Undecided again").first).to_be_visible()
    settle(page)
    assert defects(page, axe) == []
    assert unreachable(page) == []
    assert discomforts(page) == []


def test_the_green_room_and_the_call_are_accessible(couple: Couple, axe: str) -> None:
    assert _both(couple, defects, axe) == []
    assert [discomforts(one.page) for one in (couple.ada, couple.kim)] == [[], []]
    couple.ada_room.press_start()
    assert [f"ada waiting: {one}" for one in defects(couple.ada.page, axe)] == []
    assert discomforts(couple.ada.page) == []
    couple.kim_room.press_start()
    couple.see_each_other()
    assert _both(couple, defects, axe) == []
    couple.kim_room.press("Share screen")
    expect(couple.ada_room.screen).to_be_visible()
    couple.ada_room.press("Turn camera off")
    couple.ada_room.press("Mute microphone")
    couple.kim_room.says("microphone off")
    assert _both(couple, defects, axe) == []
    couple.ada.page.set_viewport_size({"width": 1280, "height": HEIGHT})
    for one in (couple.ada, couple.kim):
        assert unreachable(one.page) == []
        assert discomforts(one.page) == []
    couple.ada.page.keyboard.press("Escape")
    expect(couple.ada_room.end_call).to_be_visible()


def _both(couple: Couple, check: Callable[[Page, str], list[str]], axe: str) -> list[str]:
    return [f"{one.name}: {defect}" for one in (couple.ada, couple.kim) for defect in check(one.page, axe)]
