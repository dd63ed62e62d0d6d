"""Outside the window, not yours, cancelled: the room stays shut and says why."""

import re
import secrets
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.office import Office
from tests.browser.pages import JOIN, Interviews, Room, StudentDashboard
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser


def test_outside_the_window_the_button_is_disabled_with_the_rule_in_words(office: Office, enter: Enter) -> None:
    office.schedule("kim", utc_now() + timedelta(days=3))
    kim = enter("kim")
    dashboard = StudentDashboard(kim.goto("/student/dashboard"))
    _disabled_with_words(dashboard.join)

    ada = enter("ada")
    row = Interviews(ada.goto("/admin/interviews")).row("Kim").first
    _disabled_with_words(row.get_by_role("button", name=JOIN))


def _disabled_with_words(button: Locator) -> None:
    """Disabled, or said to be (aria-disabled, so that it can be reached), with the 24-hour rule next to it."""
    expect(button).to_be_disabled()
    words = button.locator("xpath=..")
    expect(words).to_contain_text(re.compile("24 hours before"))
    expect(words).to_contain_text(re.compile("opens", re.IGNORECASE))


@pytest.mark.parametrize("days", [-3, 3])
def test_the_socket_of_a_shut_room_closes_with_4425(office: Office, enter: Enter, days: int) -> None:
    path = _shut_room(office, days)
    kim = enter("kim" if days > 0 else "sam")
    kim.goto(path)
    kim.page.evaluate(KNOCK)
    kim.probe.socket_closed(4425)


KNOCK = """() => {
    const peer = Array.from({ length: 22 }, () => "abcdef"[Math.floor(Math.random() * 6)]).join("");
    const address = `${location.origin.replace("http", "ws")}/ws${location.pathname}?peer=${peer}&n=1`;
    new WebSocket(address, "vivavoce.v1");
}"""


def test_too_early_counts_down_by_the_servers_clock(office: Office, enter: Enter) -> None:
    kim = enter("kim")
    kim.page.clock.set_system_time(utc_now() - timedelta(days=2))
    room = Room(kim.goto(_shut_room(office, 3)))
    room.says("opens")
    room.says(r"\b2 days|\b1 day|47 h|48 h")
    expect(room.start).to_have_count(0)


def test_too_late_says_so(office: Office, enter: Enter) -> None:
    room = Room(enter("sam").goto(_shut_room(office, -3)))
    room.says("closed")
    expect(room.start).to_have_count(0)


def test_a_room_that_is_not_yours_is_like_one_that_does_not_exist(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    eve = enter("eve")
    texts = []
    for interview_id in (appointment.id, secrets.token_urlsafe(16)):
        room = Room(eve.goto(f"/interview/{interview_id}"))
        expect(room.page.get_by_role("heading", level=1)).to_be_visible()
        expect(room.start).to_have_count(0)
        texts.append(room.page.get_by_role("main").inner_text())
        eve.page.evaluate(KNOCK)
        eve.probe.socket_closed(4403)
    assert texts[0] == texts[1]
    assert "Ada" not in texts[0]


def test_a_cancelled_interview_shows_its_people_out_of_the_green_room(couple: Couple, office: Office) -> None:
    office.change(couple.appointment, status="cancelled")
    for one, room in ((couple.ada, couple.ada_room), (couple.kim, couple.kim_room)):
        one.probe.socket_closed(4410)
        room.says("cancelled")
        expect(room.start).to_have_count(0)
    couple.kim_room.page.reload()
    couple.kim_room.says("cancelled")


def test_an_interview_moved_out_of_its_window_closes_the_room(couple: Couple, office: Office) -> None:
    office.change(couple.appointment, interview_time=(utc_now() + timedelta(days=3)).isoformat())
    couple.kim.probe.socket_closed(4425)
    couple.kim_room.says("opens")


def _shut_room(office: Office, days: int) -> str:
    if days > 0:
        return office.schedule("kim", utc_now() + timedelta(days=days)).path
    return f"/interview/{office.interview_of('sam', status='scheduled', order='asc')['id']}"
