"""Server away, in trouble or full, network gone, page that cannot start: words, a next step, whom to ask."""

import sqlite3

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.office import DEMO, PASSWORD, Office
from tests.browser.pages import Room, SignIn, StudentDashboard
from tests.browser.states import CONTACT, met
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

AWAY = r"net::ERR_|WebSocket connection to|status of 503|Unable to preload|dynamically imported module"


def test_server_down_before_the_room_is_opened(office: Office, enter: Enter, server: DemoServer) -> None:
    kim = _at_the_dashboard(office, enter)
    server.kill()
    try:
        StudentDashboard(kim.page).join.first.click()
        met(kim.page, "This page could not be loaded")
        Room(kim.page).press("Try again")
        met(kim.page, "The server still cannot be reached")
    finally:
        server.start()
    Room(kim.page).ready()


def test_network_lost_before_the_room_is_opened(office: Office, enter: Enter) -> None:
    """The page's code is there already; the room cannot be asked for."""
    kim = _at_the_dashboard(office, enter)
    StudentDashboard(kim.page).join.first.click()
    Room(kim.page).ready()
    kim.page.go_back()
    kim.context.set_offline(True)
    StudentDashboard(kim.page).join.first.click()
    met(kim.page, "The server cannot be reached")
    _ask_again(kim)
    met(kim.page, "The server cannot be reached")
    kim.context.set_offline(False)
    Room(kim.page).ready()


@pytest.mark.parametrize("where", ["**/api/auth/me", "**/api/interviews/*/room"])
def test_a_server_in_trouble(office: Office, enter: Enter, where: str) -> None:
    """As a proxy answers for it."""
    kim = enter("kim")
    kim.watch.allow(AWAY)
    kim.page.route(where, _unavailable)
    kim.goto(office.schedule("kim").path)
    met(kim.page, "The server is in trouble")
    _ask_again(kim)
    met(kim.page, "The server is in trouble")
    kim.page.unroute(where)
    Room(kim.page).ready()


def test_start_page_of_a_server_in_trouble_sends_nobody_to_sign_in(enter: Enter) -> None:
    kim = enter("kim")
    kim.watch.allow(AWAY)
    kim.page.route("**/api/auth/me", _unavailable)
    kim.goto("/")
    met(kim.page, "The server is in trouble")
    _ask_again(kim)
    met(kim.page, "The server is in trouble")
    kim.page.unroute("**/api/auth/me")
    kim.page.wait_for_url("**/student/dashboard")


def test_session_expired_mid_call(talking: Couple, server: DemoServer) -> None:
    """It ended while the server was away, so that the way back is refused."""
    kim = talking.kim
    for one in (talking.ada, kim):
        one.watch.allow(AWAY)
    kim.watch.allow("status of 401")
    server.kill()
    _end_sessions(server, "kim")
    server.start()
    met(kim.page, "You are signed out")
    kim.probe.decodes_more()
    sign_in = kim.page.get_by_role("link", name="Sign in again in another tab")
    with kim.context.expect_page() as opened:
        sign_in.click()
    SignIn(opened.value).submit("kim", PASSWORD)
    opened.value.wait_for_url("**/student/dashboard")
    expect(sign_in).to_have_count(0)
    kim.probe.decodes_more()
    assert kim.probe.connections() == 1


def test_a_full_room(office: Office, enter: Enter) -> None:
    """Student, lead and panel keep their places; Ada has the fourth, Ben meets a full room until she goes."""
    path = office.schedule("kim", lead="ivy", panel=("omar.haddad",)).path
    kim, ivy, ada, ben = (enter(name) for name in ("kim", "ivy", "ada", "ben"))
    for one in (kim, ivy, ada):
        Room(one.page).open(path)
    ben.goto(path)
    met(ben.page, "The room is full")
    ada.page.close()
    expect(kim.page.get_by_role("listitem").filter(has_text="Ada is here")).to_have_count(0)
    Room(ben.page).press("Try again")
    Room(ben.page).ready()


def test_a_page_that_does_not_start(enter: Enter) -> None:
    """As in a browser too old to read the code."""
    nobody = enter("")
    nobody.watch.allow("SyntaxError|Unexpected")
    nobody.page.route(
        "**/assets/index-*.js",
        lambda route: route.fulfill(content_type="text/javascript", body="class { of the future"),
    )
    nobody.goto("/login")
    met(nobody.page, "This page has not started yet")
    Room(nobody.page).says("current Chrome, Edge, Firefox or Safari")


def test_without_javascript(enter: Enter) -> None:
    nobody = enter("", java_script_enabled=False)
    nobody.goto("/login")
    met(nobody.page, "Please allow JavaScript", failure=False)
    expect(nobody.page.locator("noscript main")).to_contain_text(CONTACT)
    expect(nobody.page.get_by_text("has not started")).to_be_hidden()


def _at_the_dashboard(office: Office, enter: Enter) -> Visitor:
    office.schedule("kim")
    kim = enter("kim")
    kim.watch.allow(AWAY)
    kim.goto("/student/dashboard")
    expect(StudentDashboard(kim.page).join.first).to_be_visible()
    return kim


def _ask_again(visitor: Visitor) -> None:
    """While it is still of no use, and without waiting: the words, the button and the focus stay where they are."""
    again = visitor.page.get_by_role("button", name="Try again")
    with visitor.page.expect_request("**/*"):
        again.press("Enter")
    expect(again).not_to_have_attribute("aria-disabled", "true")
    expect(again).to_be_focused()


def _unavailable(route: Route) -> None:
    route.fulfill(status=503, content_type="text/html", body="<h1>503 Service Unavailable</h1>")


def _end_sessions(server: DemoServer, name: str) -> None:
    with sqlite3.connect(server.data / "vivavoce.sqlite3") as database:
        ended = database.execute(
            "DELETE FROM sessions WHERE person_id = (SELECT id FROM people WHERE email = ?)", (name + DEMO,)
        )
        assert ended.rowcount >= 1
    database.close()
