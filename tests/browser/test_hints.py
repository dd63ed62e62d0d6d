"""An admin who sets a time by hand reads what speaks against it beside each field, and may go on all the same."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import defects, settle
from tests.browser.comfort import discomforts
from tests.browser.conftest import Enter
from tests.browser.office import Office
from tests.browser.pages import Interviews, ScheduleForm
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser
NEVER = {
    "version": 0, "time_zone": "Asia/Karachi", "weekly": [[]] * 7, "exceptions": [], "buffer_minutes": 0,
    "languages": [], "subjects": [],
}  # fmt: skip


def test_sch_25_hints_stand_beside_their_fields_and_refuse_nothing(office: Office, enter: Enter, axe: str) -> None:
    office.put(f"/api/admin/people/{office.person('ivy')}/hours", NEVER)
    office.clear("kim")
    interviews = Interviews(enter("ada").goto("/admin/interviews"))
    form = interviews.open_form()
    form.choose_applicant("kim", "Kim")
    form.field("Date and time").fill((utc_now() + timedelta(days=40)).strftime("%Y-%m-%dT10:00"))
    form.field("Interviewer").select_option("Ivy")
    form.says_beside(form.field("Interviewer"), "Outside the hours of Ivy, for whom this is .* \\(Asia/Karachi\\)")
    settle(form.page)
    assert (defects(form.page, axe), discomforts(form.page)) == ([], [])
    form.field("Interviewer").select_option("Ada")
    expect(form.form).not_to_contain_text("Outside the hours")
    form.form.get_by_label("Ivy").check()
    expect(form.form.get_by_role("group").filter(has_text="on the panel")).to_contain_text("Outside the hours of Ivy")
    form.submit()
    expect(form.form).to_have_count(0)
    expect(interviews.row("Kim")).to_have_count(1)


def test_int_56_of_a_time_that_comes_twice_it_is_asked_which(office: Office, enter: Enter) -> None:
    office.clear("kim")
    interviews = Interviews(enter("ada").goto("/admin/interviews"))
    form = interviews.open_form()
    form.choose_applicant("kim", "Kim")
    form.field("Time zone").select_option("Europe/London")
    twice = _last_sunday_of_october()
    form.field("Date and time").fill(f"{twice}T01:30")
    form.submit()
    form.says_beside(form.field("Which of the two"), "the earlier \\(00:30 UTC\\) or the later \\(01:30 UTC\\)")
    form.field("Which of the two").select_option(label="The second, 01:30 UTC")
    form.submit()
    expect(form.form).to_have_count(0)
    assert office.interview_of("kim", status="scheduled")["interview_time"] == f"{twice}T01:30:00.000Z"
    _edit_asks_nothing(interviews)


def _edit_asks_nothing(interviews: Interviews) -> None:
    """Whoever opens it again sees which of the two it is."""
    interviews.press(interviews.row("Kim"), "Edit")
    form = ScheduleForm(interviews.page)
    expect(form.field("Which of the two")).to_have_value("later")
    form.form.get_by_label("Notes").fill("Twice that night.")
    form.form.get_by_role("button", name=re.compile("Save")).click()
    expect(form.form).to_have_count(0)


def _last_sunday_of_october() -> str:
    """The next one to come."""
    now = utc_now()
    day = next(
        found
        for found in (now.date() + timedelta(days=ahead) for ahead in range(2, 380))
        if found.month == 10 and found.weekday() == 6 and (found + timedelta(days=7)).month == 11
    )
    return day.isoformat()
