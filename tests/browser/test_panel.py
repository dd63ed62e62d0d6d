"""A whole panel: three interviewers and a student in one room, each linked with each."""

import pytest

from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.office import Office
from tests.browser.pages import Room
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

NAMES = ("ada", "ivy", "ben", "kim")
ALL_PLAY = """(count) => {
    const videos = [...document.querySelectorAll("[data-testid=remote-video]")];
    return videos.length === count && videos.every((one) => one.videoWidth > 0 && one.currentTime > 0.5);
}"""
OPEN = "(count) => viva.connections.filter((one) => one.connectionState !== 'closed').length === count"
SCALES = """async () => viva.connections
    .filter((one) => one.connectionState !== "closed").flatMap((one) => one.getSenders())
    .filter(({ track }) => track?.kind === "video")
    .map((sender) => sender.getParameters().encodings[0].scaleResolutionDownBy)"""


def test_sig_96_four_people_see_each_other_each_a_size_smaller(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim", panel=("ivy", "ben"))
    people = [enter(name) for name in NAMES]
    rooms = [Room(one.page).open(appointment.path) for one in people]
    for room in rooms:
        room.press_start()
    for one in people:
        one.page.wait_for_function(ALL_PLAY, arg=3, timeout=60_000)
        # A machine too busy for beats may have found a way back meanwhile; what it replaced is closed.
        one.page.wait_for_function(OPEN, arg=3)
    wait_until(lambda: people[0].page.evaluate(SCALES) == [2, 2, 2], "each picture is sent half as large")
    assert discomforts(people[3].page) == []
    rooms[1].press("End Call")
    for one in (people[0], people[2], people[3]):
        one.page.wait_for_function(ALL_PLAY, arg=2)
