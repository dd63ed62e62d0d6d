"""The first days of an office: nothing is there yet, every page says what comes next and leads to where it is done."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsers import Browsers
from tests.browser.cycle_page import CyclePage
from tests.browser.fresh_server import FreshServer
from tests.browser.office import DEMO, PASSWORD
from tests.browser.states import met
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser

CYCLE = "Autumn entry"
FILE = b"external_id,email,name,programme\nZ1,zoe@example.org,Zoe,Physics\n"


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
    ada.get_by_role("link", name="See all interviews").click()
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

    _nobody_fits_and_somebody_is_invited(ada)
    _a_cycle_is_created_and_takes_applications(ada, kim)
    visitors.leave()


def _nobody_fits_and_somebody_is_invited(ada: Page) -> None:
    ada.goto("/admin/people")
    ada.get_by_label("Search").fill("omar")
    met(ada, "Nobody fits", failure=False)
    ada.get_by_role("button", name="Invite a person").click()
    dialog = ada.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Omar")
    dialog.get_by_label("Email").fill(f"omar{DEMO}")
    dialog.get_by_role("button", name="Invite", exact=True).click()
    dialog.get_by_role("button", name="Done").click()
    expect(ada.get_by_role("listitem").filter(has_text=f"omar{DEMO}")).to_be_visible()


def _a_cycle_is_created_and_takes_applications(ada: Page, kim: Page) -> None:
    ada.goto("/admin/dashboard")
    ada.get_by_role("link", name="Create a cycle").click()
    met(ada, "No cycle yet. Create one", failure=False)
    cycle = CyclePage.create(ada, CYCLE)
    met(ada, "No applications yet. Import a file above", failure=False)
    cycle.look_at("Applications file (CSV)", "applications.csv", FILE)
    ada.get_by_role("button", name="Import 1 row", exact=True).click()
    expect(_application_of(ada, "Zoe")).to_be_visible()
    ada.get_by_label("Search").fill("kim")
    met(ada, "No application fits. Change the search", failure=False)
    kim.reload()
    met(kim, f"Apply for {CYCLE}")
    kim.get_by_label("Programme").fill("Physics")
    kim.get_by_role("button", name="Send application").click()
    met(kim, "We have your application")
    ada.reload()
    ada.get_by_label("Search").fill("kim")
    expect(_application_of(ada, "Kim")).to_be_visible()


def _application_of(ada: Page, student: str) -> Locator:
    return ada.get_by_role("listitem").filter(has_text=f"Read the application · {student}")


def _first_sign_in(visitors: Visitors, link: str) -> Page:
    page = visitors.enter("").goto(link)
    met(page, "Choose a password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("heading", name="Choose a password")).to_have_count(0)
    return page
