"""The office's lists: a part of a list says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.cycle_page import CyclePage
from tests.browser.office import Office

pytestmark = pytest.mark.browser


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
