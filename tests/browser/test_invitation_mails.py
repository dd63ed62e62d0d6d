"""An admin has somebody invited by mail; the link is nowhere but in the mail."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter

pytestmark = pytest.mark.browser


def test_tel_15_an_invitation_goes_by_mail(enter: Enter, axe: str) -> None:
    page = enter("ada").goto("/admin/people")
    page.get_by_role("button", name="Invite a person").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Nora Mailed")
    dialog.get_by_label("Email").fill("nora.mailed@example.edu")
    choice = dialog.get_by_label("The link to choose a password")
    choice.select_option("Send it by mail")
    expect(choice).to_have_accessible_description(re.compile("No mail server is set up"))
    settle(page)
    assert (defects(page, axe), discomforts(page)) == ([], [])
    dialog.get_by_role("button", name="Invite", exact=True).click()
    expect(dialog).to_contain_text("on its way to nora.mailed@example.edu")
    assert "/token#" not in page.content()
    dialog.get_by_role("button", name="Done").click()
    _mails_another(page, axe)
    page.goto("/admin/messages")
    page.get_by_label("Search").fill("nora.mailed")
    expect(page.locator(".message").filter(has_text="Your account: ")).to_have_count(2)


def _mails_another(page: Page, axe: str) -> None:
    page.get_by_label("Search").fill("nora.mailed")
    expect(page.locator(".person")).to_have_count(1)
    page.get_by_role("button", name="New invitation link").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Send one by mail instead").click()
    expect(dialog.get_by_role("status").filter(has_text="on its way")).to_be_visible()
    expect(dialog.get_by_label("One-time link")).to_have_count(0)
    settle(page)
    assert (defects(page, axe), discomforts(page)) == ([], [])
    dialog.get_by_role("button", name="Done").click()
