"""React speaks up only in a development build, where effects also run twice: walk through everything in one."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import seat
from tests.browser.development_build import build, serve
from tests.browser.office import Office
from tests.browser.pages import Interviews

pytestmark = pytest.mark.browser

REACT_TOOLS = "Download the React DevTools"


@pytest.fixture(scope="module")
def development(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("npx") is None:
        pytest.skip("no Node here to build with")
    return build(checkout / "web", tmp_path_factory.mktemp("development"))


def test_no_page_and_no_call_makes_react_warn(development: Path, office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    ada, kim, ivy = enter("ada"), enter("kim"), enter("ivy")
    for one in (ada, kim, ivy):
        serve(one.context, development)
        one.watch.allow(REACT_TOOLS)
    for one, paths in (
        (
            ada,
            (
                "/admin/dashboard",
                "/admin/cycles",
                "/admin/people",
                "/admin/messages",
                "/admin/operations",
                "/admin/interviews",
            ),
        ),
        (kim, ("/student/dashboard", "/profile")),
        (ivy, ("/interviewer/dashboard", "/interviewer/hours")),
    ):
        for path in paths:
            one.goto(path)
            expect(one.page.get_by_role("heading", level=1)).to_be_visible()
    ada.goto("/admin/interviews")
    Interviews(ada.page).open_form().submit()
    couple = seat(appointment, ada, kim)
    couple.talk()
    assert ada.page.evaluate("viva.sockets.filter((one) => one.readyState === 1).length") == 1
    couple.kim_room.end_call.click()
    kim.page.wait_for_url("**/student/dashboard")
