"""Pages under attack: open redirects, markup in text fields, the content security policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.office import Office
from tests.browser.pages import Interviews, Room, SignIn
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser

ELSEWHERE = ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/%09/evil.example"]
MARKUP = "<script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
PWNED = "window.pwned ?? null"


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_sign_in_never_leads_to_another_site(enter: Enter, next_page: str) -> None:
    page = enter("").goto(f"/login?next={next_page}")
    SignIn(page).submit("sam")
    page.wait_for_url("**/student/dashboard")


def test_sign_in_leads_back_to_where_the_person_wanted_to_go(office: Office, enter: Enter) -> None:
    path = office.schedule("kim").path
    kim = enter("")
    kim.goto(path)
    kim.page.wait_for_url("**/login?next=*")
    SignIn(kim.page).submit("kim")
    kim.page.wait_for_url(f"**{path}")
    Room(kim.page).ready()


def test_a_wrong_password_is_told_in_words_and_keeps_the_email(enter: Enter) -> None:
    page = enter("").goto("/login")
    SignIn(page).submit("sam", "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("sam@example.edu")


def test_markup_in_text_fields_is_shown_as_text_wherever_it_appears(office: Office, enter: Enter) -> None:
    appointment = office.schedule("kim", notes=MARKUP)
    kim, ada = enter("kim"), enter("ada")
    _rename(kim, MARKUP)
    try:
        kim.page.context.request.post(
            f"/api/student/interviews/{appointment.id}/response", data={"attendance": "cannot", "message": MARKUP}
        )
        for path in ("/student/dashboard", "/profile"):
            _shows_inert(kim.goto(path))
        for path in ("/admin/interviews", "/admin/people", appointment.path):
            _shows_inert(ada.goto(path))
        expect(Room(ada.page).ready().notes).to_have_value(MARKUP)
        Interviews(ada.goto("/admin/interviews")).press(ada.page.get_by_role("row").filter(has_text="<script>"), "Edit")
        expect(ada.page.get_by_label("Notes", exact=True)).to_have_value(MARKUP)
        for one in (kim, ada):
            assert one.page.evaluate(PWNED) is None
            assert one.probe.violations() == []
    finally:
        _rename(kim, "Kim")


def test_the_policy_stops_an_injected_script(enter: Enter) -> None:
    kim = enter("kim")
    kim.watch.allow("Content Security Policy")
    page = kim.goto("/student/dashboard")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'window.pwned = 3' }))")
    assert page.evaluate(PWNED) is None
    assert kim.probe.violations() != []


def _rename(visitor: Visitor, name: str) -> None:
    answer = visitor.context.request.patch("/api/auth/me", data={"name": name})
    assert answer.ok, answer.text()


def _shows_inert(page: Page) -> None:
    expect(page.get_by_text("<script>").or_(page.locator("input[value*='<script>']")).first).to_be_attached()
    assert page.evaluate(PWNED) is None
