"""A call between two real browsers with cameras and microphones of their own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsers import Kind
from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office
from tests.browser.pages import Room
from tests.browser.probe import SCREEN
from tests.browser.untouched import Untouched
from tests.browser.visitors import LOOKS

pytestmark = pytest.mark.browser


COUNTS_NEGOTIATIONS = """() => {
    window.negotiations = 0;
    for (const name of ["setLocalDescription", "setRemoteDescription"]) {
        const real = RTCPeerConnection.prototype[name];
        RTCPeerConnection.prototype[name] = function (...given) {
            window.negotiations += 1;
            return real.apply(this, given);
        };
    }
}"""
SENT = "viva.connections.flatMap((one) => one.getSenders()).map(({ track }) => track)"
UNPLUG = f"""(kind) => {{
    const track = {SENT}.find((one) => one?.kind === kind);
    track.stop();
    track.dispatchEvent(new Event("ended"));
}}"""
"""What a browser does when the device goes; stopping alone tells nobody."""
SENDS_LIVE = f"(kind) => {SENT}.some((one) => one?.kind === kind && one.readyState === 'live')"


def test_each_sees_the_others_color_and_hears_the_others_tone(talking: Couple) -> None:
    talking.see_each_other()
    talking.hear_each_other()
    for one in (talking.ada, talking.kim):
        one.probe.decodes_more()
        assert one.probe.connections() == 1


@pytest.mark.parametrize("first", ["ada", "kim"])
def test_no_track_leaves_before_both_have_pressed(couple: Couple, first: str) -> None:
    order = [couple.ada_room, couple.kim_room] if first == "ada" else [couple.kim_room, couple.ada_room]
    for one in (couple.ada, couple.kim):
        one.probe.transport_is_up()
    order[0].press_start()
    order[0].says("Waiting for")
    for one in (couple.ada, couple.kim):
        one.probe.pass_own_frames(30)
    assert [one.probe.packets_sent() for one in (couple.ada, couple.kim)] == [0, 0]
    order[1].press_start()
    couple.see_each_other()
    couple.hear_each_other()


def test_start_call_is_disabled_after_the_click(couple: Couple, server: DemoServer) -> None:
    server.freeze()
    try:
        couple.kim_room.start.click()
        expect(couple.kim_room.start.and_(couple.kim_room.page.locator(":enabled"))).to_have_count(0)
    finally:
        server.thaw()
    expect(couple.kim_room.end_call).to_be_visible()
    couple.ada_room.press_start()
    couple.see_each_other()


@pytest.mark.parametrize("who", ["ada", "kim"])
def test_after_a_reload_mid_call_one_press_brings_the_call_back(talking: Couple, who: str) -> None:
    room, other = (talking.ada_room, talking.kim_room) if who == "ada" else (talking.kim_room, talking.ada_room)
    room.page.reload()
    room.ready()
    room.press_start()
    talking.see_each_other()
    talking.hear_each_other()
    expect(other.remote).to_have_count(1)


def test_muting_silences_and_says_so(talking: Couple) -> None:
    talking.hear_each_other()
    talking.kim_room.press("Mute microphone")
    talking.kim_room.offers("Unmute microphone")
    talking.ada.probe.hears_nothing()
    talking.ada_room.says("microphone off")
    talking.kim_room.press("Unmute microphone")
    talking.ada.probe.hears(talking.kim.look)
    expect(talking.ada_room.page.get_by_text("microphone off")).to_have_count(0)


def test_camera_off_frees_the_camera_and_on_brings_the_picture_back(talking: Couple) -> None:
    talking.kim_room.press("Turn camera off")
    talking.kim.probe.holds("video", 0)
    talking.ada_room.says("camera is off")
    talking.ada.probe.hears(talking.kim.look)
    talking.kim_room.press("Turn camera on")
    expect(talking.ada_room.page.get_by_text("camera is off")).to_have_count(0)
    talking.ada.probe.sees(talking.kim.look)
    talking.ada.probe.decodes_more()


def test_sig_95_devices_come_and_go_and_nothing_is_negotiated_again(talking: Couple) -> None:
    page = talking.kim.page
    page.evaluate(COUNTS_NEGOTIATIONS)
    page.evaluate(UNPLUG, "audio")
    page.wait_for_function(SENDS_LIVE, arg="audio")
    talking.ada.probe.hears(talking.kim.look)
    page.evaluate("""() => {
        window.ask = navigator.mediaDevices.getUserMedia;
        navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("in use", "NotReadableError"); };
    }""")
    page.evaluate(UNPLUG, "video")
    talking.kim_room.says("No camera")
    talking.ada_room.says("camera is off")
    talking.ada.probe.hears(talking.kim.look)
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = window.ask; }")
    page.wait_for_function(SENDS_LIVE, arg="video")
    talking.ada.probe.decodes_more()
    talking.see_each_other()
    expect(page.get_by_text("No camera")).to_have_count(0)
    assert page.evaluate("window.negotiations") == 0


def test_a_shared_screen_is_seen_and_unseen(talking: Couple) -> None:
    talking.kim_room.press("Share screen")
    talking.kim_room.offers("Stop sharing")
    expect(talking.ada_room.screen).to_be_visible()
    talking.ada.probe.shows(SCREEN)
    talking.see_each_other()
    talking.kim_room.press("Stop sharing")
    expect(talking.ada_room.screen).to_have_count(0)
    talking.kim.probe.holds("video", 1)
    talking.see_each_other()


HOME = {"ada": "/admin/interviews", "kim": "/student/dashboard", "ivy": "/interviewer/dashboard"}


def test_end_call_leads_everyone_home_and_tells_those_who_stay(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim", panel=("ivy",))
    people = {name: enter(name) for name in HOME}
    rooms = {name: Room(one.page).open(appointment.path) for name, one in people.items()}
    for room in rooms.values():
        room.press_start()
    for room in rooms.values():
        expect(room.remote).to_have_count(2)
    for name, room in rooms.items():
        room.end_call.click()
        room.page.wait_for_url(f"**{HOME[name]}*")
        people[name].probe.holds("audio", 0)
        if name == "kim":
            rooms["ivy"].says("left the call")


def test_end_for_everyone_ends_it_for_the_student_too(talking: Couple) -> None:
    talking.ada_room.press("End for everyone")
    confirm = talking.ada_room.page.get_by_role("dialog").get_by_role("button", name=re.compile("^End"))
    confirm.click()
    talking.kim_room.says("ended")
    expect(talking.kim_room.remote).to_have_count(0)
    talking.kim.probe.holds("audio", 0)


PLAYS = "[...document.querySelectorAll('[data-testid=remote-video]')].some((one) => !one.paused && one.currentTime > 0)"

PRESSED_BY_SCRIPT = """(() => {
    const start = [...document.querySelectorAll("button")].find((one) => one.textContent.includes("Start Call"));
    if (!start || start.disabled) return false;
    start.click();
    return true;
})()"""


def test_picture_and_sound_play_under_the_browsers_own_autoplay_rule(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim")
    people = [enter(name, Kind(LOOKS[name], autoplay=False)) for name in ("ada", "kim")]
    pages = [Untouched(one.page) for one in people]
    for one, page in zip(people, pages, strict=True):
        one.page.goto(appointment.path)
        page.becomes("navigator.userActivation.hasBeenActive === false")
        page.press("Start Call")
    for page in pages:
        page.becomes(PLAYS)
        assert not page.read("document.body.textContent.includes('Turn on picture and sound')")
    ada, kim = people
    ada.probe.hears(kim.look)
    kim.probe.hears(ada.look)


@pytest.mark.parametrize("seen", [True, False], ids=["press-seen", "press-unseen"])
def test_who_only_listens_hears_or_is_asked_for_one_click(office: Office, enter: Enter, *, seen: bool) -> None:
    """Nothing plays by itself in a page without camera and microphone, unless the browser has seen a press."""
    appointment = office.schedule("kim")
    ada, kim = enter("ada"), enter("kim", Kind(None, autoplay=False))
    listener = Untouched(kim.page)
    kim.page.goto(appointment.path)
    listener.becomes("navigator.userActivation.hasBeenActive === false")
    if seen:
        listener.press("Start Call")
    else:
        kim.watch.allow("the user didn't interact with the document")
        listener.becomes(PRESSED_BY_SCRIPT)
    Room(ada.page).open(appointment.path).press_start()
    if not seen:
        listener.becomes("document.body.textContent.includes('Turn on picture and sound')")
        kim.page.get_by_role("button", name="Turn on picture and sound").click()
    listener.becomes(PLAYS)
    kim.probe.hears(ada.look)
    kim.probe.sees(ada.look)
    Room(ada.page).says("microphone off")
