"""Every state of a page says in words what is so, and what to do."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsers import Kind, kill_browser
from tests.browser.conftest import Enter
from tests.browser.couples import Couple, seat
from tests.browser.media import BLUE
from tests.browser.office import Appointment, Office
from tests.browser.pages import JOIN, Room
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

NO_SOCKET = """
window.WebSocket = class {
  readyState = 3;
  constructor() { setTimeout(() => this.onclose?.({ code: 1006 })); }
  send() {}
  close() {}
};
"""


def test_permission_denied_says_how_to_allow_it_and_lets_people_join(office: Office, enter: Enter) -> None:
    kim = enter("kim", Kind(BLUE, granted=False))
    room = Room(kim.goto(office.schedule("kim").path))
    room.says("blocked")
    room.says("allow")
    room.press_start()
    room.says("waiting for")


def test_no_device_is_said_and_joining_stays_possible(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    kim, ada = enter("kim", Kind(None)), enter("ada")
    room = Room(kim.goto(appointment.path))
    room.says("no camera")
    room.press_start()
    Room(ada.page).open(appointment.path).press_start()
    kim.probe.sees(ada.look)
    Room(ada.page).says("camera is off")


def test_a_server_that_cannot_be_reached_is_said_with_whom_to_ask(office: Office, enter: Enter) -> None:
    """[SIG-54] as behind a proxy that lets no WebSocket through."""
    kim = enter("kim")
    kim.context.add_init_script(NO_SOCKET)
    room = Room(kim.goto(office.schedule("kim").path))
    room.says("server cannot be reached.*another network")
    expect(room.page.get_by_role("status").filter(has_text="admissions@example.edu")).to_be_visible()


def test_the_green_room_says_who_is_here_and_what_is_not_sent(couple: Couple) -> None:
    couple.kim_room.says("Nothing is sent before you press Start Call")
    for name in ("Camera", "Microphone", "Speaker"):
        expect(couple.kim_room.page.get_by_label(name, exact=True)).to_be_visible()
    meter = couple.kim_room.page.get_by_role("meter")
    expect(meter).to_be_visible()
    couple.kim_room.page.wait_for_function("() => Number(document.querySelector('[role=meter]').ariaValueNow) > 0")
    couple.kim_room.says("Ada.* is here|here")


def test_the_office_sees_who_is_waiting(office: Office, enter: Enter) -> None:
    kim, ben = enter("kim"), enter("ben")
    Room(kim.page).open(office.schedule("kim").path)
    for path in ("/admin/dashboard", "/admin/interviews"):
        now = ben.goto(path).get_by_role("region", name="Happening now")
        expect(now).to_contain_text("Kim is waiting")
        expect(now.get_by_role("link", name=JOIN)).to_be_visible()
    kim.page.close()
    expect(now).not_to_contain_text("Kim")


def test_the_one_who_stays_reads_that_the_other_left(talking: Couple) -> None:
    talking.kim_room.end_call.click()
    talking.ada_room.says("Kim left the call")


def test_the_one_who_stays_reads_that_the_other_lost_the_connection(office: Office, enter: Enter) -> None:
    """Kim's whole browser is gone without a goodbye, as with an empty battery."""
    kim = enter("kim", Kind(BLUE, autoplay=False))
    couple = seat(office.schedule("kim"), enter("ada"), kim)
    couple.talk()
    kill_browser(kim.context)
    couple.ada_room.says("Kim lost the connection")


def test_the_student_is_told_when_the_office_ends_the_call(talking: Couple) -> None:
    talking.ada_room.press("End for everyone")
    talking.ada_room.page.get_by_role("dialog").get_by_role("button", name="End for everyone").click()
    talking.kim_room.says("The call has ended")


def test_notes_in_conflict_outlive_the_call_and_the_way_back_shows_them(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    ada, ben = enter("ada"), enter("ben")
    room, other = (Room(one.page).open(appointment.path).press_start() for one in (ada, ben))
    _write_notes_in_conflict(ada, room, office, appointment)
    other.press("End for everyone")
    other.page.get_by_role("dialog").get_by_role("button", name="End for everyone").click()
    room.says("The call has ended")
    room.says("Your notes are not saved yet")
    room.press("Keep mine")
    room.says("^Saved")
    room.press("Back to the room")
    room.ready()
    expect(room.notes).to_have_value("Mine")


def test_notes_in_conflict_hold_the_page_of_who_is_signed_out(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    ada = enter("ada")
    room = Room(ada.page).open(appointment.path).press_start()
    _write_notes_in_conflict(ada, room, office, appointment)
    ada.watch.allow("status of 401")
    assert ada.context.request.post("/api/auth/logout").status == 204
    room.says("Your notes are not saved yet")
    expect(room.notes).to_have_value("Mine")
    room.press("Continue")
    ada.page.wait_for_url("**/login**")


def _write_notes_in_conflict(visitor: Visitor, room: Room, office: Office, appointment: Appointment) -> None:
    visitor.watch.allow("status of 409")
    office.change(appointment, notes="Theirs")
    room.notes.fill("Mine")
    room.says("Somebody else wrote here")


def test_on_a_narrow_screen_the_panel_takes_and_returns_the_focus(office: Office, enter: Enter) -> None:
    ada = enter("ada", viewport={"width": 600, "height": 800})
    room = Room(ada.page).open(office.schedule("kim").path).press_start()
    room.press("Applicant")
    back = room.page.get_by_role("button", name="Back to the call")
    expect(back).to_be_focused()
    room.press("End for everyone")
    dialog = room.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    room.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(back).to_be_visible()
    room.page.keyboard.press("Escape")
    expect(back).not_to_be_visible()
    expect(room.page.get_by_role("button", name="Applicant")).to_be_focused()


@pytest.mark.parametrize("path", ["/no/such/page", "/admin/nothing"])
def test_an_unknown_page_says_so(enter: Enter, path: str) -> None:
    ada = enter("ada")
    ada.watch.allow("status of 404")
    page = ada.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("admissions@example.edu")


@pytest.mark.parametrize("path", ["/admin/interviews", "/admin/people", "/interviewer/dashboard"])
def test_a_student_is_kept_out_of_the_offices_pages(enter: Enter, path: str) -> None:
    page = enter("kim").goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Schedule interview")).to_have_count(0)
    expect(page.get_by_text("@example.edu").filter(has_text="sam")).to_have_count(0)
