"""The lobby: who waits hears nothing of the room, the office decides, and no restart asks again."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import defects
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.keyboard import unreachable
from tests.browser.office import Appointment, Office
from tests.browser.outlines import KNOCKING, LOBBY
from tests.browser.pages import Interviews, Room
from tests.browser.states import met
from tests.browser.test_faults import SERVER_IS_AWAY
from tests.browser.visitors import Visitor
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

ASK = "<b>Five minutes</b>, please"
LONDON = "Europe/London"


def test_a_student_waits_until_the_office_lets_them_in(
    office: Office, enter: Enter, server: DemoServer, axe: str
) -> None:
    ada, kim = enter("ada"), enter("kim")
    couple = _waiting(_schedule_with_lobby(ada, office), ada, kim)
    met(kim.page, "Your interviewer is here", failure=False)
    _ask_to_wait(couple)
    couple.kim_room.start.click()
    met(kim.page, "Admissions Office will let you in", failure=False)
    expect(kim.page.locator("body")).to_match_aria_snapshot(LOBBY)
    expect(ada.page.locator("body")).to_match_aria_snapshot(KNOCKING)
    for one in (ada, kim):
        assert [f"{one.name}: {defect}" for defect in defects(one.page, axe)] == []
        assert unreachable(one.page) == []
        assert discomforts(one.page) == []
    couple.ada_room.press_start()
    assert [f"in the call: {defect}" for defect in defects(ada.page, axe)] == []
    assert [one.probe.connections() for one in (ada, kim)] == [0, 0]
    couple.ada_room.press("Let in")
    couple.see_each_other()
    _killed_and_back(couple, server)


def test_whom_the_office_refuses_reads_so_and_whom_to_ask(office: Office, enter: Enter) -> None:
    couple = _waiting(office.schedule("kim", lobby=True), enter("ada"), enter("kim"))
    page = couple.ada.page
    couple.ada_room.press("Refuse")
    dialog = page.get_by_role("dialog", name="Refuse Kim?")
    dialog.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Refuse")).to_be_focused()
    couple.ada_room.press("Refuse")
    dialog.get_by_role("button", name="Refuse").click()
    met(couple.kim.page, "You were not let in")
    couple.kim.probe.socket_closed(4403)
    expect(page.get_by_role("region", name="Kim is waiting")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert [one.probe.connections() for one in (couple.ada, couple.kim)] == [0, 0]


def _schedule_with_lobby(ada: Visitor, office: Office) -> Appointment:
    """Through the form; the demo has no relay, and the form says so."""
    office.clear("kim")
    form = Interviews(ada.goto("/admin/interviews")).open_form()
    form.choose_applicant("kim", "Kim")
    form.field("Time zone").select_option(LONDON)
    start = utc_now().astimezone(ZoneInfo(LONDON)) - timedelta(hours=2)
    form.field("Date and time").fill(start.strftime("%Y-%m-%dT%H:%M"))
    form.form.get_by_label(re.compile("^Lobby")).check()
    relay = form.form.get_by_label(re.compile("^Relay only"))
    relay.check()
    form.submit()
    expect(relay).to_be_focused()
    form.says_beside(relay, "[Rr]elay")
    expect(relay).to_have_attribute("aria-invalid", "true")
    relay.uncheck()
    form.submit()
    expect(form.form).to_have_count(0)
    made = office.interview_of("kim", status="scheduled")
    assert (made["lobby"], made["relay_only"]) == (True, False)
    return Appointment(made["id"], made["version"])


def _waiting(appointment: Appointment, ada: Visitor, kim: Visitor) -> Couple:
    """Kim first, who hears nothing of who is there; then Ada, who hears of Kim once and keeps her focus."""
    frames: list[str] = []
    kim.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    kim_room = Room(kim.page).open(appointment.path)
    met(kim.page, "Nobody is here yet", failure=False)
    ada_room = Room(ada.page).open(appointment.path)
    expect(ada.page.get_by_role("region", name="Kim is waiting")).to_be_visible()
    expect(ada.page.get_by_role("log").get_by_role("paragraph")).to_have_text(["Kim is waiting to be let in."])
    expect(ada.page.get_by_role("heading", level=1)).to_be_focused()
    met(kim.page, "Your interviewer is here and will let you in", failure=False)
    expect(kim.page.get_by_role("listitem")).to_have_count(0)
    assert [frame for frame in frames if "Ada" in frame] == []
    assert [one.probe.connections() for one in (ada, kim)] == [0, 0]
    return Couple(appointment, ada, kim, ada_room, kim_room)


def _ask_to_wait(couple: Couple) -> None:
    page = couple.ada.page
    couple.ada_room.press("Ask to wait")
    message = page.get_by_label("Message (optional)")
    expect(message).to_be_focused()
    message.fill(ASK)
    message.press("Enter")
    expect(page.get_by_role("button", name="Ask to wait")).to_be_focused()
    expect(couple.kim.page.get_by_role("blockquote")).to_have_text(ASK)


def _killed_and_back(couple: Couple, server: DemoServer) -> None:
    both = (couple.ada, couple.kim)
    sockets = [one.probe.sockets_made() for one in both]
    for one in both:
        one.watch.allow(SERVER_IS_AWAY)
    server.kill()
    couple.kim_room.says("Your call goes on")
    server.start()
    for one, earlier in zip(both, sockets, strict=True):
        one.probe.socket_reopened(earlier)
        expect(one.page.get_by_text("Your call goes on")).to_have_count(0)
        one.probe.decodes_more()
        assert one.probe.connections() == 1
    expect(couple.ada.page.get_by_role("region", name="Kim is waiting")).to_have_count(0)
    couple.kim_room.press("Mute microphone")
    couple.ada_room.says("microphone off")
