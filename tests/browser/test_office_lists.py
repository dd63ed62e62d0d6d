"""The office's lists: what they show lives in the address, a part of a list says so, and no toast covers their end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.cycle_page import CyclePage
from tests.browser.office import Office
from tests.browser.pages import Interviews

pytestmark = pytest.mark.browser


def test_what_is_searched_for_among_people_outlives_a_reload_and_back(enter: Enter) -> None:
    page = enter("ada").goto("/admin/people")
    page.get_by_label("Search").fill("ivy")
    expect(page).to_have_url(re.compile(r"/people\?q=ivy$"))
    page.get_by_label("Role").select_option("interviewer")
    expect(page).to_have_url(re.compile(r"/people\?q=ivy&role=interviewer$"))
    page.reload()
    expect(page.locator(".person")).to_have_count(1)
    page.get_by_role("link", name="Hours").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ivy")
    page.go_back()
    expect(page.get_by_label("Search")).to_have_value("ivy")
    expect(page.get_by_label("Role")).to_have_value("interviewer")
    expect(page.locator(".person")).to_have_count(1)


def test_what_is_searched_for_among_messages_outlives_a_reload(office: Office, enter: Enter) -> None:
    office.schedule("kim")
    page = enter("ada").goto("/admin/messages")
    page.get_by_label("Status").select_option("sent")
    page.get_by_label("Search").fill("nobody at all")
    expect(page.get_by_text("No message fits.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Search")).to_have_value("nobody at all")
    expect(page.get_by_label("Status")).to_have_value("sent")
    expect(page.get_by_text("No message fits.")).to_be_visible()


def test_the_preview_of_a_long_file_says_how_much_of_it_is_shown(office: Office, enter: Enter) -> None:
    made = office.post("/api/admin/cycles", {"name": "A long file"})["id"]
    cycle = CyclePage(enter("ada").goto(f"/admin/cycles/{made}"))
    for count, said in ((100, 0), (101, 1)):
        rows = [f"L{number},long{number}@example.org,Long {number:03},Physics" for number in range(count)]
        file = "\n".join(["external_id,email,name,programme", *rows])
        cycle.look_at("Applications file (CSV)", "long.csv", file.encode())
        expect(cycle.page.get_by_role("button", name=f"Import {count} rows")).to_be_visible()
        expect(cycle.page.get_by_text("The first 100 of 101 rows.")).to_have_count(said)
        cycle.another_file()


def test_the_end_of_a_page_can_be_scrolled_above_a_toast(office: Office, enter: Enter) -> None:
    office.schedule_ahead("kim")
    page = enter("ada", viewport={"width": 320, "height": 568}).goto("/admin/interviews?q=Kim")
    Interviews(page).row("Kim").get_by_role("button", name="Cancel").click()
    toast = page.locator(".toast")
    expect(toast).to_be_visible()
    page.wait_for_function(
        """() => {
            scrollTo(0, document.body.scrollHeight);
            const [last] = [...document.querySelectorAll("main a")].slice(-1);
            return last.getBoundingClientRect().bottom <= document.querySelector(".toast").getBoundingClientRect().top;
        }"""
    )
