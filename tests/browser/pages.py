"""The pages as people know them: by the accessible names of the contract, never by how they are built."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.office import DEMO, PASSWORD
from tests.browser.waiting import wait_until

JOIN = re.compile(r"^Join Interview")


class BackButton:
    """The browser's own, which no page sees; Playwright's `go_back` would wait for it."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)

    def press(self) -> None:
        index, entries = self._history()
        self._devtools.send("Page.navigateToHistoryEntry", {"entryId": entries[index - 1]["id"]})

    def press_twice(self) -> None:
        """Once more as soon as the page has refused. On the way the browser counts itself as a page further back."""
        here, _ = self._history()
        self.press()
        wait_until(lambda: self._history()[0] == here, "the page refuses to go back")
        self.press()

    def _history(self) -> tuple[int, list[dict[str, Any]]]:
        history = self._devtools.send("Page.getNavigationHistory")
        return history["currentIndex"], history["entries"]


class SignIn:
    def __init__(self, page: Page) -> None:
        self.page = page

    def submit(self, name: str, password: str = PASSWORD) -> None:
        self.page.get_by_label("Email").fill(name + DEMO)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()


class AdminDashboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def follow_manage_interviews(self) -> "Interviews":
        actions = self.page.get_by_role("region", name="Quick Actions")
        actions.get_by_role("link", name="Manage Interviews").click()
        self.page.wait_for_url("**/admin/interviews**")
        return Interviews(self.page)


class Interviews:
    """The list of the office."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open_form(self) -> "ScheduleForm":
        self.page.get_by_role("button", name="Schedule interview").click()
        return ScheduleForm(self.page)

    def search(self, words: str) -> None:
        self.page.get_by_role("searchbox").or_(self.page.get_by_label("Search")).first.fill(words)

    def row(self, student: str) -> Locator:
        """The rows that tell of a student."""
        return self.page.get_by_role("row", name=re.compile(rf"\b{re.escape(student)}\b"))

    def join(self, row: Locator) -> Locator:
        return row.get_by_role("link", name=JOIN).or_(row.get_by_role("button", name=JOIN))

    def press(self, row: Locator, action: str) -> None:
        row.get_by_role("button", name=re.compile(f"^{action}")).click()

    def confirm(self, button: str) -> None:
        dialog = self.page.get_by_role("dialog").or_(self.page.get_by_role("alertdialog"))
        dialog.get_by_role("button", name=button, exact=True).click()
        expect(dialog).to_have_count(0)


class ScheduleForm:
    def __init__(self, page: Page) -> None:
        self.form = page.get_by_role("dialog")
        self.page = page
        expect(self.form).to_be_visible()

    def field(self, name: str) -> Locator:
        return self.form.get_by_label(name, exact=True)

    def choose_applicant(self, words: str, option: str) -> None:
        box = self.form.get_by_role("combobox", name="Applicant")
        box.click()
        box.fill(words)
        self.page.get_by_role("option", name=re.compile(option)).click()

    def submit(self) -> None:
        self.form.get_by_role("button", name="Schedule", exact=True).click()

    def says_beside(self, field: Locator, words: str) -> None:
        """Words that a screen reader reads with the field."""
        expect(field).to_have_accessible_description(re.compile(words))


class StudentDashboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def can_attend(self) -> Locator:
        return self.page.get_by_role("button", name="I can attend")

    @property
    def join(self) -> Locator:
        return self.page.get_by_role("link", name=JOIN).or_(self.page.get_by_role("button", name=JOIN))


class Room:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.start = page.get_by_role("button", name="Start Call")
        self.end_call = page.get_by_role("button", name="End Call")
        self.remote = page.get_by_test_id("remote-video")
        self.screen = page.get_by_test_id("remote-screen")
        self.own = page.get_by_test_id("local-video")
        self.notes = page.get_by_label("Notes", exact=True)

    def open(self, path: str) -> "Room":
        self.page.goto(path)
        return self.ready()

    def ready(self) -> "Room":
        """In the green room, with the own picture."""
        expect(self.start).to_be_enabled()
        expect(self.own).to_be_visible()
        return self

    def press_start(self) -> "Room":
        self.start.click()
        expect(self.end_call).to_be_visible()
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def offers(self, name: str) -> None:
        expect(self.page.get_by_role("button", name=name, exact=True)).to_be_visible()

    def says(self, words: str) -> None:
        """Words that can be read on the page; a regular expression, whatever its case."""
        expect(self.page.get_by_text(re.compile(words, re.IGNORECASE)).filter(visible=True).first).to_be_visible()
