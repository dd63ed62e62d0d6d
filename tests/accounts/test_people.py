from fastapi import FastAPI

from tests.conftest import ORIGIN, FakeClock, People, SignIn
from tests.statements import sent_to
from vivavoce.accounts.models import Person
from vivavoce.database import Database

KIM = {
    "id": f"kim{'0' * 19}",
    "email": "kim@example.edu",
    "name": "Kim",
    "role": "student",
    "time_zone": "Asia/Seoul",
    "invited": False,
    "disabled": False,
}


def names(answer_items: list[dict[str, str]]) -> list[str]:
    return [item["name"] for item in answer_items]


def test_people_are_listed_by_name(sign_in: SignIn) -> None:
    answer = sign_in("ada").get("/api/admin/people").json()
    assert names(answer["items"]) == ["Ada", "Ben", "Eve", "Ivy", "Kim", "Sam"]
    assert answer["items"][4] == KIM
    assert answer["server_time"] == "2026-12-01T09:00:00.000Z"


def test_people_are_found_by_role_and_words(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    found: list[tuple[dict[str, str], list[str]]] = [
        ({"role": "student"}, ["Eve", "Kim", "Sam"]),
        ({"q": "  KI "}, ["Kim"]),
        ({"q": "sam@"}, ["Sam"]),
        ({"q": "@example", "role": "interviewer"}, ["Ivy"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": "' OR 1=1 --"}, []),
    ]
    for query, expected in found:
        assert names(ada.get("/api/admin/people", params=query).json()["items"]) == expected, query


def test_a_query_that_cannot_be_taken_is_422(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    queries = [{"role": "king"}, {"q": "a\0"}, {"q": "x" * 201}]
    assert [ada.get("/api/admin/people", params=query).status_code for query in queries] == [422] * 3


def test_the_list_takes_as_many_statements_for_three_people_as_for_one(app: FastAPI, sign_in: SignIn) -> None:
    ada = sign_in("ada")
    counts = []
    for query in ({"role": "interviewer"}, {"role": "student"}):
        with sent_to(app.state.database) as sent:
            ada.get("/api/admin/people", params=query)
        counts.append(len(sent))
    assert counts == [2, 2]


def test_an_invited_person_is_listed_as_such(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    answer = ada.post("/api/admin/people", json={"email": " New@Example.edu", "name": " New ", "role": "interviewer"})
    person = answer.json()["person"]
    assert answer.status_code == 201
    assert person == {
        "id": person["id"],
        "email": "new@example.edu",
        "name": "New",
        "role": "interviewer",
        "time_zone": "Europe/London",
        "invited": True,
        "disabled": False,
    }
    assert len(person["id"]) == 22
    assert answer.json()["link"].startswith(f"{ORIGIN}/token#")
    assert ada.get("/api/admin/people", params={"q": "new"}).json()["items"] == [person]


def test_an_email_is_one_persons(sign_in: SignIn) -> None:
    answer = sign_in("ada").post("/api/admin/people", json={"email": "SAM@example.edu", "name": "S", "role": "student"})
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("email", "email_taken")]


def test_a_field_that_cannot_be_taken_is_named(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    fields = [
        ("email", "nobody"),
        ("email", "no body@example.edu"),
        ("email", "a@b@example.edu"),
        ("email", "a@example.edu\r\nBcc: b@example.edu"),
        ("email", f"{'x' * 250}@example.edu"),
        ("email", f"{'İ' * 240}@example.edu"),
        ("name", "   "),
        ("name", "x" * 201),
        ("role", "superuser"),
        ("time_zone", "Europe/Londinium"),
        ("password_hash", "x"),
    ]
    for field, value in fields:
        body = {"email": "new@example.edu", "name": "New", "role": "student", field: value}
        answer = ada.post("/api/admin/people", json=body)
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field]), value


def test_a_link_can_be_had_again(sign_in: SignIn, people: People) -> None:
    answer = sign_in("ada").post(f"/api/admin/people/{people['sam']}/invitation")
    assert (answer.status_code, answer.json()["expires_at"]) == (200, "2026-12-02T09:00:00.000Z")
    assert answer.json()["link"].startswith(f"{ORIGIN}/token#")


def test_an_unknown_person_is_404(sign_in: SignIn) -> None:
    ada = sign_in("ada")
    for person_id in ("nobody", "x" * 33, "no id", "é"):
        answer = ada.post(f"/api/admin/people/{person_id}/invitation")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_disabled_person_gets_no_link(sign_in: SignIn, database: Database, people: People, clock: FakeClock) -> None:
    with database.writing() as session:
        session.get_one(Person, people["sam"]).disabled_at = clock.now
    answer = sign_in("ada").post(f"/api/admin/people/{people['sam']}/invitation")
    assert (answer.status_code, answer.json()["code"]) == (409, "person_disabled")


def test_people_are_for_admins_only(sign_in: SignIn, people: People) -> None:
    for name, refusal in {"": (401, "not_signed_in"), "ivy": (403, "forbidden"), "sam": (403, "forbidden")}.items():
        client = sign_in(name)
        answers = [
            client.get("/api/admin/people"),
            client.post("/api/admin/people", json={"email": "new@example.edu", "name": "New", "role": "admin"}),
            client.post(f"/api/admin/people/{people['sam']}/invitation"),
        ]
        assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [refusal] * 3
