"""The stranger's hour by the pages alone: docs/install.md followed up to the proxy, then what its step 6 says."""

import csv
import dataclasses
import io
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsers import Browsers, Kind
from tests.browser.cycle_page import CyclePage
from tests.browser.media import BLUE, GREEN, RED, Look
from tests.browser.pages import Interviews, Room, StudentDashboard
from tests.browser.visitors import Visitor, Visitors
from tests.install.distribution import build
from tests.install.premises import FIRST, PROXIES, Premises, installed, proxied
from tests.install.rehearsal import PASSWORD, first_link
from vivavoce.clock import utc_now

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

LONDON = ZoneInfo("Europe/London")
CYCLE, STUDENT, INTERVIEWER = "First entry", "Kim Kern", "Ivo Ivers"
PROXY_WITHOUT_SERVER = r"status of 50[234]|WebSocket connection to|ERR_CONNECTION"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Premises]:
    built = build(tmp_path_factory.mktemp("dist"))
    with installed(tmp_path_factory.mktemp("stranger") / "server", built) as premises:
        yield premises


@pytest.fixture
def site(server: Premises, request: pytest.FixtureRequest) -> Iterator[Premises]:
    with proxied(server, request.param):
        yield server


class Guests:
    """Each in a browser of their own, which is told to accept the test's certificate."""

    def __init__(self, browsers: Browsers, site: Premises) -> None:
        self._visitors = Visitors(browsers, site)
        self.leave = self._visitors.leave

    def with_link(self, link: str, look: Look) -> Visitor:
        guest = self._visitors.enter("", Kind(look), ignore_https_errors=True)
        guest.goto(link)
        guest.page.get_by_label("Password").fill(PASSWORD)
        guest.page.get_by_role("button", name="Save and sign in").click()
        guest.page.wait_for_url("**/dashboard")
        return dataclasses.replace(guest, look=look)


@pytest.mark.parametrize("site", list(PROXIES)[:1], indirect=True)
def test_from_the_first_link_to_a_first_interview(site: Premises, browsers: Browsers) -> None:
    guests = Guests(browsers, site)
    dean = guests.with_link(first_link(site.follow(FIRST)), GREEN)
    ivo = guests.with_link(_invite(dean.page), RED)
    kim = guests.with_link(_prepare(dean.page, (site.root / "root" / "applications.csv").read_bytes()), BLUE)
    _schedule(dean.page)
    for one in (ivo, kim):
        one.page.reload()
        StudentDashboard(one.page).join.first.click()
        assert one.page.evaluate("isSecureContext")
    rooms = [Room(one.page).ready() for one in (ivo, kim)]
    for room in rooms:
        room.press_start()
    ivo.probe.sees(kim.look)
    kim.probe.sees(ivo.look)
    for one in (ivo, kim):
        one.probe.decodes_more()
    _restart(site, dean, (ivo, kim), rooms)
    guests.leave()


def _invite(page: Page) -> str:
    dialog = _ask_to_invite(page, "ivo@example.edu")
    link = dialog.get_by_label("One-time link").input_value()
    dialog.get_by_role("button", name="Done").click()
    return link


def _ask_to_invite(page: Page, email: str) -> Locator:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Invite a person").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(INTERVIEWER)
    dialog.get_by_label("Email").fill(email)
    dialog.get_by_label("Role").select_option("interviewer")
    dialog.get_by_role("button", name="Invite", exact=True).click()
    return dialog


def _prepare(page: Page, sheet: bytes) -> str:
    """From a new cycle to a selected applicant; answers the applicant's link."""
    page.get_by_role("link", name="Cycles", exact=True).click()
    cycle = CyclePage.create(page, CYCLE)
    cycle.look_at("Applications file (CSV)", "applications.csv", sheet)
    page.get_by_role("button", name="Import 1 row").click()
    cycle.says("Imported: ")
    cycle.press("Make one-time links…")
    links = cycle.download(page.get_by_role("button", name="Make links"))
    (link,) = [row["link"] for row in csv.DictReader(io.StringIO(links))]
    for phase in ("Frozen", "Preprocessing"):
        cycle.move_to(phase)
    cycle.press("Mark checked")
    cycle.move_to("Batch preparation")
    cycle.press("Make the scoring export")
    cycle.move_to("Processing")
    cycle.press("Enter score…")
    page.get_by_role("dialog").get_by_label("Score").fill("90")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    for phase in ("Scored", "Selection"):
        cycle.move_to(phase)
    cycle.press("Select")
    cycle.says("1 selected")
    return link


def _schedule(page: Page) -> None:
    page.get_by_role("link", name="Interviews", exact=True).click()
    form = Interviews(page).open_form()
    form.choose_applicant("kim@example.com", rf"^{STUDENT}\b.*{CYCLE}")
    form.field("Time zone").select_option("Europe/London")
    form.field("Date and time").fill(_now().strftime("%Y-%m-%dT%H:%M"))
    form.field("Interviewer").select_option(label=INTERVIEWER)
    form.submit()
    expect(form.form).to_have_count(0)
    expect(Interviews(page).row(STUDENT)).to_have_count(1)


def _now() -> datetime:
    return utc_now().astimezone(LONDON)


def _restart(site: Premises, dean: Visitor, talking: tuple[Visitor, ...], rooms: list[Room]) -> None:
    """The proxy answers alone: pages say so, the call goes on, and all is well again by itself."""
    for one in (dean, *talking):
        one.watch.allow(PROXY_WITHOUT_SERVER)
    sockets = [one.probe.sockets_made() for one in talking]
    site.sh("systemctl stop vivavoce")
    for room, one in zip(rooms, talking, strict=True):
        room.says("Your call goes on")
        one.probe.decodes_more(20)
    dialog = _ask_to_invite(dean.page, "late@example.edu")
    expect(dialog.get_by_role("alert")).to_contain_text("The server is not there at the moment")
    dean.page.reload()
    expect(dean.page.get_by_text("This page tries again every 5 seconds")).to_be_visible()
    site.sh("systemctl start vivavoce")
    expect(dean.page.get_by_role("button", name="Invite a person")).to_be_visible()
    for room, one, earlier in zip(rooms, talking, sockets, strict=True):
        one.probe.socket_reopened(earlier)
        expect(room.page.get_by_text("Your call goes on")).to_have_count(0)
        one.probe.decodes_more()
