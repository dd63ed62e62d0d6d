"""Files to import, and what the database holds before and after."""

from collections.abc import Mapping, Sequence
from typing import Any

from httpx import Response
from sqlalchemy import select

from tests.admissions.build import add_application, add_cycle
from tests.conftest import NOW
from tests.interviews.world import Json, World, good
from vivavoce.accounts.models import OneTimeLink, Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.database import Base, Database

HEADER = "external_id,email,name,programme,school,statement"
TABLES: Sequence[type[Base]] = (Person, Application, Cycle, OneTimeLink)
NOTHING: Json = {
    "dry_run": False,
    "rows": 0,
    "new": 0,
    "changed": 0,
    "unchanged": 0,
    "skipped": 0,
    "accounts": 0,
    "ignored_columns": [],
    "hints": [],
    "hint_count": 0,
    "sample": [],
    "errors": [],
    "error_count": 0,
}


def tables(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables an import could touch, whole."""
    with database.reading() as session:
        return {
            model.__tablename__: sorted(
                (dict(row._mapping) for row in session.execute(select(model.__table__))), key=lambda row: row["id"]
            )
            for model in TABLES
        }


def in_phase(world: World, phase: Phase, name: str = "spring") -> str:
    """A new cycle's id."""
    with world.database.writing() as session:
        return add_cycle(session, name, phase)


def apply(world: World, cycle: str, student: str, status: ApplicationStatus, **more: object) -> str:
    """An application's id."""
    with world.database.writing() as session:
        return add_application(session, cycle, world.people[student], f"of-{student}", status, **more)


def add_person(world: World, who: str, **more: object) -> str:
    """A student without a password; their id."""
    values: dict[str, Any] = {
        "id": who.ljust(22, "0"),
        "email": f"{who}@example.edu",
        "name": who.title(),
        "role": "student",
        "time_zone": "Asia/Karachi",
        "created_at": NOW,
        **more,
    }
    with world.database.writing() as session:
        session.add(Person(**values))
    return str(values["id"])


def send(
    world: World, cycle: str, file: str | bytes, *, what: str = "applications", dry_run: bool | None = None
) -> Response:
    data = file.encode() if isinstance(file, str) else file
    query = {} if dry_run is None else {"dry_run": str(dry_run).lower()}
    answer: Response = world["ada"].post(f"/api/admin/cycles/{cycle}/{what}/import", content=data, params=query)
    return answer


def imported(world: World, cycle: str, file: str | bytes, what: str = "applications") -> Json:
    """The answer; its preview was the same and changed nothing."""
    before = tables(world.database)
    preview = good(send(world, cycle, file, what=what, dry_run=True))
    assert tables(world.database) == before
    done = good(send(world, cycle, file, what=what))
    assert preview == done | {"dry_run": True}
    return done


def refused_rows(world: World, cycle: str, file: str | bytes, what: str = "applications") -> list[tuple[int, str, str]]:
    """[(row, column, code)] of a file that changes nothing; its preview says the same."""
    before = tables(world.database)
    preview = good(send(world, cycle, file, what=what, dry_run=True))
    answer = send(world, cycle, file, what=what, dry_run=False)
    assert (answer.status_code, answer.json()["code"]) == (422, "import_refused"), answer.text
    assert tables(world.database) == before
    errors = answer.json()["errors"]
    assert [
        {
            "field": error["column"] or "body",
            "code": error["code"],
            "message": f"Row {error['row']}: {error['message']}",
            "row": error["row"],
        }
        for error in preview["errors"]
    ] == errors
    return [(error["row"], error["column"], error["code"]) for error in preview["errors"]]


def counts(answer: Mapping[str, Any]) -> dict[str, int]:
    names = ("rows", "new", "changed", "unchanged", "skipped", "accounts")
    return {name: answer[name] for name in names if answer[name]}


def stored(world: World, cycle: str) -> list[tuple[str | None, str, str, str, str, str]]:
    """(external id, e-mail, programme, school, statement, status) of a cycle's applications."""
    with world.database.reading() as session:
        rows = session.execute(
            select(
                Application.external_id, Person.email, Application.programme, Application.school,
                Application.statement, Application.status,
            )
            .join(Person, Person.id == Application.student_id)
            .where(Application.admission_cycle_id == cycle)
            .order_by(Person.email)
        )  # fmt: skip
        return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]
