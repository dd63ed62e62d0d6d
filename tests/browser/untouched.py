"""Looking at a page without touching it: Playwright's own look-ups count as a user gesture, these do not."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.waiting import wait_until

MIDDLE = """(() => {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.includes(%s) && !one.disabled);
  if (!button) return null;
  button.scrollIntoView({ block: "center" });
  const { x, y, width, height } = button.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})()"""


class Untouched:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._developer = page.context.new_cdp_session(page)

    def read(self, expression: str) -> Any:
        answer = self._developer.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        return answer["result"].get("value")

    def becomes(self, expression: str) -> None:
        wait_until(lambda: bool(self.read(expression)), expression, seconds=45)

    def press(self, button: str) -> None:
        """A real mouse press, the only gesture that the page gets."""
        middle = MIDDLE % json.dumps(button)
        self.becomes(middle)
        x, y = self.read(middle)
        self._page.mouse.click(x, y)
