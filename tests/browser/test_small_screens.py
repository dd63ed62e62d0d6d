"""The call on phones, upright and on their side: what ends it, mutes it and turns the camera off is always there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.comfort import TOKEN
from tests.browser.couples import Couple
from tests.browser.keyboard import unreachable
from tests.browser.test_talk import Chat

pytestmark = pytest.mark.browser

PHONES: list[ViewportSize] = [
    {"width": 667, "height": 375},
    {"width": 568, "height": 320},
    {"width": 320, "height": 640},
    {"width": 390, "height": 844},
]
ALWAYS = ["Mute microphone", "Turn camera off", "End Call"]
OUT_OF_HAND = """(least) => {
    const inside = ({ left, top, right, bottom }) =>
        left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const found = (one, { x, y, width, height }) =>
        one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    return [...document.querySelectorAll("[role=toolbar] button")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => !inside(box) || !found(one, box) || box.width < least || box.height < least)
        .map(([one]) => one.ariaLabel ?? one.textContent);
}"""
"""The controls of the call that are cut off, covered or too small for a finger."""


def test_every_control_is_in_sight_on_a_phone(talking: Couple) -> None:
    for one in (talking.ada, talking.kim):
        assert _on_each_phone(one.page) == []


def test_the_chat_covers_no_control_on_a_phone(talking: Couple) -> None:
    for one in (talking.ada, talking.kim):
        one.page.set_viewport_size(PHONES[0])
        chat = Chat(one.page).open()
        chat.write("Can you read this?")
        assert _on_each_phone(one.page) == []
        for phone in PHONES:
            one.page.set_viewport_size(phone)
            expect(chat.field).to_be_in_viewport(ratio=1)
            assert unreachable(one.page) == []
    talking.kim_room.press("Mute microphone")
    talking.ada_room.says("microphone off")
    talking.kim_room.end_call.click()
    expect(talking.kim_room.end_call).to_have_count(0)


def _on_each_phone(page: Page) -> list[str]:
    return list(_out_of_hand(page))


def _out_of_hand(page: Page) -> Iterator[str]:
    for phone in PHONES:
        page.set_viewport_size(phone)
        for name in ALWAYS:
            expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
        size = f"{phone['width']} x {phone['height']}"
        yield from (f"{size}: {one}" for one in page.evaluate(OUT_OF_HAND, TOKEN))
