"""The sentence the product is for, from the first click to the last."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple
from tests.browser.office import Appointment, Office
from tests.browser.pages import AdminDashboard, Interviews, Room, ScheduleForm, SignIn, StudentDashboard
from tests.browser.transcript import Transcript
from tests.browser.visitors import Visitor
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

LONDON = "Europe/London"
NOTE = "Explains half-life well; zebra-finch-7431"


def test_schedule_join_talk_end(office: Office, enter: Enter) -> None:
    office.clear("kim")
    ada, kim = enter(""), enter("")
    heard = Transcript(kim.context)

    _sign_in(ada, "ada", "**/admin/dashboard")
    interviews = AdminDashboard(ada.page).follow_manage_interviews()
    _schedule_kim(interviews, office)

    _sign_in(kim, "kim", "**/student/dashboard")
    dashboard = StudentDashboard(kim.page)
    dashboard.can_attend.click()
    expect(dashboard.can_attend).to_have_count(0)
    made = office.interview_of("kim", status="scheduled")
    assert made["attendance"] == "confirmed"

    ada.page.reload()
    interviews.join(interviews.row("Kim")).click()
    dashboard.join.first.click()
    rooms = [Room(one.page).ready() for one in (ada, kim)]
    couple = Couple(Appointment(made["id"], made["version"]), ada, kim, *rooms)
    _talk_and_end(couple)

    _complete(interviews)
    assert office.get(f"/api/admin/interviews/{made['id']}")["notes"] == NOTE
    kim.goto("/student/dashboard")
    expect(kim.page.get_by_text(re.compile("completed|taken place", re.IGNORECASE)).first).to_be_visible()
    kim.goto(f"/interview/{made['id']}")
    Room(kim.page).says("taken place")
    assert heard.mentions(made["id"])
    assert not heard.mentions(NOTE)
    assert not heard.mentions('"notes"')


def test_deleting_through_the_dialog_takes_the_interview_off_every_list(office: Office, enter: Enter) -> None:
    made = office.schedule("kim", utc_now() + timedelta(days=2))
    ada, kim = enter("ada"), enter("kim")
    interviews = Interviews(ada.goto("/admin/interviews"))
    row = interviews.row("Kim").filter(has=ada.page.get_by_role("button", name="Delete"))
    interviews.press(row, "Delete")
    dialog = ada.page.get_by_role("dialog").or_(ada.page.get_by_role("alertdialog"))
    expect(dialog).to_contain_text("Kim")
    interviews.confirm("Delete")
    expect(row).to_have_count(0)
    assert [one for one in office.interviews() if one["id"] == made.id] == []
    dashboard = StudentDashboard(kim.goto("/student/dashboard"))
    expect(kim.page.get_by_role("heading", level=1)).to_be_visible()
    expect(dashboard.join.and_(kim.page.locator(":not(:disabled)"))).to_have_count(0)
    assert made.id not in kim.page.content()


def _sign_in(visitor: Visitor, name: str, home: str) -> None:
    SignIn(visitor.goto("/login")).submit(name)
    visitor.page.wait_for_url(home)


def _schedule_kim(interviews: Interviews, office: Office) -> None:
    """First wrongly, as people do: nothing but an applicant, then too long ago, then at a taken time."""
    form = interviews.open_form()
    form.choose_applicant("kim", "Kim")
    time = form.field("Date and time")
    now = utc_now().astimezone(ZoneInfo(LONDON))
    form.field("Time zone").select_option(LONDON)

    _try(form, now - timedelta(days=30))
    form.says_beside(time, "7 days")
    taken = datetime.fromisoformat(_sams_next(office)).astimezone(ZoneInfo(LONDON))
    _try(form, taken)
    form.says_beside(form.field("Interviewer"), "Ada")
    expect(time).to_have_value(taken.strftime("%Y-%m-%dT%H:%M"))

    _try(form, now - timedelta(hours=3))
    expect(form.form).to_have_count(0)
    expect(interviews.row("Kim")).to_have_count(1)


def _sams_next(office: Office) -> str:
    scheduled = [one for one in office.interviews(status="scheduled") if one["student"]["name"] == "Sam"]
    return str(max(one["interview_time"] for one in scheduled))


def _try(form: ScheduleForm, wall_time: datetime) -> None:
    form.field("Date and time").fill(wall_time.strftime("%Y-%m-%dT%H:%M"))
    form.submit()


def _talk_and_end(couple: Couple) -> None:
    couple.talk()
    couple.hear_each_other()
    couple.kim_room.end_call.click()
    couple.kim.page.wait_for_url("**/student/dashboard")
    couple.ada_room.says("left the call")
    couple.ada_room.notes.fill(NOTE)
    couple.ada_room.says("Saved")
    couple.ada_room.end_call.click()
    couple.ada.page.wait_for_url("**/admin/interviews**")


def _complete(interviews: Interviews) -> None:
    interviews.press(interviews.row("Kim"), "Mark completed")
    expect(interviews.row("Kim")).to_contain_text("Completed")
