"""The page of one cycle, as the office works on it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ASKS_FIRST = ("Frozen", "Published")
"""Students see these steps at once."""
APPLICANTS_TIMES = "Applicants\u2019 times"
"""A card of the page."""


class CyclePage:
    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def create(cls, page: Page, name: str) -> "CyclePage":
        page.get_by_role("button", name="New cycle").click()
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Create cycle").click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        return cls(page)

    def is_kept_by(self, words: str) -> Locator:
        """The next step is not open; the link that says why and leads to where it can be done."""
        missing = self.page.get_by_role("link", name=re.compile(words))
        expect(missing).to_be_visible()
        expect(self._next()).to_be_disabled()
        return missing

    def move_to(self, phase: str) -> None:
        self.page.get_by_role("button", name=f"Move to {phase}", exact=True).click()
        if phase in ASKS_FIRST:
            self.page.get_by_role("dialog").get_by_role("button", name=f"Move to {phase}", exact=True).click()
        expect(self.page.locator("[aria-current=step]")).to_contain_text(phase)

    def _next(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Move to "))

    def says(self, words: str) -> None:
        expect(self.page.get_by_text(re.compile(words)).filter(visible=True).first).to_be_visible()

    # Files

    def look_at(self, label: str, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        self.page.get_by_label(label).set_input_files(file)  # type: ignore[arg-type] # a FilePayload, spelled as a dict

    def carry_out(self, rows: int) -> None:
        self.page.get_by_role("button", name=f"Import {rows} rows").click()
        self.says("Imported: ")

    def another_file(self) -> None:
        self.page.get_by_role("button", name="Choose another file").click()

    def download(self, press: Locator) -> str:
        with self.page.expect_download() as got:
            press.click()
        return Path(got.value.path()).read_text("utf-8-sig")

    # Applications

    def row(self, student: str) -> Locator:
        checkbox = self.page.get_by_role("checkbox", name=f"Choose {student}", exact=True)
        return self.page.get_by_role("listitem").filter(has=checkbox)

    def choose_all(self) -> None:
        self.page.get_by_role("checkbox", name="All on this page").check()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
