"""The rehearsal in a real browser, with a real relay, without any, and with one out of reach."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import defects, settle
from tests.browser.browsers import Browsers, Kind
from tests.browser.comfort import discomforts
from tests.browser.demo_server import DemoServer
from tests.browser.keyboard import unreachable
from tests.browser.keys import walk
from tests.browser.media import BLUE, Look
from tests.browser.office import Appointment, Office
from tests.browser.outlines import DEVICES, HELP, STUDENT_BAR
from tests.browser.pages import Interviews, Room
from tests.browser.visitors import Visitor, Visitors
from tests.turn.relay import SECRET, own_address, running_relay

pytestmark = pytest.mark.browser

LINK = "Check your devices and connection"


class RelayedServer(DemoServer):
    """A demo that has a relay, at the address that is given."""

    def __init__(self, data: Path, address: str, port: int) -> None:
        super().__init__(data)
        self.relay = f"turn:{address}:{port}?transport=udp,turn:{address}:{port}?transport=tcp"

    def _environment(self) -> dict[str, str]:
        return {**super()._environment(), "VIVAVOCE_TURN_URLS": self.relay, "VIVAVOCE_TURN_SECRET": SECRET}


class Place:
    """A demo with the people who come to it."""

    def __init__(self, browsers: Browsers, server: DemoServer) -> None:
        self.visitors, self.office = Visitors(browsers, server), Office(server)

    def enter(self, name: str, kind: Kind | None = None) -> Visitor:
        return self.visitors.enter(name, kind)

    def result(self, made: Appointment) -> dict[str, object]:
        found: dict[str, object] = self.office.get(f"/api/admin/interviews/{made.id}")["rehearsal"]
        return found

    def close(self) -> None:
        self.office.close()
        self.visitors.leave()


def _serving(server: DemoServer) -> Iterator[DemoServer]:
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def relayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    folder = tmp_path_factory.mktemp("relayed")
    with running_relay(folder) as (address, port):
        yield from _serving(RelayedServer(folder / "data", address, port))


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """Where its relay should be, nothing answers: one line is taken and never read, the other refuses."""
    folder, address = tmp_path_factory.mktemp("walled"), own_address()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf, socket.socket() as closed:
        deaf.bind((address, 0))
        port = deaf.getsockname()[1]
        closed.bind((address, port))
        yield from _serving(RelayedServer(folder / "data", address, port))


@pytest.fixture
def place(browsers: Browsers, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Of the server that the test names."""
    made = Place(browsers, request.getfixturevalue(request.param))
    yield made
    made.close()


STOPS = [
    *STUDENT_BAR,
    *DEVICES[:-1],
    'button "Check now"',
    'button "Play a sound"',
    'button "Record 3 seconds and play them"',
    HELP,
]
SNAPSHOT = r"""
    - main:
      - heading "Check your devices and connection" [level=1]
      - paragraph: /For your interview with Ada/
      - region "How the others will see you":
        - meter "Microphone level"
      - combobox "Camera"
      - combobox "Microphone"
      - combobox "Speaker"
      - button "Check now"
      - status: /It takes some ten seconds/
      - heading "Speaker" [level=2]
      - button "Play a sound"
      - heading "Hear yourself" [level=2]
      - button "Record 3 seconds and play them"
    """
SILENT = Kind(Look("silent", BLUE.rgb, BLUE.yuv, tone=0))
NOT_GRANTED = Kind(BLUE, granted=False)


def with_server(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("place", [name], indirect=True)


def title(page: Page, words: str) -> None:
    expect(page.locator(".outcome-title")).to_have_text(words)


@with_server("relayed")
def test_a_student_with_a_relay_in_reach_is_ready_and_the_office_reads_so(place: Place) -> None:
    made = place.office.schedule("kim")
    kim = place.enter("kim")
    page = kim.goto("/student/dashboard")
    page.get_by_role("link", name=LINK).click()
    expect(page.get_by_role("heading", name=LINK, level=1)).to_be_visible()
    expect(page.get_by_test_id("local-video")).to_be_visible()
    page.get_by_role("button", name="Check now").click()
    title(page, "You are ready")
    expect(page.get_by_text(re.compile(r"Relay reached over UDP and TCP · \d+ ms there and back"))).to_be_visible()
    page.get_by_role("button", name="I heard them").click()
    expect(page.get_by_text("Good: you will hear the others.")).to_be_visible()
    expect(page.get_by_text("Saved: the office sees how your check went.")).to_be_visible()
    found = place.result(made)
    result = found["result"]
    assert isinstance(result, dict)
    assert (found["verdict"], found["risks"]) == ("ready", [])
    assert [result[name] for name in ("camera", "microphone", "speaker", "route", "quality")] == [
        "worked", "worked", "worked", "relay_udp", "good",
    ]  # fmt: skip
    page.get_by_role("link", name="Your interviews").click()
    expect(page.get_by_text(re.compile("^Checked .* you are ready"))).to_be_visible()
    office = place.enter("ada").goto("/admin/interviews?q=Kim&status=scheduled")
    expect(Interviews(office).row("Kim")).to_contain_text("Rehearsal: ready")


@with_server("relayed")
def test_the_same_check_in_front_of_the_room_for_both(place: Place) -> None:
    made = place.office.schedule("kim")
    for name, words in (("ada", "The connection is good"), ("kim", "You are ready")):
        room = Room(place.enter(name).page).open(made.path)
        expect(room.page.get_by_role("button", name="Check now")).to_have_count(0)
        room.page.get_by_text("Check sound and connection").click()
        room.press("Check now")
        title(room.page, words)
        assert place.result(made)["verdict"] == ("not_done" if name == "ada" else "ready")
        room.press_start()


@with_server("walled")
def test_a_relay_out_of_reach_is_blocked_with_what_to_do(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim").goto(f"/student/rehearsal/{made.id}")
    page.get_by_role("button", name="Check now").click()
    title(page, "Blocked")
    expect(page.get_by_text("another network")).to_be_visible()
    expect(page.locator(".outcome").get_by_role("link", name="admissions@example.edu")).to_be_visible()
    found = place.result(made)
    assert (found["verdict"], found["risks"]) == ("at_risk", ["blocked"])
    office = place.enter("ada").goto("/admin/interviews?q=Kim&status=scheduled")
    expect(Interviews(office).row("Kim")).to_contain_text("At risk: connection blocked")


@with_server("server")
def test_without_a_relay_it_says_what_could_not_be_checked(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim").goto(f"/student/rehearsal/{made.id}")
    page.get_by_role("button", name="Check now").click()
    title(page, "You are ready")
    expect(page.get_by_text("Your connection could be checked only in part.")).to_be_visible()
    result = place.result(made)["result"]
    assert isinstance(result, dict)
    assert [result[name] for name in ("route", "quality", "round_trip_ms", "loss")] == ["direct", "good", None, None]


@with_server("server")
def test_who_is_not_heard_reads_so_after_five_seconds_and_so_does_the_office(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim", SILENT).goto(f"/student/rehearsal/{made.id}")
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("We cannot hear you")).to_be_visible()
    title(page, "Not ready yet")
    expect(page.get_by_text("Your microphone gave no sound.")).to_be_visible()
    page.get_by_role("button", name="I heard nothing").click()
    expect(page.get_by_text("You did not hear the tones.")).to_be_visible()
    found = place.result(made)
    assert (found["verdict"], found["risks"]) == ("at_risk", ["microphone", "speaker"])
    room = Room(page).open(made.path)
    expect(page.get_by_text("We cannot hear you")).to_have_count(0)
    page.get_by_text("Check sound and connection").click()
    room.says("We cannot hear you")
    room.press_start()


@with_server("server")
def test_a_voice_is_recorded_and_played_back(place: Place) -> None:
    made = place.office.schedule("kim")
    kim = place.enter("kim")
    sent: list[str] = []
    kim.page.on("request", lambda request: sent.append(request.method))
    page = kim.goto(f"/student/rehearsal/{made.id}")
    page.get_by_role("button", name="Record 3 seconds").click()
    for words in ("Speak now", "This is how you sound", "Not heard? Choose another speaker"):
        expect(page.get_by_text(words)).to_be_visible()
    assert set(sent) == {"GET"}


@with_server("server")
def test_without_permission_it_says_what_to_do_and_checks_the_rest(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim", NOT_GRANTED).goto(f"/student/rehearsal/{made.id}")
    expect(page.get_by_text("Camera and microphone are blocked")).to_be_visible()
    page.get_by_role("button", name="Check now").click()
    title(page, "Not ready yet")
    result = place.result(made)["result"]
    assert isinstance(result, dict)
    assert [result[name] for name in ("camera", "microphone", "speaker")] == ["refused", "refused", "none"]


@with_server("server")
def test_what_is_not_there_to_check_for(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim").goto("/student/rehearsal/nobody-knows-this-one1")
    expect(page.get_by_text("There is no such interview among yours.")).to_be_visible()
    place.office.change(made, status="cancelled")
    page.goto(f"/student/rehearsal/{made.id}")
    expect(page.get_by_text("no longer scheduled")).to_be_visible()


@with_server("server")
def test_the_check_in_the_order_of_tab_and_as_it_is_read(place: Place) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim").goto(f"/student/rehearsal/{made.id}")
    expect(page.locator("body")).to_match_aria_snapshot(SNAPSHOT)
    assert [one.what for one in walk(page)] == STOPS


@with_server("walled")
def test_the_check_is_accessible_before_and_after(place: Place, axe: str) -> None:
    made = place.office.schedule("kim")
    page = place.enter("kim").goto(f"/student/rehearsal/{made.id}")
    expect(page.get_by_test_id("local-video")).to_be_visible()
    settle(page)
    assert defects(page, axe) == []
    page.get_by_role("button", name="Check now").click()
    title(page, "Blocked")
    expect(page.get_by_role("button", name="I heard them")).to_be_visible()
    settle(page)
    assert defects(page, axe) == []
    assert unreachable(page) == []
    assert discomforts(page) == []
