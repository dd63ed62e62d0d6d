"""What nobody in between can know: the words that two people compare."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple, seat
from tests.browser.office import Office
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

CODE = re.compile(r"^[a-z]+ · [a-z]+ · [a-z]+ · [a-z]+ · \d{3}$")
FAILED = "() => viva.connections.some((one) => one.connectionState === 'failed')"
MIDDLE = Path(__file__).with_name("middle.js").read_text()
OTHER = {"00": "11"}
CONNECTED = "viva.connections.filter((one) => one.connectionState === 'connected').length"


def test_sig_90_both_read_the_same_words_and_a_new_connection_keeps_them(talking: Couple) -> None:
    both = (talking.ada, talking.kim)
    for one in both:
        one.page.get_by_role("button", name="Connection details").click()
    words = [_words(one.page) for one in both]
    assert words[0] == words[1]
    talking.kim.page.evaluate("viva.connections.at(-1).close()")
    for one in both:
        one.page.wait_for_function(
            "() => viva.connections.length > 1 && viva.connections.at(-1).connectionState === 'connected'"
        )
        one.probe.decodes_more()
    assert [_words(one.page) for one in both] == words


def test_sig_92_a_server_that_swaps_a_fingerprint_gets_no_connection(office: Office, enter: Enter) -> None:
    ada, kim = enter("ada"), enter("kim")
    kim.page.route_web_socket(re.compile("/ws/interview/"), _swap)
    couple = seat(office.schedule("kim"), ada, kim)
    kim.page.wait_for_function(FAILED)
    couple.kim_room.press_start()
    couple.ada_room.press_start()
    kim.page.wait_for_function("() => viva.connections.length > 1")
    assert [one.page.evaluate(CONNECTED) for one in (ada, kim)] == [0, 0]


def test_sig_91_a_server_in_the_middle_of_a_whole_call_makes_the_words_differ(office: Office, enter: Enter) -> None:
    ada, kim = _talk_through_the_middle(office, enter)
    assert _words(ada) != _words(kim)


def test_sig_91_promises_that_do_not_fit_the_keys_are_told_to_both(office: Office, enter: Enter) -> None:
    for page in _talk_through_the_middle(office, enter, "middle.forges = false"):
        expect(page.get_by_role("dialog").get_by_text("This call may be listened to")).to_be_visible()
        expect(page.get_by_role("dialog").get_by_text(CODE)).to_have_count(0)


def _talk_through_the_middle(office: Office, enter: Enter, how: str = "") -> list[Page]:
    """Ada and Kim see each other, by way of somebody who sees both. Their pages, with the details open."""
    ada, kim, middle = enter("ada"), enter("kim"), enter("")
    middle.goto("/").evaluate(MIDDLE + how)
    for one in (ada, kim):
        _sit_before(one, middle.page)
    seat(office.schedule("kim"), ada, kim).talk()
    for one in (ada, kim):
        one.page.get_by_role("button", name="Connection details").click()
    return [one.page for one in (ada, kim)]


def _words(page: Page) -> str:
    shown = page.get_by_role("dialog").get_by_role("region").get_by_text(CODE)
    expect(shown).to_be_visible()
    return shown.inner_text()


def _swap(route: WebSocketRoute) -> None:
    """The server says that Ada's certificate is another one."""
    server = route.connect_to_server()

    def pass_on(message: str | bytes) -> None:
        assert isinstance(message, str)
        route.send(re.sub(r"(a=fingerprint:sha-256 )(..)", lambda found: found[1] + OTHER.get(found[2], "00"), message))

    server.on_message(pass_on)


def _sit_before(visitor: Visitor, middle: Page) -> None:
    """What this page sends to the other goes through the hands of the one in the middle."""

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def change(message: str | bytes) -> None:
            said = json.loads(message)
            if said["type"] == "signal":
                said["data"] = middle.evaluate(
                    "([name, frame]) => middle.pass(name, frame)", [visitor.name, said["data"]]
                )
            server.send(json.dumps(said))

        route.on_message(change)

    visitor.page.route_web_socket(re.compile("/ws/interview/"), pass_on)
