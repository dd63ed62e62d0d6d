"""GET /api/admin/people with a limit."""

from collections.abc import Iterator, Sequence

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.accounts.test_people import names
from tests.conftest import NOW, People
from tests.conftest import SignIn as Enter
from tests.interviews.conftest import sign_in
from tests.statements import sent_to
from vivavoce.accounts.models import Person
from vivavoce.database import Database
from vivavoce.paging import encode_cursor

__all__ = ["sign_in"]
WHERE = "/api/admin/people"
# Lower and upper case side by side, namesakes, names with wildcards, beyond ASCII.
NAMES = ["alma", "Alma", "ALMA", "Åsa", "Bo_", "bo%", "Zoë", "émile", "Émile"]


def add(database: Database, names: Sequence[str]) -> None:
    with database.writing() as session:
        for number, name in enumerate(names):
            one = f"p{number:03}".ljust(22, "0")
            session.add(
                Person(id=one, email=f"{one}@x.example", name=name, role="student", time_zone="UTC", created_at=NOW)
            )


def pages(client: TestClient, query: str) -> Iterator[list[str]]:
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(f"{WHERE}?{query}" + (f"&cursor={cursor}" if cursor else "")).json()
        yield [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]


def test_adm_19_without_a_limit_everyone_comes_at_once(sign_in: Enter) -> None:
    answer = sign_in("ada").get(WHERE).json()
    assert (names(answer["items"]), answer["next_cursor"]) == (["Ada", "Ben", "Eve", "Ivy", "Kim", "Sam"], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 9, 14, 15, 16, 200])
def test_adm_19_pages_join_without_gap_or_double(sign_in: Enter, database: Database, limit: int) -> None:
    ada = sign_in("ada")
    add(database, NAMES)
    everyone = [item["id"] for item in ada.get(WHERE).json()["items"]]
    found = list(pages(ada, f"limit={limit}"))
    assert [one for page in found for one in page] == everyone
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
    students = [one for page in pages(ada, f"limit={limit}&role=student&q=a") for one in page]
    assert students == [item["id"] for item in ada.get(f"{WHERE}?role=student&q=a").json()["items"]]


def test_adm_19_a_cursor_alone_brings_the_rest(sign_in: Enter, people: People) -> None:
    rest = sign_in("ada").get(f"{WHERE}?cursor={encode_cursor('EVE', people['eve'])}").json()
    assert (names(rest["items"]), rest["next_cursor"]) == (["Ivy", "Kim", "Sam"], None)


def test_adm_19_queries_that_cannot_be_taken(sign_in: Enter) -> None:
    ada = sign_in("ada")
    for query in ("limit=0", "limit=201", "limit=x", "cursor=x", f"cursor={encode_cursor('one')}"):
        assert ada.get(f"{WHERE}?{query}").status_code == 422, query


@pytest.mark.parametrize("number", [1, 3, 300])
def test_adm_19_a_page_costs_the_same(app: FastAPI, sign_in: Enter, database: Database, number: int) -> None:
    ada = sign_in("ada")
    add(database, [f"Student {n}" for n in range(number)])
    with sent_to(app.state.database) as sent:
        ada.get(f"{WHERE}?limit=200&q=student")
    assert len(sent) == 2
