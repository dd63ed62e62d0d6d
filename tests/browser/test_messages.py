"""What people were told, as the office reads it; and the address of one's own calendar."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.office import Office

pytestmark = pytest.mark.browser


def test_tel_13_the_office_reads_what_somebody_was_told_and_holds(office: Office, enter: Enter) -> None:
    appointment = office.schedule_ahead("kim")
    office.change(appointment, duration_minutes=6)
    page = enter("ada").goto("/admin/messages")
    expect(page.get_by_text("No mail server is set up")).to_be_visible()
    page.goto(f"/admin/messages?person={office.person('kim')}")
    held = page.get_by_role("region", name="In the calendar of Kim")
    expect(held).to_contain_text("Up to date")
    page.get_by_role("button", name="Read", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Something about your interview has changed; its time is the same.")
    expect(dialog).to_contain_text("An invitation for the calendar is attached.")
    with page.expect_download() as got:
        dialog.get_by_role("link", name="Download as mail").click()
    assert b"METHOD:REQUEST" in got.value.path().read_bytes()


def test_tel_13_an_admin_tries_a_mail_out(enter: Enter) -> None:
    page = enter("ada").goto("/admin/messages")
    page.get_by_text("Interview set", exact=True).click()
    page.get_by_role("group").filter(has_text="Interview set").get_by_role("button", name="Send a test to me").click()
    expect(page.get_by_text("A test is on its way to ada@example.edu")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Test: Interview with Sam Example").first).to_be_visible()


def test_tel_12_a_calendar_reads_ones_interviews_until_the_address_ends(enter: Enter) -> None:
    page = enter("sam").goto("/profile")
    page.get_by_role("button", name="Make an address").click()
    field = page.get_by_label("Address for your calendar program")
    expect(field).to_be_visible()
    address = field.input_value()
    assert httpx.get(address).text.count("BEGIN:VEVENT") == 2
    page.get_by_role("button", name="End the address").click()
    expect(field).to_have_count(0)
    assert httpx.get(address).status_code == 404
