"""A whole scheduling and a whole interview by keyboard: no click, no focus by script, the focus seen at each stop."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.keys import Keys
from tests.browser.office import DEMO, PASSWORD, Appointment, Office
from tests.browser.pages import Interviews, Room
from tests.browser.visitors import Visitor
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser


def test_an_interview_is_scheduled_edited_and_deleted_by_keyboard(office: Office, enter: Enter) -> None:
    office.clear("kim")
    keys = _sign_in(enter(""), "ada", "**/admin/dashboard")
    keys.tab_to('link "Manage Interviews"')
    keys.press("Enter")
    keys.expect_on('heading "Interviews"')
    _schedule(keys)
    made = office.interview_of("kim", status="scheduled")
    assert made["duration_minutes"] == 30
    _edit(keys)
    assert office.interview_of("kim", status="scheduled")["duration_minutes"] == 45
    _delete(keys)
    assert [one["id"] for one in office.interviews() if one["id"] == made["id"]] == []


def _sign_in(visitor: Visitor, name: str, home: str) -> Keys:
    keys = Keys(visitor.goto("/login"))
    keys.tab_to('textbox "Email"')
    keys.type(name + DEMO)
    keys.tab_to('textbox "Password"')
    keys.type(PASSWORD)
    keys.press("Enter")
    visitor.page.wait_for_url(home)
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    return keys


def _schedule(keys: Keys) -> None:
    """First without an applicant: the field that is wrong has the focus, and says what is wrong."""
    keys.tab_to('button "Schedule interview"')
    keys.press("Enter")
    keys.expect_on('heading "Schedule an interview"')
    keys.tab_to('button "Schedule"')
    keys.press("Enter")
    keys.expect_on('combobox "Applicant"')
    expect(keys.page.locator(":focus")).to_have_accessible_description("Choose an applicant from the list.")
    keys.type("kim@")
    expect(keys.page.get_by_role("option")).to_have_text([re.compile("^Kim")])
    keys.press("ArrowDown", "Enter")
    expect(keys.page.get_by_label("Applicant", exact=True)).to_have_value("Kim")
    _enter_time(keys, utc_now().astimezone(ZoneInfo("Europe/London")) + timedelta(days=9))
    keys.tab_to('button "Schedule"')
    keys.press("Space")
    keys.expect_on('button "Schedule interview"')
    expect(Interviews(keys.page).row("Kim")).to_have_count(1)


def _enter_time(keys: Keys, day: datetime) -> None:
    keys.tab_to('textbox "Date and time"')
    keys.type(day.strftime("%m%d%Y"))
    keys.press("ArrowRight")
    keys.type("0310AM")
    expect(keys.page.get_by_label("Date and time")).to_have_value(day.strftime("%Y-%m-%dT03:10"))


def _edit(keys: Keys) -> None:
    keys.tab_to('button "Edit"', about="Kim")
    keys.press("Enter")
    keys.expect_on('heading "Edit the interview of Kim"')
    keys.tab_to('spinbutton "Duration"')
    keys.press(*["ArrowUp"] * 3)
    keys.tab_to('combobox "Time zone"', key="Shift+Tab")
    keys.tab_to('button "Save"')
    keys.press("Enter")
    keys.expect_on('button "Edit"')
    expect(keys.page.get_by_role("status").filter(has_text="Saved: Kim")).to_be_visible()


def _delete(keys: Keys) -> None:
    """The way back is first in the dialog."""
    keys.tab_to('button "Delete"', about="Kim")
    keys.press("Enter")
    keys.expect_on('heading "Delete the interview of Kim?"')
    keys.tab_to('button "Keep it"')
    keys.press("Space")
    keys.expect_on('button "Delete"')
    keys.press("Enter")
    keys.expect_on('heading "Delete the interview of Kim?"')
    keys.tab_to('button "Delete"')
    keys.press("Enter")
    keys.expect_on('heading "Interviews"')
    expect(Interviews(keys.page).row("Kim")).to_have_count(0)


def test_an_interview_is_held_by_keyboard(office: Office, enter: Enter) -> None:
    made = office.schedule("kim")
    ada, kim = enter(""), enter("")
    ada_keys = _sign_in(ada, "ada", "**/admin/dashboard")
    kim_keys = _sign_in(kim, "kim", "**/student/dashboard")
    # What comes in while the focus is already further down would push the focused link out of sight.
    expect(kim.page.get_by_role("button", name="I can attend")).to_be_visible()
    kim_keys.tab_to('button "I can attend"')
    kim_keys.press("Enter")
    expect(kim.page.get_by_role("button", name="I can attend")).to_have_count(0)
    _join(kim_keys, 'link "Join Interview"')
    _join(ada_keys, 'link "Join Interview with Kim"')
    for keys in (kim_keys, ada_keys):
        _start(keys)
    couple = Couple(Appointment(made.id, made.version), ada, kim, Room(ada.page), Room(kim.page))
    couple.see_each_other()
    for keys in (kim_keys, ada_keys):
        _mute_and_turn_camera_off_and_on(keys)
    couple.see_each_other()
    for keys, home in ((kim_keys, "**/student/dashboard"), (ada_keys, "**/admin/interviews**")):
        keys.tab_to('button "End Call"')
        keys.press("Enter")
        keys.page.wait_for_url(home)


def _join(keys: Keys, link: str) -> None:
    keys.tab_to(link)
    keys.press("Enter")
    Room(keys.page).ready()


def _start(keys: Keys) -> None:
    """Every device is looked at on the way; the microphone is another one then."""
    keys.tab_to('combobox "Camera"')
    keys.tab_to('combobox "Microphone"')
    microphone = keys.page.get_by_label("Microphone", exact=True)
    # The list fills, and the one in use is known, after the picture is there.
    expect(microphone.locator("option:not([value=''])").nth(1)).to_be_attached()
    expect(microphone).not_to_have_value("")
    before = microphone.input_value()
    keys.press("ArrowDown")
    expect(microphone).not_to_have_value(before)
    keys.tab_to('combobox "Speaker"')
    keys.tab_to('button "Start Call"')
    keys.press("Space")
    expect(Room(keys.page).end_call).to_be_visible()
    expect(keys.page.get_by_role("heading", level=1)).to_be_focused()


def _mute_and_turn_camera_off_and_on(keys: Keys) -> None:
    """The focus stays on the button, whose name then says what another press does."""
    keys.tab_to('button "Mute microphone"')
    keys.press("Space")
    keys.expect_on('button "Unmute microphone"')
    keys.press("Space")
    keys.expect_on('button "Mute microphone"')
    keys.tab_to('button "Turn camera off"')
    keys.press("Enter")
    keys.expect_on('button "Turn camera on"')
    keys.press("Enter")
    keys.expect_on('button "Turn camera off"')
