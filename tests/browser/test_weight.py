"""What a phone has to load before its owner can do what they came for."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import Enter
from tests.browser.office import Office
from tests.browser.pages import Room, StudentDashboard
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

STUDENT_BYTES = 150_000
ADMIN_BYTES = 280_000


@dataclass
class Scripts:
    """JavaScript as it came over the network: bytes on the wire, by address."""

    loaded: dict[str, int] = field(default_factory=dict)

    def follow(self, visitor: Visitor) -> None:
        visitor.page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if request.resource_type == "script":
            self.loaded[request.url] = request.sizes()["responseBodySize"]

    @property
    def total(self) -> int:
        return sum(self.loaded.values())


@pytest.fixture
def scripts() -> Scripts:
    return Scripts()


def test_the_student_dashboard_is_usable_after_150_kb(office: Office, enter: Enter, scripts: Scripts) -> None:
    office.schedule("kim")
    kim = enter("kim")
    scripts.follow(kim)
    expect(StudentDashboard(kim.goto("/student/dashboard")).join.first).to_be_enabled()
    kim.page.wait_for_load_state("networkidle")
    assert 0 < scripts.total <= STUDENT_BYTES, scripts.loaded


def test_start_call_is_usable_after_150_kb(office: Office, enter: Enter, scripts: Scripts) -> None:
    appointment = office.schedule("kim")
    kim = enter("kim")
    scripts.follow(kim)
    Room(kim.page).open(appointment.path)
    assert 0 < scripts.total <= STUDENT_BYTES, scripts.loaded


def test_all_admin_pages_together_stay_below_280_kb(enter: Enter, scripts: Scripts) -> None:
    ada = enter("ada")
    scripts.follow(ada)
    for path in (
        "/admin/dashboard",
        "/admin/cycles",
        "/admin/people",
        "/admin/messages",
        "/admin/operations",
        "/admin/interviews",
    ):
        ada.goto(path)
        expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
        ada.page.wait_for_load_state("networkidle")
    ada.page.get_by_role("button", name="Schedule interview").click()
    expect(ada.page.get_by_role("combobox", name="Applicant")).to_be_visible()
    assert 0 < scripts.total <= ADMIN_BYTES, scripts.loaded
