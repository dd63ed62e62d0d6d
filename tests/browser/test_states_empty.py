"""The first days of an office: nothing is there yet, every page says what comes next, and that is where it is done."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsers import Browsers
from tests.browser.cycle_page import CyclePage
from tests.browser.cycle_steps import do_what_the_phase_asks, move_on
from tests.browser.fresh_server import FreshServer
from tests.browser.office import DEMO, PASSWORD, Office
from tests.browser.pages import Interviews
from tests.browser.states import met
from tests.browser.visitors import Visitors
from vivavoce.clock import utc_now

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
    _an_interview_appears_by_itself(fresh, ada, kim, ivy)
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


def _an_interview_appears_by_itself(fresh: FreshServer, ada: Page, kim: Page, ivy: Page) -> None:
    _select_kim(fresh)
    kim.reload()
    met(kim, "You are chosen for interview. As soon as the office has found a time it appears here")
    ada.goto("/admin/interviews")
    met(ada, "No interview is ahead. Schedule one for an applicant who is selected", failure=False)
    form = Interviews(ada).open_form()
    form.choose_applicant("kim", "^Kim")
    form.field("Date and time").fill((utc_now() + timedelta(days=30)).strftime("%Y-%m-%dT10:00"))
    form.form.get_by_role("checkbox", name="Ivy").check()
    form.submit()
    expect(Interviews(ada).row("Kim")).to_have_count(1)
    expect(Interviews(ivy).row("Kim")).to_have_count(1)
    expect(kim.get_by_role("heading", name="Your next interview")).to_be_visible()
    ada.goto("/admin/interviews?q=nobody+of+this+name")
    met(ada, "No interview from today on fits these filters", failure=False)
    ada.get_by_role("button", name="Clear the filters").click()
    expect(Interviews(ada).row("Kim")).to_have_count(1)


def _select_kim(fresh: FreshServer) -> None:
    office = Office(fresh)
    (cycle,) = office.get("/api/admin/cycles")["items"]
    move_on(office, cycle["id"], "selection")
    do_what_the_phase_asks(office, cycle["id"], "selection")
    office.close()


def _first_sign_in(visitors: Visitors, link: str) -> Page:
    page = visitors.enter("").goto(link)
    met(page, "Choose a password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("heading", name="Choose a password")).to_have_count(0)
    return page
