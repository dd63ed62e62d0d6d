"""One round of the textbook call."""

from playwright.sync_api import expect
from tests.browser.browsers import Browsers

from bench.rounds import Directions, press_second, two_windows
from bench.textbook.server import TextbookServer


def textbook_round(browsers: Browsers, server: TextbookServer, number: int) -> Directions:
    with two_windows(browsers, server.url) as contexts:
        pages = [context.new_page() for context in contexts]
        for page in pages:
            page.goto(f"/?room-{number}")
        first, second = pages if number % 2 else reversed(pages)
        first.get_by_role("button", name="Start Call").click()
        expect(first.get_by_role("status")).to_have_text("In the call")
        return press_second(second, first)
