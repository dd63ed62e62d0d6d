"""A whole admission cycle by the pages alone: thirty applicants, nine phases, interviews held in between."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.couples import Couple, seat
from tests.browser.cycle_page import CyclePage
from tests.browser.office import Appointment, Office
from tests.browser.pages import Interviews
from tests.browser.visitors import Visitor
from vivavoce.clock import utc_now

pytestmark = pytest.mark.browser

NAME = "Autumn 2031 entry"
LONDON = ZoneInfo("Europe/London")
NEW = [f"Nora {number:02}" for number in range(1, 29)]
APPLICANTS = ["Kim", "Sam", *NEW]
ASIDE, TIED = "Nora 05", ("Nora 01", "Nora 02")
SCORES = {"Kim": 97.5, "Sam": 96} | dict.fromkeys(TIED, 90) | {name: 60 for name in NEW if name not in TIED}


def email(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.edu"


def applications(**other: str) -> bytes:
    """As a spreadsheet on a German machine saves it: byte-order mark, semicolons, a statement of two lines."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(["External ID", "E-Mail", "Name", "Programme", "Statement", "Phone"])
    for number, name in enumerate(APPLICANTS):
        sheet.writerow([f"A-{number}", other.get(name, email(name)), name, "Physics", "I like light.\nA lot.", "1"])
    return out.getvalue().encode("utf-8-sig")


def test_from_a_file_of_applicants_to_a_completed_cycle(office: Office, enter: Enter) -> None:
    ada = enter("ada")
    ada.goto("/admin/cycles")
    cycle = CyclePage.create(ada.page, NAME)
    nora = _submission(cycle, enter)
    _preprocessing(cycle)
    _scoring(cycle)
    nora.page.reload()
    expect(nora.page.get_by_text("Reviewed", exact=True)).to_be_visible()
    _selection(cycle)
    _interviews(cycle, office, ada, enter)
    nora.page.reload()
    expect(nora.page.get_by_text("Not chosen", exact=True)).to_be_visible()
    assert "60" not in nora.page.get_by_role("main").inner_text()


def _submission(cycle: CyclePage, enter: Enter) -> Visitor:
    """Answers one of the new students, signed in through a link of the file of invitations."""
    cycle.is_kept_by("no application yet").click()
    cycle.look_at("Applications file (CSV)", "bad.csv", applications(Sam="ben@example.edu"))
    errors = cycle.page.get_by_role("region", name="Errors by row").get_by_role("row").nth(1)
    expect(errors).to_contain_text("member of staff")
    expect(errors.get_by_role("cell").first).to_have_text("3")
    cycle.another_file()
    cycle.look_at("Applications file (CSV)", "good.csv", applications())
    cycle.says("30 new, 0 changed")
    cycle.says("28 student accounts")
    cycle.carry_out(30)
    cycle.press("Import another file")
    cycle.look_at("Applications file (CSV)", "again.csv", applications())
    cycle.says("here already")

    cycle.press("Make one-time links…")
    links = cycle.download(cycle.page.get_by_role("button", name="Make links"))
    link = next(row["link"] for row in csv.DictReader(io.StringIO(links)) if row["name"] == "Nora 28")
    nora = enter("")
    nora.goto(link)
    nora.page.get_by_label("Password").fill("three calm words")
    nora.page.get_by_role("button", name="Save and sign in").click()
    expect(nora.page.get_by_role("button", name="Change application")).to_be_visible()
    cycle.move_to("Frozen")
    return nora


def _preprocessing(cycle: CyclePage) -> None:
    cycle.move_to("Preprocessing")
    cycle.is_kept_by("30 applications are neither checked")
    cycle.row(ASIDE).get_by_role("button", name="Set aside…").click()
    cycle.page.get_by_label("Reason").fill("Transcript missing")
    cycle.press("Set aside")
    cycle.says("0 of 29 checked")
    cycle.is_kept_by("29 applications are neither checked").click()
    expect(cycle.page.get_by_label("Checked", exact=True)).to_have_value("no")
    cycle.choose_all()
    cycle.press("Mark chosen checked")
    cycle.says("29 of 29 checked")
    cycle.move_to("Batch preparation")


def _scoring(cycle: CyclePage) -> None:
    cycle.is_kept_by("export has not been made").click()
    cycle.press("Make the scoring export")
    exported = cycle.download(cycle.page.get_by_role("link", name="Download CSV"))
    sheet = list(csv.DictReader(io.StringIO(exported)))
    assert {row["name"] for row in sheet} == set(APPLICANTS) - {ASIDE}
    cycle.move_to("Processing")

    cycle.is_kept_by("29 applications have no score")
    out = io.StringIO()
    scored = csv.DictWriter(out, sheet[0].keys())
    scored.writeheader()
    scored.writerows({**row, "score": SCORES[row["name"]]} for row in sheet)
    cycle.look_at("Scores file (CSV)", "scores.csv", out.getvalue().encode())
    cycle.says("29 new")
    cycle.carry_out(29)
    cycle.says("29 of 29 scored")
    cycle.move_to("Scored")


def _selection(cycle: CyclePage) -> None:
    """Three are asked for; the third place is shared, so it is four. Then one more by hand, and the rest are not."""
    cycle.move_to("Selection")
    cycle.is_kept_by("No applicant is selected")
    cycle.page.get_by_label("How many").fill("3")
    cycle.press("Show who that is…")
    dialog = cycle.page.get_by_role("dialog")
    for name in TIED:
        expect(dialog).to_contain_text(name)
    cycle.press("Select 4 applicants")
    cycle.says("4 selected")
    cycle.row("Nora 03").get_by_role("button", name="Select", exact=True).click()
    cycle.says("5 selected")
    cycle.page.get_by_label("Status").select_option("scored")
    expect(cycle.row("Kim")).to_have_count(0)
    cycle.choose_all()
    cycle.press("Do not select chosen")
    cycle.says("No application fits")


def _interviews(cycle: CyclePage, office: Office, ada: Visitor, enter: Enter) -> None:
    now = utc_now().astimezone(LONDON)
    ada.page.get_by_role("link", name="Interviews of this cycle").click()
    interviews = Interviews(ada.page)
    _schedule(interviews, "Kim", now - timedelta(hours=3))
    _schedule(interviews, "Nora 01", now - timedelta(hours=2))
    _schedule(interviews, "Nora 02", now + timedelta(days=3))
    _hold(office, ada, enter)
    _back(cycle)
    cycle.is_kept_by("1 scheduled interview is ahead").click()
    interviews.press(interviews.row("Nora 02"), "Cancel")
    expect(interviews.row("Nora 02")).to_have_count(0)  # the link shows scheduled ones
    _back(cycle)
    cycle.move_to("Published")
    cycle.is_kept_by("1 interview is still scheduled").click()
    interviews.press(interviews.row("Nora 01"), "Mark no-show")
    expect(interviews.row("Nora 01")).to_have_count(0)
    _back(cycle)
    cycle.says("1 held")
    cycle.move_to("Completed")


def _schedule(interviews: Interviews, name: str, wall_time: datetime) -> None:
    form = interviews.open_form()
    form.choose_applicant(email(name), rf"^{name}\b.*{NAME}")
    form.field("Time zone").select_option("Europe/London")
    form.field("Date and time").fill(wall_time.strftime("%Y-%m-%dT%H:%M"))
    form.submit()
    expect(form.form).to_have_count(0)
    expect(interviews.row(name)).to_have_count(1)


def _hold(office: Office, ada: Visitor, enter: Enter) -> None:
    """Kim's, in earnest; afterwards it is completed."""
    (cycle,) = [one for one in office.get("/api/admin/cycles")["items"] if one["name"] == NAME]
    (made,) = [one for one in office.interviews(cycle_id=cycle["id"]) if one["student"]["name"] == "Kim"]
    couple: Couple = seat(Appointment(made["id"], made["version"]), ada, enter("kim"))
    couple.talk()
    couple.kim_room.end_call.click()
    couple.ada_room.end_call.click()
    ada.page.wait_for_url("**/admin/interviews**")
    ada.goto(f"/admin/interviews?cycle={cycle['id']}")
    interviews = Interviews(ada.page)
    interviews.press(interviews.row("Kim"), "Mark completed")
    expect(interviews.row("Kim")).to_contain_text("Completed")


def _back(cycle: CyclePage) -> None:
    cycle.page.get_by_role("link", name="Cycles", exact=True).click()
    cycle.page.get_by_role("link", name=NAME).click()
