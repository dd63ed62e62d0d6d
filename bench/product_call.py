"""One round of a call in Vivavoce: both have been in the green room for a moment, as people are."""

from playwright.sync_api import BrowserContext, expect
from tests.browser.browsers import Browsers
from tests.browser.demo_server import DemoServer
from tests.browser.office import DEMO, PASSWORD, Office
from tests.browser.pages import Room
from tests.browser.probe import Probe

from bench.rounds import Directions, press_second, two_windows

A_MOMENT = 30
"""Frames of the own camera: a second in which a person looks at themselves."""


def product_round(browsers: Browsers, server: DemoServer, office: Office, number: int) -> Directions:
    path = office.schedule("kim").path
    with two_windows(browsers, server.url) as contexts:
        rooms = []
        for name, context in zip(("ada", "kim"), contexts, strict=True):
            _sign_in(context, name)
            rooms.append(Room(context.new_page()).open(path))
        for room in rooms:
            Probe(room.page).transport_is_up()
            Probe(room.page).pass_own_frames(A_MOMENT)
        first, second = rooms if number % 2 else reversed(rooms)
        first.press_start()
        expect(first.page.get_by_text("Waiting for")).to_be_visible()
        return press_second(second.page, first.page)


def _sign_in(context: BrowserContext, name: str) -> None:
    answer = context.request.post("/api/auth/login", data={"email": name + DEMO, "password": PASSWORD})
    if not answer.ok:
        raise RuntimeError(f"{name} cannot sign in: {answer.status} {answer.text()}")
