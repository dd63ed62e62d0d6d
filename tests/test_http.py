"""What holds for every address, whatever it is about."""

import pytest

from tests.conftest import SignIn
from vivavoce.errors import LONGEST_FIELD_NAME, MOST_FIELD_ERRORS
from vivavoce.pages import index_html

NO_IDS = ("x", "no-such-id", "a" * 21, "a" * 23, "a" * 21 + ".", "%20")
WITH_ID = [
    ("PATCH", "/api/admin/interviews/{}"),
    ("PATCH", "/api/admin/cycles/{}"),
    ("POST", "/api/admin/cycles/{}/phase"),
    ("PATCH", "/api/admin/applications/{}"),
]


def test_an_id_in_a_path_that_is_no_id_is_404_whatever_the_body(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    for method, path in WITH_ID:
        for no_id in NO_IDS:
            answer = ada.request(method, path.format(no_id), json={"nonsense": 1})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (path, no_id)


@pytest.mark.parametrize("path", ["/api/office/", "/api/admin/interviews/", "/healthz/x", "/api", "/api/"])
def test_an_address_with_something_more_is_not_found_and_leads_nowhere(sign_in: SignIn, path: str) -> None:
    answer = sign_in("ada").get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert "location" not in answer.headers


@pytest.mark.parametrize("path", ["/login", "/healthz", "/api/office", "/api/auth/me", "/api/nowhere"])
def test_head_is_get_without_a_body(sign_in: SignIn, path: str) -> None:
    nobody = sign_in("")
    head, get = nobody.head(path), nobody.get(path)
    told = ("content-type", "content-length", "cache-control", "referrer-policy")
    assert head.status_code == get.status_code
    assert [head.headers.get(name) for name in told] == [get.headers.get(name) for name in told]
    assert head.content == b""


def test_another_method_is_405_with_those_that_are_taken(sign_in: SignIn) -> None:
    answer = sign_in("ada").put(f"/api/admin/interviews/{'a' * 22}")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, GET, HEAD, PATCH"


def test_a_flood_of_unknown_fields_gets_a_short_answer(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    many = ada.post("/api/admin/cycles", json={f"field{number}": 1 for number in range(20_000)})
    assert many.status_code == 422
    assert len(many.json()["errors"]) == MOST_FIELD_ERRORS
    long = ada.post("/api/admin/cycles", json={"name": "Autumn", "x" * 500_000: 1})
    assert [error["field"] for error in long.json()["errors"]] == ["x" * LONGEST_FIELD_NAME]


@pytest.mark.parametrize(
    "path", ["/interviewer/hours", "/interviewer/dashboard", "/student/dashboard", "/admin/people"]
)
def test_a_page_that_is_loaded_again_is_there(sign_in: SignIn, path: str) -> None:
    assert sign_in("").get(path).status_code == 200


def test_the_page_holds_the_offices_contact_as_text(sign_in: SignIn) -> None:
    nobody = sign_in("")
    contact = nobody.get("/api/office").json()["contact"]
    page = nobody.get("/login").text
    assert f'<meta name="office-contact" content="{contact}">' in page
    assert "__OFFICE_CONTACT__" not in page
    assert '"&lt;b&gt; &amp; &quot;x&quot;"' in index_html("n", '<b> & "x"')


@pytest.mark.parametrize("body", [b"{", b'{"name": "x",,}', b"\xff\xfe", b""])
def test_what_is_no_json_is_said_so_and_names_no_field_that_there_is_not(sign_in: SignIn, body: bytes) -> None:
    answer = sign_in("ada").patch("/api/auth/me", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json().get("errors", [])] == ([] if body else ["body"])


def test_what_two_parts_of_a_route_read_is_refused_once(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    cycle = ada.post("/api/admin/cycles", json={"name": "Autumn"}).json()["id"]
    answer = ada.post(
        f"/api/admin/cycles/{cycle}/applications/import?dry_run=maybe", content="email,external_id\na@b.c,1"
    )
    assert [error["field"] for error in answer.json()["errors"]] == ["dry_run"]
