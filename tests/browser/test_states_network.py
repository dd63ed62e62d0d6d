"""The network is lost while somebody is in the green room: words, whom to ask, and everything back by itself."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.office import Office
from tests.browser.pages import Room
from tests.browser.states import met

pytestmark = pytest.mark.browser

AWAY = r"net::ERR_|WebSocket connection to"
NOTICED = 60
"""Seconds. The page asks every 10 whether the server is there, and waits 5; a busy machine needs the rest."""


def test_network_lost_in_the_green_room(couple: Couple) -> None:
    kim = couple.kim
    kim.watch.allow(AWAY)
    ada_is_here = kim.page.get_by_role("listitem").filter(has_text="Ada is here")
    expect(ada_is_here).to_be_visible()
    earlier = kim.probe.sockets_made()
    kim.context.set_offline(True)
    met(kim.page, "The server cannot be reached at the moment.*keeps trying.*Another network", within=NOTICED)
    expect(couple.kim_room.start).to_be_enabled()
    expect(couple.kim_room.own).to_be_visible()
    kim.context.set_offline(False)
    kim.probe.socket_reopened(earlier)
    expect(kim.page.get_by_text("cannot be reached")).to_have_count(0)
    expect(ada_is_here).to_be_visible()
    couple.ada_room.says("Kim is here")
    couple.talk()


def test_start_call_pressed_without_a_network_counts_once_it_is_back(office: Office, enter: Enter) -> None:
    kim = enter("kim")
    kim.watch.allow(AWAY)
    room = Room(kim.page).open(office.schedule("kim").path)
    kim.context.set_offline(True)
    met(kim.page, "The server cannot be reached at the moment", within=NOTICED)
    room.start.click()
    met(kim.page, "keeps trying, and then your call starts by itself")
    kim.context.set_offline(False)
    expect(room.end_call).to_be_visible()
    room.says("Waiting for Ada")
