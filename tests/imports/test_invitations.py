"""All students of a cycle who cannot sign in yet are invited at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW, ORIGIN
from tests.imports.world import add_person, apply, in_phase, send, tables
from tests.interviews.test_list import client_database
from tests.interviews.world import World, good
from tests.statements import sent_to
from vivavoce.accounts.models import OneTimeLink
from vivavoce.accounts.sessions import token_hash
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso
from vivavoce.imports.csv_reading import read_csv

A = ApplicationStatus
UNTIL = iso(NOW + timedelta(days=7))


def prepared(world: World) -> str:
    """Lee and Max have no password; Sam has one, Dee is disabled, Ian is in another cycle."""
    cycle, other = in_phase(world, Phase.SUBMISSION), in_phase(world, Phase.SUBMISSION, "summer")
    apply(world, cycle, "sam", A.SUBMITTED)
    for name, where, more in (
        ("max", cycle, {"name": "=Max"}),
        ("lee", cycle, {}),
        ("dee", cycle, {"disabled_at": NOW}),
        ("ian", other, {}),
    ):
        world.people.ids[name] = add_person(world, name, **more)
        apply(world, where, name, A.SUBMITTED)
    return cycle


def invite(world: World, cycle: str) -> tuple[str, list[list[str]]]:
    """(X-Invitations, rows of the file)."""
    answer = world["ada"].post(f"/api/admin/cycles/{cycle}/invitations")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="invitations-spring.csv"'
    assert answer.content.startswith('\ufeff"name","email","link","expires_at"\r\n'.encode())
    lines = answer.content.count(b"\r\n")
    return answer.headers["x-invitations"], [
        list(r.cells) for r in read_csv(answer.content).records
    ] if lines > 1 else []


def links(world: World) -> dict[str, list[str]]:
    """Hashes of unused links by person."""
    found: dict[str, list[str]] = {}
    with world.database.reading() as session:
        for link in session.scalars(select(OneTimeLink).where(OneTimeLink.used_at.is_(None))):
            found.setdefault(link.person_id[:3], []).append(link.id)
    return found


def test_imp_26_who_is_invited_and_how(world: World) -> None:
    cycle = prepared(world)
    number, rows = invite(world, cycle)
    assert number == "2"
    assert [(name, email, until) for name, email, _, until in rows] == [
        ("=Max", "max@example.edu", UNTIL),
        ("Lee", "lee@example.edu", UNTIL),
    ]
    tokens = [link.removeprefix(f"{ORIGIN}/token#") for _, _, link, _ in rows]
    assert links(world) == {"max": [token_hash(tokens[0])], "lee": [token_hash(tokens[1])]}
    stored = tables(world.database)["one_time_links"]
    assert {(row["created_at"], row["expires_at"], row["used_at"]) for row in stored} == {
        (NOW, NOW + timedelta(days=7), None)
    }
    body = {"token": tokens[1], "password": "a-new-password-9"}
    assert world[""].post("/api/auth/token", json=body).status_code == 200
    assert invite(world, cycle)[0] == "1"


def test_imp_26_earlier_links_stop_working(world: World) -> None:
    cycle = prepared(world)
    ian = good(world["ada"].post(f"/api/admin/people/{world.people['ian']}/invitation"))["link"]
    _, first = invite(world, cycle)
    _, second = invite(world, cycle)
    assert {name: len(found) for name, found in links(world).items()} == {"max": 1, "lee": 1, "ian": 1}
    for link, status in ((first[1][2], 401), (second[1][2], 200), (ian, 200)):
        body = {"token": link.partition("#")[2], "password": "a-new-password-9"}
        answer = world[""].post("/api/auth/token", json=body)
        assert (answer.status_code == 200) is (status == 200), answer.text


def test_imp_26_nobody_to_invite(world: World) -> None:
    assert invite(world, in_phase(world, Phase.COMPLETED)) == ("0", [])


def test_imp_26_twice_at_once_leaves_one_link_each(world: World) -> None:
    cycle = prepared(world)
    world["ada"].get("/api/auth/me")
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(lambda _: invite(world, cycle), range(3)))
    assert [number for number, _ in made] == ["2"] * 3
    assert {name: len(found) for name, found in links(world).items()} == {"max": 1, "lee": 1}


def test_imp_27_no_address_and_no_row_holds_a_token(world: World) -> None:
    _, rows = invite(world, prepared(world))
    for _, _, link, _ in rows:
        page, _, token = link.partition("#")
        assert (page, len(token)) == (f"{ORIGIN}/token", 43)
        assert token not in str(tables(world.database))


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_imp_19_invitations_cost_the_same_whatever_their_number(world: World, rows: int) -> None:
    """The session; the cycle; the students; earlier links; new links."""
    cycle = in_phase(world, Phase.SUBMISSION)
    lines = [f"p{n},p{n}@example.edu,N,Physics" for n in range(rows)]
    good(send(world, cycle, "\n".join(["id,email,name,programme", *lines])))
    with sent_to(client_database(world, "ada")) as statements:
        assert invite(world, cycle)[0] == str(rows)
    assert len(statements) == 5
