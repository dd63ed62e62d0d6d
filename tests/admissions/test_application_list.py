"""GET /api/admin/cycles/{id}/applications: filters, both orders, pages, and what it costs."""

from collections.abc import Iterator, Sequence

import pytest

from tests.admissions.build import add_applicants, add_cycle
from tests.interviews.test_list import client_database
from tests.interviews.world import Json, World, good, refused
from tests.statements import sent_to
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.paging import encode_cursor

A = ApplicationStatus
SCORES: list[float | None] = [70.5, None, 90, 70.5, 0, 100.25, None, 70.5]
NAMES = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Ann Two"]
BY_SCORE = ["Flo", "Cy", "Ann", "Ann Two", "Di", "Ed", "Bo", "Gus"]


def fill(world: World, names: Sequence[str] = NAMES, **more: object) -> str:
    """Where the list of a new cycle is."""
    with world.database.writing() as session:
        cycle = add_cycle(session, "spring", Phase.SELECTION)
        add_applicants(session, cycle, names, A.SCORED, **more)
    return f"/api/admin/cycles/{cycle}/applications"


def names(page: Json) -> list[str]:
    return [item["student"]["name"] for item in page["items"]]


def pages(world: World, where: str) -> Iterator[list[str]]:
    cursor: str | None = ""
    while cursor is not None:
        page = good(world["ada"].get(where + (f"&cursor={cursor}" if cursor else "")))
        yield names(page)
        cursor = page["next_cursor"]


def test_adm_4_by_score_highest_first_and_those_without_one_last(world: World) -> None:
    where = fill(world, score=SCORES)
    assert names(good(world["ada"].get(f"{where}?sort=score"))) == BY_SCORE
    assert names(good(world["ada"].get(f"{where}?sort=name"))) == names(good(world["ada"].get(where))) == sorted(NAMES)


@pytest.mark.parametrize("limit", range(1, 9))
def test_adm_4_pages_join_without_gap_or_double(world: World, limit: int) -> None:
    where = fill(world, score=SCORES)
    for sort, order in (("score", BY_SCORE), ("name", sorted(NAMES))):
        found = list(pages(world, f"{where}?sort={sort}&limit={limit}"))
        assert [name for page in found for name in page] == order
        assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)


def test_adm_4_a_score_given_meanwhile_doubles_nobody_behind_it(world: World) -> None:
    where = fill(world, score=SCORES)
    first = good(world["ada"].get(f"{where}?sort=score&limit=3"))
    with world.database.writing() as session:
        add_applicants(session, where.split("/")[4], ["New"], A.SCORED, score=95)
    second = good(world["ada"].get(f"{where}?sort=score&limit=9&cursor={first['next_cursor']}"))
    assert names(first) + names(second) == BY_SCORE


def test_adm_4_by_checked(world: World) -> None:
    checked = [number % 2 == 0 for number in range(8)]
    where = fill(world, checked=checked, score=SCORES)
    asked = ("checked=true", "checked=false", "checked=true&q=ann", "checked=false&sort=score&status=scored")
    assert [names(good(world["ada"].get(f"{where}?{query}"))) for query in asked] == [
        ["Ann", "Cy", "Ed", "Gus"],
        ["Ann Two", "Bo", "Di", "Flo"],
        ["Ann"],
        ["Flo", "Ann Two", "Di", "Bo"],
    ]


def test_adm_4_queries_that_cannot_be_taken(world: World) -> None:
    where = fill(world)
    by_name = encode_cursor("Ann", "x")
    bad = {
        "sort=age": "sort",
        "checked=maybe": "checked",
        f"sort=score&cursor={by_name}": "cursor",
        f"cursor={encode_cursor('-5.0', 'Ann', 'x')}": "cursor",
        **{
            f"sort=score&cursor={encode_cursor(rank, 'Ann', 'x')}": "cursor"
            for rank in ("", "x", "nan", "-inf", "1e999")
        },
    }
    answers = {query: refused(world["ada"].get(f"{where}?{query}")) for query in bad}
    assert {query: (a[0], a[2][0][0]) for query, a in answers.items()} == {q: (422, f) for q, f in bad.items()}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_adm_5_the_list_and_the_cycle_cost_the_same_whatever_their_length(world: World, number: int) -> None:
    """The list: the session, the cycle, the applications. The cycle: the session, itself, two facts, two counts, its
    history. All cycles: the session, themselves, two counts."""
    where = fill(world, [f"Student {n:03}" for n in range(number)])
    costs = []
    for path in (f"{where}?sort=score&limit=200", f"{where}?checked=true&q=s", where.removesuffix("/applications")):
        with sent_to(client_database(world, "ada")) as statements:
            good(world["ada"].get(path))
        costs.append(len(statements))
    assert costs == [3, 3, 7]
