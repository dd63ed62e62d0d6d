"""`vivavoce demo --lan`, tried as people try it: from a phone, over https, with the password that it printed."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.browsers import Browsers
from tests.browser.demo_server import DemoServer
from tests.browser.pages import Room, SignIn, StudentDashboard
from tests.browser.visitors import Visitors
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
PASSWORD = re.compile(r"Password of every demo account: (\S+)")


def test_a_phone_joins_over_https(browsers: Browsers, tmp_path: Path) -> None:
    server = DemoServer(tmp_path / "data", lan=True)
    visitors = Visitors(browsers, server)
    server.start()
    try:
        sam = visitors.enter("", ignore_https_errors=True, **PHONE)
        SignIn(sam.goto("/login")).submit("sam", _printed_password(server))
        sam.page.wait_for_url("**/student/dashboard")
        StudentDashboard(sam.page).join.first.tap()
        Room(sam.page).ready().start.tap()
        expect(Room(sam.page).end_call).to_be_in_viewport()
        Room(sam.page).says("Waiting for Ada")
        assert sam.page.evaluate("isSecureContext")
        visitors.leave()
    finally:
        server.stop()


def _printed_password(server: DemoServer) -> str:
    wait_until(lambda: PASSWORD.search(server.log.read_text()) is not None, "the password is printed")
    found = PASSWORD.search(server.log.read_text())
    assert found is not None
    assert found[1] != "vivavoce-demo"
    return found[1]
