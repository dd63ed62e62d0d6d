"""The page Operations: it says what goes on, asks only while somebody looks, and says when nobody answers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple

pytestmark = pytest.mark.browser

ADDRESS = "**/api/admin/operations"


def test_a_call_is_seen_with_what_its_pages_report(talking: Couple, enter: Enter) -> None:
    page = enter("ben").goto("/admin/operations")
    expect(page.get_by_role("status").get_by_text("All is well.")).to_be_visible()
    expect(page.get_by_text("1 room, 2 people.")).to_be_visible()
    people = page.get_by_role("region", name="People in rooms")
    expect(people).to_contain_text("2 in a call")
    ways = page.get_by_role("region", name="Ways between pages")
    expect(ways).to_contain_text("in one network, by UDP", timeout=20_000)
    met = page.get_by_role("region", name="What calls met")
    expect(met).to_contain_text("From Start Call to the first picture or sound")
    expect(met).to_contain_text("2 pages reported.", timeout=20_000)
    page.get_by_text("The charts as a table").click()
    expect(page.get_by_role("row").nth(1).get_by_role("cell").first).to_have_text("2")


def test_ops_26_it_asks_while_somebody_looks(enter: Enter) -> None:
    ada = enter("ada")
    asked: list[str] = []
    ada.page.on("request", lambda request: asked.append(request.url) if "/operations" in request.url else None)
    ada.page.clock.install()
    page = ada.goto("/admin/operations")
    expect(page.get_by_role("region", name="People in rooms")).to_be_visible()
    _look_away(page, hidden=True)
    before = _calls(asked)
    page.clock.run_for(60_000)
    assert _calls(asked) == before
    _look_away(page, hidden=False)
    with page.expect_response(ADDRESS):
        page.clock.run_for(6_000)


def _calls(asked: list[str]) -> int:
    return sum("/api/" in url for url in asked)


def _look_away(page: Page, *, hidden: bool) -> None:
    state = "hidden" if hidden else "visible"
    page.evaluate(
        """state => {
            Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
            window.dispatchEvent(new Event("visibilitychange"));
            document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
        }""",
        state,
    )


def test_a_server_that_does_not_answer_is_said_and_what_was_known_stays(enter: Enter) -> None:
    ada = enter("ada")
    ada.watch.allow("ERR_FAILED")
    page = ada.goto("/admin/operations")
    expect(page.get_by_role("region", name="People in rooms")).to_be_visible()
    page.route(ADDRESS, lambda route: route.abort())
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.", timeout=30_000)
    expect(page.get_by_role("region", name="People in rooms")).to_be_visible()
    page.unroute(ADDRESS)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)


def test_a_page_that_never_got_an_answer_says_what_to_do(enter: Enter) -> None:
    ada = enter("ada")
    ada.watch.allow("ERR_FAILED")
    ada.page.route(ADDRESS, lambda route: route.abort())
    page = ada.goto("/admin/operations")
    expect(page.get_by_role("alert").get_by_role("button", name="Try again")).to_be_visible(timeout=30_000)
