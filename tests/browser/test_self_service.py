"""A student chooses another time, where the office lets them."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.office import Office
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

ALL_DAY = [[{"starts": "09:00", "ends": "17:00"}]] * 7


def test_sch_19_a_student_moves_their_interview(office: Office, enter: Enter, axe: str) -> None:
    (cycle,) = [one for one in office.get("/api/admin/cycles")["items"] if one["phase"] == "selection"]
    ivy = office.person("ivy")
    hours = office.get(f"/api/admin/people/{ivy}/hours")
    body = {name: hours[name] for name in ("version", "exceptions", "buffer_minutes", "languages", "subjects")}
    office.put(f"/api/admin/people/{ivy}/hours", {**body, "time_zone": "Asia/Seoul", "weekly": ALL_DAY})
    appointment = office.schedule("kim", utc_now() + timedelta(days=6))
    ada = enter("ada").goto(f"/admin/cycles/{cycle['id']}")
    card = ada.get_by_role("region", name="Changes by students")
    card.get_by_role("button", name="Let students choose another time").click()
    closes = utc_now() + timedelta(days=3)
    card.get_by_label("Until").fill(f"{closes:%Y-%m-%dT%H:%M}")
    card.get_by_role("button", name="Let them choose").click()
    expect(card).to_contain_text("Students may move their interview until")
    kim = enter("kim").goto("/student/dashboard")
    kim.get_by_role("button", name="Choose another time…").click()
    dialog = kim.get_by_role("dialog")
    expect(dialog.get_by_role("radio").first).to_be_visible()
    settle(kim)
    assert (defects(kim, axe), discomforts(kim)) == ([], [])
    dialog.get_by_role("radio").nth(3).check()
    dialog.get_by_role("button", name="Take this time").click()
    expect(dialog).to_have_count(0)
    moved = office.get(f"/api/admin/interviews/{appointment.id}")
    assert (moved["version"], moved["lead"]["name"]) == (2, "Ivy")
    kim.get_by_role("button", name="Choose another time…").click()
    expect(dialog).to_contain_text("You have moved this interview as often as you can.")
    dialog.get_by_role("button", name="Close").click()
    card.get_by_role("button", name="No longer").click()
    expect(card).to_contain_text("Students cannot move their interviews")
