"""A server that takes every request and answers none: words within a bounded time; all goes on once it wakes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.office import PASSWORD, Office
from tests.browser.pages import Room, SignIn, StudentDashboard
from tests.browser.states import met

pytestmark = pytest.mark.browser

READ, WRITE = 45, 60
"""Seconds. The page itself waits 15 for what it reads and 30 for what it sends; a busy machine needs the rest."""


@pytest.fixture(autouse=True)
def awake(server: DemoServer) -> Iterator[None]:
    """Whatever fails, no server stays frozen."""
    yield
    server.thaw()


@contextmanager
def frozen(server: DemoServer) -> Iterator[None]:
    server.freeze()
    try:
        yield
    finally:
        server.thaw()


def test_the_students_dashboard(office: Office, enter: Enter, server: DemoServer) -> None:
    office.schedule("kim")
    kim = enter("kim")
    kim.goto("/student/dashboard")
    expect(StudentDashboard(kim.page).join.first).to_be_visible()
    # A load of its own: the parts of the app are kept by the browser, what the pages read is not.
    kim.goto("/profile")
    expect(kim.page.get_by_role("heading", name="Profile")).to_be_visible()
    with frozen(server):
        kim.page.get_by_role("link", name="Your interviews").click()
        met(kim.page, "The server does not answer", within=READ)
        kim.page.get_by_role("button", name="Try again").press("Enter")
        expect(kim.page.get_by_role("button", name="Try again")).to_be_focused()
        expect(kim.page.get_by_role("button", name="Try again")).to_have_attribute("aria-disabled", "true")
        met(kim.page, "The server does not answer")
    expect(StudentDashboard(kim.page).join.first).to_be_visible()


def test_signing_in(enter: Enter, server: DemoServer) -> None:
    nobody = enter("")
    nobody.goto("/login")
    button = nobody.page.get_by_role("button", name="Sign in")
    expect(button).to_be_visible()
    with frozen(server):
        SignIn(nobody.page).submit("kim", PASSWORD)
        expect(button).to_have_attribute("aria-disabled", "true")
        met(nobody.page, "The server does not answer", within=WRITE)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    nobody.page.wait_for_url("**/student/dashboard")


def test_joining_the_room(office: Office, enter: Enter, server: DemoServer) -> None:
    path = office.schedule("kim").path
    kim = enter("kim")
    Room(kim.page).open(path)
    kim.goto("/student/dashboard")
    expect(StudentDashboard(kim.page).join.first).to_be_visible()
    with frozen(server):
        StudentDashboard(kim.page).join.first.click()
        met(kim.page, "The server cannot be reached", within=READ)
    Room(kim.page).ready()


def test_a_part_of_the_app_that_is_on_its_way_for_ever(office: Office, enter: Enter, server: DemoServer) -> None:
    office.schedule("kim")
    kim = enter("kim")
    kim.goto("/student/dashboard")
    expect(StudentDashboard(kim.page).join.first).to_be_visible()
    with frozen(server):
        StudentDashboard(kim.page).join.first.click()
        met(kim.page, "This page could not be loaded", within=READ)
    Room(kim.page).ready()


def test_notes_in_the_green_room(couple: Couple, office: Office, server: DemoServer) -> None:
    """What the frozen server has already taken, and keeps when it wakes, is not taken for somebody else's words."""
    for one in (couple.ada, couple.kim):
        one.watch.allow("WebSocket connection to")
    ada = couple.ada_room
    unreachable = ada.page.get_by_role("status").filter(has_text="The server cannot be reached at the moment")
    with frozen(server):
        ada.notes.fill("Clear")
        expect(unreachable).to_be_visible(timeout=READ * 1000)
        expect(ada.notes).to_have_accessible_description(
            "Not saved yet: the server cannot be reached. It is tried again by itself.", timeout=WRITE * 1000
        )
        ada.notes.fill("Clear and kind")
    expect(unreachable).to_have_count(0)
    expect(ada.notes).to_have_accessible_description("Saved · only the office can read this", timeout=WRITE * 1000)
    assert office.interview_of("kim", status="scheduled")["notes"] == "Clear and kind"
    couple.ada_room.ready()
