"""One person, two tabs: the newest press has the call."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.couples import Couple
from tests.browser.pages import Room

pytestmark = pytest.mark.browser

TAKE_BACK = re.compile(r"take .*back|bring .*here|continue here", re.IGNORECASE)


def test_a_second_tab_takes_over_and_the_first_can_take_it_back(talking: Couple) -> None:
    first, second = talking.kim, talking.kim.another_tab()
    second_room = Room(second.page).open(talking.appointment.path)
    talking.see_each_other()

    second_room.press_start()
    second.probe.sees(talking.ada.look)
    first.probe.socket_closed(4409)
    talking.kim_room.says("another tab")
    first.probe.holds("video", 0)
    _ada_sees_one(talking)

    first.page.get_by_role("button", name=TAKE_BACK).click()
    first.probe.sees(talking.ada.look)
    second.probe.socket_closed(4409)
    second_room.says("another tab")
    _ada_sees_one(talking)


def test_a_second_tab_that_only_looks_in_takes_nothing(talking: Couple) -> None:
    second = talking.kim.another_tab()
    Room(second.page).open(talking.appointment.path)
    talking.kim.probe.decodes_more()
    talking.see_each_other()
    assert second.probe.packets_sent() == 0
    second.page.close()
    talking.see_each_other()
    _ada_sees_one(talking)


def _ada_sees_one(talking: Couple) -> None:
    expect(talking.ada_room.remote).to_have_count(1)
    talking.ada.probe.sees(talking.kim.look)
    talking.ada.probe.decodes_more()
