"""What is read out while nobody asks: each piece of news once, and never the seconds of a clock."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsers import Kind, kill_browser
from tests.browser.conftest import Enter
from tests.browser.couples import Couple, seat
from tests.browser.demo_server import DemoServer
from tests.browser.media import BLUE
from tests.browser.office import Office
from tests.browser.pages import Room
from tests.browser.test_faults import SERVER_IS_AWAY
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

LISTEN = """() => {
    const LIVE = "[role=log], [role=status], [role=alert], [aria-live]:not([aria-live=off])";
    window.heard = [];
    const live = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(LIVE);
    const hear = (change) => {
        const words = [...change.addedNodes].map((one) => one.textContent).join("");
        if (live(change.target)) window.heard.push(words || change.target.textContent);
    };
    new MutationObserver((changes) => changes.forEach(hear))
        .observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
HEARD = "window.heard"
TICKED = 20
TICKS = """(times) => new Promise((done) => {
    const clock = document.querySelector("[role=timer]");
    const seen = new Set([clock.textContent]);
    new MutationObserver(() => seen.add(clock.textContent).size > times && done([...seen]))
        .observe(clock, { childList: true, characterData: true, subtree: true });
})"""


def _log(page: Page, *said: str) -> None:
    expect(page.get_by_role("log").get_by_role("paragraph")).to_have_text(list(said))


def test_who_joins_and_leaves_is_said_once(couple: Couple) -> None:
    page = couple.ada.page
    _log(page, "Kim is here.")
    page.evaluate(LISTEN)
    couple.talk()
    _log(page, "Kim is here.", "Kim joined the call.")
    couple.kim_room.end_call.click()
    _log(page, "Kim is here.", "Kim joined the call.", "Kim left.")
    couple.ada_room.says("Kim left the call")
    heard = page.evaluate(HEARD)
    assert [heard.count(words) for words in ("Kim joined the call.", "Kim left.")] == [1, 1]


def test_who_loses_the_connection_is_said_once(office: Office, enter: Enter) -> None:
    """Kim's whole browser is gone without a goodbye."""
    kim = enter("kim", Kind(BLUE, autoplay=False))
    couple = seat(office.schedule("kim"), enter("ada"), kim)
    couple.talk()
    couple.ada.page.evaluate(LISTEN)
    kill_browser(kim.context)
    couple.ada_room.says("Kim lost the connection")
    expect(couple.ada.page.get_by_role("log")).to_contain_text("Kim lost the connection.")
    heard = couple.ada.page.evaluate(HEARD)
    assert heard.count("Kim lost the connection.") == 1


def test_reconnecting_to_the_server_is_said_once(talking: Couple, server: DemoServer) -> None:
    for one in (talking.ada, talking.kim):
        one.watch.allow(SERVER_IS_AWAY)
    talking.ada.page.evaluate(LISTEN)
    server.kill()
    log = talking.ada.page.get_by_role("log")
    expect(log).to_contain_text("Reconnecting to the server.")
    server.start()
    expect(log).to_contain_text("Connected to the server again.")
    expect(talking.ada.page.get_by_text("Your call goes on")).to_have_count(0)
    heard = talking.ada.page.evaluate(HEARD)
    assert [heard.count(f"{words}.") for words in ("Reconnecting to the server", "Connected to the server again")] == [
        1,
        1,
    ]


def test_the_clock_of_a_call_is_not_read_out(talking: Couple) -> None:
    page = talking.ada.page
    talking.ada_room.says("Connected, encrypted")
    page.evaluate(LISTEN)
    assert len(page.evaluate(TICKS, 3)) == 4
    assert page.evaluate(HEARD) == []


def test_the_countdown_is_read_out_once_a_minute_at_most(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim", utc_now() + timedelta(hours=26, minutes=30))
    page = enter("kim").page
    page.clock.install()
    page.goto(appointment.path)
    Room(page).says("The room is not open yet")
    page.evaluate(LISTEN)
    countdown = page.locator(".countdown")
    for _ in range(TICKED):
        before = countdown.inner_text()
        page.clock.run_for(1_000)
        expect(countdown).not_to_have_text(before)
    assert len(page.evaluate(HEARD)) <= 1, "no more than one minute has begun"
