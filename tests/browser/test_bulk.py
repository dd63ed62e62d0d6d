"""Many interviews at once, with the mouse and by keyboard; and a conflict of interest from a student to the office."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Enter
from tests.browser.office import Office

pytestmark = pytest.mark.browser


def test_int_54_many_are_looked_at_and_then_moved(office: Office, enter: Enter) -> None:
    ahead = office.get("/api/admin/interviews", status="scheduled", order="desc")["items"][:2]
    page = enter("ada").goto("/admin/interviews?status=scheduled")
    page.get_by_role("button", name="Change many…").click()
    dialog = page.get_by_role("dialog")
    for one in ahead:
        dialog.get_by_role("checkbox", name=str(one["student"]["name"])).first.check()
    dialog.get_by_label("By", exact=True).fill("1")
    dialog.get_by_label("Unit").select_option("days")
    dialog.get_by_role("button", name="Look at what happens").click()
    expect(dialog.get_by_role("status")).to_contain_text("2 interviews change.")
    assert [one["interview_time"] for one in _again(office, ahead)] == [one["interview_time"] for one in ahead]
    dialog.get_by_role("button", name="Move them all").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("2 changed")).to_be_visible()
    moved = [
        (before["interview_time"][:10] < after["interview_time"][:10])
        for before, after in zip(ahead, _again(office, ahead), strict=True)
    ]
    assert moved == [True, True]


def _again(office: Office, interviews: list[dict[str, object]]) -> list[dict[str, str]]:
    return [office.get(f"/api/admin/interviews/{one['id']}") for one in interviews]


def test_sch_14_the_list_comes_as_a_file(office: Office, enter: Enter) -> None:
    page = enter("ada").goto("/admin/interviews?q=Kim")
    office.schedule("kim")
    with page.expect_download() as got:
        page.get_by_role("link", name="CSV").click()
    text = got.value.path().read_text("utf-8-sig")
    assert (got.value.suggested_filename, "kim@example.edu" in text) == ("interviews.csv", True)
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel").click()
    assert got.value.path().read_bytes()[:2] == b"PK"


def test_int_50_a_student_tells_the_office_whom_they_know(office: Office, enter: Enter) -> None:
    office.schedule("kim")
    kim, ada = enter("kim").goto("/student/dashboard"), enter("ada")
    kim.get_by_role("button", name="I know my interviewer…").click()
    dialog = kim.get_by_role("dialog")
    dialog.get_by_label("How you know each other").fill("She taught me.")
    dialog.get_by_role("button", name="Tell the office").click()
    expect(kim.get_by_text("The office knows").first).to_be_visible()
    cycle = office.selecting()
    page = ada.goto(f"/admin/cycles/{cycle}")
    card = page.get_by_role("region", name="Conflicts of interest")
    expect(card).to_contain_text("She taught me.")
    card.get_by_role("listitem").filter(has_text="Kim").get_by_role("button", name="They may meet").click()
    expect(card).to_contain_text("None is declared.")


def test_where_the_next_button_is_folded_away_its_summary_has_the_focus(office: Office, enter: Enter) -> None:
    def suggest_many(route: Route) -> None:
        answer = route.fetch()
        people = [{"id": f"{number:022}", "name": f"Person {number}"} for number in range(6)]
        pairs = [{"staff": one, "student": one, "why": ["surname"], "meets_at": None} for one in people]
        route.fulfill(response=answer, json={**answer.json(), "suggested": pairs})

    cycle = office.selecting()
    office.put(
        "/api/admin/conflicts", {"staff_id": office.person("ivy"), "student_id": office.person("kim"), "holds": True}
    )
    page = enter("ada").page
    page.route("**/api/admin/cycles/*/conflicts", suggest_many)
    page.goto(f"/admin/cycles/{cycle}")
    page.get_by_role("button", name="They may meet").press("Enter")
    expect(page.get_by_text("6 pairs to look at")).to_be_focused()
