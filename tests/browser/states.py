"""What a person meets: words, a next step, and whom to ask."""

import re

from playwright.sync_api import Page, expect

CONTACT = "admissions@example.edu"


def met(page: Page, words: str, *, failure: bool = True, within: float | None = None) -> None:
    """The words can be read, `within` seconds; where something failed, so can the office's contact, once."""
    limit = None if within is None else within * 1000
    expect(page.get_by_text(re.compile(words)).filter(visible=True).first).to_be_visible(timeout=limit)
    if failure:
        expect(page.get_by_text(CONTACT).filter(visible=True)).to_have_count(1)


def pasted(page: Page) -> str:
    """What is on the clipboard, found out as people do: in a page of another origin."""
    empty = page.context.new_page()
    empty.set_content("<textarea autofocus></textarea>")
    empty.locator("textarea").press("Control+V")
    text = empty.locator("textarea").input_value()
    empty.close()
    return text
