"""The harness itself, on pages without a product: what it must catch, it catches."""

from collections.abc import Iterator

import pytest
from bench.textbook.server import TextbookServer
from playwright.sync_api import expect

from tests.browser.browsers import Browsers, Kind
from tests.browser.keyboard import unreachable
from tests.browser.media import BLUE, RED
from tests.browser.probe import SCRIPT, Probe
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def textbook() -> Iterator[TextbookServer]:
    with TextbookServer() as server:
        yield server


def test_colors_and_tones_tell_two_people_apart(browsers: Browsers, textbook: TextbookServer) -> None:
    probes = []
    for look in (RED, BLUE):
        page = browsers.get(Kind(look)).new_page(base_url=textbook.url)
        page.add_init_script(SCRIPT)
        page.goto("/")
        page.get_by_role("button", name="Start Call").click()
        probes.append(Probe(page))
    red, blue = probes
    red.sees(BLUE)
    blue.sees(RED)
    red.hears(BLUE)
    blue.hears(RED)
    red.decodes_more()
    assert red.packets_sent() > 0
    for probe in probes:
        probe.close()


def test_watch_reports_errors_and_requests_to_other_origins(browsers: Browsers, textbook: TextbookServer) -> None:
    context = browsers.get(Kind(RED)).new_context()
    watch = Watch(context, textbook.url)
    page = context.new_page()
    page.goto(textbook.url)
    page.set_content(
        "<p>ready</p><script>console.error('told'); setTimeout(() => { throw new Error('thrown') })</script>"
        "<img alt='' src='http://other.invalid/pixel'>"
    )
    expect(page.get_by_text("ready")).to_be_visible()
    page.wait_for_load_state("load")
    context.close()
    text = "\n".join(watch.complaints)
    assert "console error: told" in text
    assert "page error: thrown" in text
    assert "request to another origin: http://other.invalid/pixel" in text


def test_the_keyboard_check_finds_a_focus_that_cannot_be_seen(browsers: Browsers) -> None:
    page = browsers.get(Kind(RED)).new_page()
    page.set_content("<button>seen</button><button style='outline: none'>unseen</button>")
    assert [one.split(": ")[1] for one in unreachable(page)] == ["button unseen"]
    page.context.close()
