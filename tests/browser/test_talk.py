"""What people do in the call beside talking: they write, look at how it goes, and use single keys."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import defects
from tests.browser.comfort import discomforts
from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.keyboard import unreachable
from tests.browser.keys import Keys
from tests.browser.probe import SCREEN
from tests.browser.test_faults import SERVER_IS_AWAY

pytestmark = pytest.mark.browser

MARKUP = """<script>window.harmed = 1</script><img src=x onerror="window.harmed = 1"> javascript:alert(1) & more"""
KEPT = "JSON.stringify([localStorage, sessionStorage])"


class Chat:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.button = page.get_by_role("button", name=re.compile("^Chat"))
        self.panel = page.get_by_role("complementary", name="Chat")
        self.field = self.panel.get_by_label("Message", exact=True)

    @property
    def messages(self) -> Locator:
        return self.panel.get_by_role("log", name="Messages").locator(".chat-text")

    def open(self) -> "Chat":
        self.button.click()
        expect(self.field).to_be_focused()
        return self

    def write(self, words: str) -> None:
        self.field.fill(words)
        self.panel.get_by_role("button", name="Send").click()
        expect(self.field).to_have_value("")

    def reads(self, *words: str) -> None:
        expect(self.messages).to_have_text(list(words))

    def has_arrived(self) -> None:
        expect(self.panel.get_by_text("Sending…")).to_have_count(0)
        expect(self.panel.get_by_text("Did not arrive")).to_have_count(0)


def test_sig_70_both_write_and_markup_stays_text(talking: Couple) -> None:
    ada, kim = (Chat(one.page).open() for one in (talking.ada, talking.kim))
    ada.write("Can you read this?")
    kim.reads("Can you read this?")
    kim.write(MARKUP)
    ada.reads("Can you read this?", MARKUP)
    ada.field.press_sequentially("First line")
    ada.field.press("Shift+Enter")
    ada.field.press_sequentially("second line")
    ada.field.press("Enter")
    expect(kim.messages.last).to_have_text("First line\nsecond line", use_inner_text=True)
    for chat in (ada, kim):
        chat.has_arrived()
        expect(chat.messages).to_have_count(3)
        expect(chat.panel.locator("script, img, a")).to_have_count(0)
        assert chat.page.evaluate("window.harmed") is None
        assert "second line" not in chat.page.evaluate(KEPT)


def test_sig_71_messages_screens_and_mutes_arrive_with_the_server_killed(talking: Couple, server: DemoServer) -> None:
    for one in (talking.ada, talking.kim):
        one.watch.allow(SERVER_IS_AWAY)
    ada, kim = (Chat(one.page).open() for one in (talking.ada, talking.kim))
    ada.write("before")
    kim.reads("before")
    server.kill()
    talking.ada_room.says("Your call goes on")
    ada.write("the server is away")
    kim.reads("before", "the server is away")
    kim.write("and yet you read me")
    ada.reads("before", "the server is away", "and yet you read me")
    talking.kim_room.press("Share screen")
    expect(talking.ada_room.screen).to_be_visible()
    talking.ada.probe.shows(SCREEN)
    talking.kim_room.press("Mute microphone")
    talking.ada_room.says("microphone off")
    server.start()
    expect(ada.page.get_by_text("Your call goes on")).to_have_count(0)
    kim.write("back again")
    for chat in (ada, kim):
        chat.reads("before", "the server is away", "and yet you read me", "back again")
        chat.has_arrived()


def test_chat_by_keyboard_and_ear(talking: Couple) -> None:
    """What comes while the panel is closed is counted and said; Escape gives the focus back to the button."""
    ada, kim = Chat(talking.ada.page), Chat(talking.kim.page).open()
    kim.write("one")
    kim.write("two")
    expect(ada.button).to_have_accessible_name("Chat 2 unread messages")
    log = ada.page.get_by_role("log").get_by_role("paragraph")
    expect(log).to_have_text(["Kim is here.", "Kim joined the call.", "Kim writes: one", "Kim writes: two"])
    keys = Keys(ada.page)
    keys.tab_to('button "Chat 2 unread messages"')
    keys.press("Enter")
    keys.expect_on('textbox "Message"')
    ada.reads("one", "two")
    keys.type("three")
    keys.press("Enter")
    kim.reads("one", "two", "three")
    keys.tab_to('button "Close chat"', key="Shift+Tab")
    keys.press("Escape")
    keys.expect_on('button "Chat"')
    expect(ada.panel).to_have_count(0)
    talking.kim_room.end_call.click()
    keys.press("Enter")
    expect(ada.field).to_have_accessible_description("Nobody else is in the call at the moment.")


def test_the_chat_is_accessible(talking: Couple, axe: str) -> None:
    chats = [Chat(one.page).open() for one in (talking.ada, talking.kim)]
    chats[0].write("A long word: " + "ä" * 200)
    chats[1].write("Fine")
    expect(chats[0].messages).to_have_count(2)
    found = [defects(chat.page, axe) for chat in chats]
    assert found == [[], []]
    for chat in chats:
        assert discomforts(chat.page) == []
        assert unreachable(chat.page) == []


CLIPBOARD = """() => {
    window.copied = [];
    Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text) => void window.copied.push(text) },
    });
}"""
"""A clipboard of the page's own: the machine's belongs to all tests at once."""


def _details(page: Page) -> Locator:
    page.get_by_role("button", name="Connection details").click()
    dialog = page.get_by_role("dialog", name="Connection details")
    expect(dialog.get_by_role("heading", name="Connection details")).to_be_focused()
    return dialog


def _fact(dialog: Locator, name: str) -> Locator:
    return dialog.get_by_role("region").locator("div", has=dialog.page.get_by_text(name, exact=True)).locator("dd")


def test_sig_72_the_details_say_how_the_call_goes(talking: Couple) -> None:
    page = talking.ada.page
    page.evaluate(CLIPBOARD)
    dialog = _details(page)
    expect(dialog.get_by_role("region", name="Kim")).to_be_visible()
    expect(_fact(dialog, "Route")).to_have_text("Direct, UDP")
    expect(_fact(dialog, "Round trip")).to_have_text(re.compile(r"^\d+ ms$"))
    expect(_fact(dialog, "Frames a second")).to_have_text(re.compile(r"^[1-9]\d*$"))
    expect(_fact(dialog, "Receiving")).to_have_text(re.compile(r"^[1-9][\d,]* kbit/s$"))
    expect(_fact(dialog, "Connection")).to_have_text("Connected")
    dialog.get_by_role("button", name="Copy report").click()
    expect(dialog.get_by_role("status")).to_contain_text("Copied")
    (report,) = page.evaluate("window.copied")
    assert "Route: Direct, UDP" in report
    assert "\nStudent\n" in report
    assert not re.search(r"Kim|Ada|\d+\.\d+\.\d+\.\d+:|candidate|\.local", report)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Connection details")).to_be_focused()


def test_single_keys_and_how_to_turn_them_off(talking: Couple) -> None:
    page, room, chat = talking.ada.page, talking.ada_room, Chat(talking.ada.page)
    mute, camera = (page.get_by_role("button", name=name) for name in ("Mute microphone", "Turn camera off"))
    for button, key in ((mute, "M"), (camera, "V"), (chat.button, "C")):
        expect(button).to_have_attribute("aria-keyshortcuts", key)
    page.keyboard.press("m")
    room.offers("Unmute microphone")
    expect(page.get_by_role("status").filter(has_text="Microphone off")).to_have_count(1)
    page.keyboard.press("m")
    page.keyboard.press("v")
    room.offers("Turn camera on")
    page.keyboard.press("v")
    page.keyboard.press("c")
    expect(chat.field).to_be_focused()
    page.keyboard.type("mvc")
    expect(chat.field).to_have_value("mvc")
    expect(mute).to_be_visible()
    expect(camera).to_be_visible()
    page.keyboard.press("Escape")
    choice = _details(page).get_by_label("Keyboard shortcuts")
    choice.uncheck()
    page.keyboard.press("Escape")
    expect(mute).not_to_have_attribute("aria-keyshortcuts", "M")
    page.keyboard.press("m")
    page.keyboard.press("c")
    expect(chat.panel).to_have_count(0)
    expect(mute).to_be_visible()
    page.reload()
    room.ready().press_start()
    page.keyboard.press("m")
    expect(_details(page).get_by_label("Keyboard shortcuts")).not_to_be_checked()
    expect(page.get_by_label("Mute microphone", exact=True)).to_be_attached()


def test_the_other_person_in_a_small_window(talking: Couple) -> None:
    page = talking.ada.page
    small = page.get_by_role("button", name="Picture in picture")
    expect(small).to_have_count(1 if page.evaluate("document.pictureInPictureEnabled") else 0)
    small.click()
    talking.ada_room.offers("Leave picture in picture")
    assert page.evaluate("document.pictureInPictureElement.dataset.testid") == "remote-video"
    talking.ada_room.press("Leave picture in picture")
    expect(small).to_be_visible()
    talking.see_each_other()


def test_the_details_are_accessible(talking: Couple, axe: str) -> None:
    page = talking.ada.page
    expect(_fact(_details(page), "Route")).to_have_text("Direct, UDP")
    assert defects(page, axe) == []
    assert unreachable(page) == []
    assert discomforts(page) == []
