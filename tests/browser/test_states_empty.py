"""The first days of an office: nothing is there yet, and every page says what comes next."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsers import Browsers
from tests.browser.cycle_page import CyclePage
from tests.browser.fresh_server import FreshServer
from tests.browser.office import PASSWORD
from tests.browser.states import met
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FreshServer]:
    server = FreshServer(tmp_path_factory.mktemp("fresh"))
    server.start()
    yield server
    server.stop()


def test_the_first_days_of_an_office(fresh: FreshServer, browsers: Browsers) -> None:
    visitors = Visitors(browsers, fresh)
    ada = _first_sign_in(visitors, fresh.invitation)
    ada.wait_for_url("**/admin/dashboard")
    met(ada, "You lead no interview in the time ahead", failure=False)
    met(ada, "No cycle is running", failure=False)
    ada.goto("/admin/interviews")
    met(ada, "No interview is ahead", failure=False)
    ada.get_by_role("link", name="See the cycles").click()
    met(ada, "No cycle yet", failure=False)

    kim = _first_sign_in(visitors, fresh.invite("kim", "student"))
    kim.wait_for_url("**/student/dashboard")
    met(kim, "No interview ahead")
    met(kim, "You have no application")
    ivy = _first_sign_in(visitors, fresh.invite("ivy", "interviewer"))
    ivy.wait_for_url("**/interviewer/dashboard")
    met(ivy, "Nothing is ahead", failure=False)

    CyclePage.create(ada, "Autumn entry")
    met(ada, "No applications yet", failure=False)
    ada.goto("/admin/people")
    ada.get_by_label("Search").fill("nobody of this name")
    met(ada, "Nobody fits", failure=False)
    kim.reload()
    met(kim, "Apply for Autumn entry")
    visitors.leave()


def _first_sign_in(visitors: Visitors, link: str) -> Page:
    page = visitors.enter("").goto(link)
    met(page, "Choose a password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("heading", name="Choose a password")).to_have_count(0)
    return page
