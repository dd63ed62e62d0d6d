"""The office sets a moment at which everybody is given a time, and an applicant reads when they will hear."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.office import Office
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser


def test_sch_20_a_moment_is_set_read_and_taken_back(office: Office, enter: Enter, axe: str) -> None:
    cycle, now = office.selecting(), utc_now()
    office.ask_for_times(cycle)
    ada = enter("ada").goto(f"/admin/cycles/{cycle}")
    card = ada.get_by_role("region", name="Giving out times")
    card.get_by_role("button", name="Set a moment for it").click()
    card.get_by_label("When").fill(f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}")
    settle(ada)
    assert (defects(ada, axe), discomforts(ada)) == ([], [])
    card.get_by_role("button", name="Set the moment").click()
    expect(card).to_contain_text("Applicants may answer until later than that. Choose a later moment.")
    card.get_by_label("When").fill(f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}")
    card.get_by_role("button", name="Set the moment").click()
    expect(card).to_contain_text("a schedule is made, and everybody is told their time.")
    kim = enter("kim").goto("/student/dashboard")
    kim.get_by_role("link", name=re.compile("when you can")).click()
    expect(kim.get_by_role("main")).to_contain_text("it makes no difference who answers first")
    settle(kim)
    assert (defects(kim, axe), discomforts(kim)) == ([], [])
    card.get_by_role("button", name="No longer").click()
    expect(card).to_contain_text("It can also be made by itself.")
    kim.reload()
    expect(kim.get_by_role("main")).not_to_contain_text("it makes no difference who answers first")
