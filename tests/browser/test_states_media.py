"""Camera and microphone that cannot be had: why, what helps, and that the help helps."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.browsers import Kind
from tests.browser.conftest import Enter
from tests.browser.media import BLUE
from tests.browser.office import Office
from tests.browser.pages import Room
from tests.browser.states import met, pasted
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

DENIED = Kind(BLUE, granted=False)
NOWHERE = Kind(None)

GECKO = "(KHTML, like Gecko)"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 {GECKO} Mobile/15E148"
ANDROID = f"Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 {GECKO}"
CHROME = "Version/4.0 Chrome/127.0.6533.103 Mobile Safari/537.36"
INSTAGRAM = f"{ANDROID} {CHROME} Instagram 341.0.0.45.100 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8)"
MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 {GECKO} Chrome/127.0.0.0 Safari/537.36"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

REFUSED_UNTIL_FREED = """
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
let free = false;
window.freeCamera = () => { free = true; };
navigator.mediaDevices.getUserMedia = (wanted) =>
  free ? real(wanted) : Promise.reject(new DOMException("%s", "%s"));
"""
"""No machine without hardware can have a camera in use or forbidden: these are the browsers' own errors."""

BUSY = REFUSED_UNTIL_FREED % ("Could not start video source", "NotReadableError")
BY_SYSTEM = REFUSED_UNTIL_FREED % ("Permission denied by system", "NotAllowedError")
SAFARIS_WORDS = (
    "The request is not allowed by the user agent or the platform in the current context, "
    "possibly because the user denied permission."
)
AS_SAFARI_SAYS = REFUSED_UNTIL_FREED % (SAFARIS_WORDS, "NotAllowedError")
INSECURE = """
Object.defineProperty(window, "isSecureContext", { value: false });
Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined });
"""
"""How a browser looks to a page on plain http; the demo answers loopback only, which is always secure."""
NO_CAMERA_FOR_PAGES = """Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined });"""
NO_CLIPBOARD = """Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });"""
NO_CALLS = "delete window.RTCPeerConnection;"
CALLS_OF_OLD = "delete window.RTCRtpSender.prototype.replaceTrack;"


def _visit(office: Office, kim: Visitor, *scripts: str) -> Room:
    for script in scripts:
        kim.context.add_init_script(script)
    return Room(kim.goto(office.schedule("kim").path))


def test_permission_denied(office: Office, enter: Enter) -> None:
    kim = enter("kim", DENIED)
    room = _visit(office, kim)
    met(room.page, "Camera and microphone are blocked")
    room.says("Set Camera and Microphone to “Allow”")
    kim.context.grant_permissions(["camera", "microphone"])
    room.press("Try again")
    room.ready()
    expect(room.page.get_by_text("are blocked")).to_have_count(0)


def test_no_device(office: Office, enter: Enter) -> None:
    room = _visit(office, enter("kim", NOWHERE))
    met(room.page, "No camera and no microphone found")
    room.says("Plug one in and it appears here by itself")
    room.press_start().says("Waiting for Ada")
    met(room.page, "The others neither hear nor see you")


@pytest.mark.parametrize(
    ("script", "words", "help_"),
    [
        (BUSY, "Camera and microphone are in use", "Close that one, then try again"),
        (BY_SYSTEM, "Your device blocks camera and microphone", "System Settings, Privacy & Security"),
        (AS_SAFARI_SAYS, "Your device blocks camera and microphone", "System Settings, Privacy & Security"),
    ],
    ids=["busy", "by-system", "by-system-as-safari-says"],
)
def test_a_device_that_is_held_back(office: Office, enter: Enter, script: str, words: str, help_: str) -> None:
    kim = enter("kim", user_agent=MAC, permissions=["camera", "microphone"])
    room = _visit(office, kim, script)
    met(room.page, words)
    room.says(help_)
    expect(room.start).to_be_enabled()
    room.page.evaluate("() => window.freeCamera()")
    room.press("Try again")
    room.ready()
    expect(room.page.get_by_text(words)).to_have_count(0)


def test_trying_a_camera_again_with_success_leaves_the_focus_on_the_page(office: Office, enter: Enter) -> None:
    room = _visit(office, enter("kim"), BUSY)
    again = room.page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    room.page.evaluate("() => window.freeCamera()")
    again.press("Enter")
    expect(again).to_have_count(0)
    expect(room.page.get_by_role("heading", level=1)).to_be_focused()


def test_an_insecure_page(office: Office, enter: Enter) -> None:
    room = _visit(office, enter("kim"), INSECURE)
    met(room.page, "This page is not secure")
    room.says("Use the link from your invitation")
    room.press_start().says("Waiting for Ada")


@pytest.mark.parametrize("scripts", [(), (NO_CLIPBOARD,)], ids=["clipboard", "no-clipboard"])
def test_inside_an_app_that_keeps_the_camera(office: Office, enter: Enter, scripts: tuple[str, ...]) -> None:
    kim = enter("kim", DENIED, user_agent=INSTAGRAM, permissions=["clipboard-read", "clipboard-write"], **PHONE)
    room = _visit(office, kim, *scripts)
    met(room.page, "This page is open inside Instagram")
    room.says("Open it in Chrome")
    room.says("The app does not hand them on")
    expect(room.page.get_by_text("a lock or two sliders").filter(visible=True)).to_have_count(0)
    room.press("Copy address")
    room.says("Copied")
    assert pasted(room.page) == room.page.url


def test_inside_an_app_without_a_name_and_without_cameras(office: Office, enter: Enter) -> None:
    kim = enter("kim", user_agent=IPHONE, **PHONE)
    room = _visit(office, kim, NO_CAMERA_FOR_PAGES)
    met(room.page, "This page is open inside another app")
    room.says("Open it in Safari")
    room.press_start().says("Waiting for Ada")


def test_inside_an_app_that_lends_the_camera(office: Office, enter: Enter) -> None:
    kim = enter("kim", user_agent=INSTAGRAM, **PHONE)
    room = _visit(office, kim).ready()
    met(room.page, "This page is open inside Instagram")
    expect(room.page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_browser_that_gives_pages_no_camera(office: Office, enter: Enter) -> None:
    kim = enter("kim", permissions=["clipboard-read", "clipboard-write"])
    room = _visit(office, kim, NO_CAMERA_FOR_PAGES)
    met(room.page, "This browser gives pages no camera")
    room.says("current Chrome, Edge, Firefox or Safari")
    room.press("Copy address")
    room.says("Copied")
    assert pasted(room.page) == room.page.url
    room.press_start().says("Waiting for Ada")


@pytest.mark.parametrize("script", [NO_CALLS, CALLS_OF_OLD], ids=["switched-off", "too-old"])
def test_a_browser_that_cannot_make_calls(office: Office, enter: Enter, script: str) -> None:
    kim = enter("kim", permissions=["clipboard-read", "clipboard-write"])
    room = _visit(office, kim, script)
    met(room.page, "This browser cannot make calls")
    expect(room.start).to_have_count(0)
    room.press("Copy address")
    room.says("Copied")
    assert pasted(room.page) == room.page.url
