"""A database with any number of interviews."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import Engine, create_engine, insert, text

from vivavoce.accounts.models import LoginSession, Person
from vivavoce.accounts.sessions import new_token, token_hash
from vivavoce.admissions.models import Application, Cycle
from vivavoce.clock import new_id
from vivavoce.database import Base
from vivavoce.interviews.models import Interview

A_CYCLE: Final = 10_000
"""Interviews in each; only those of the last can still be scheduled."""
SCHEDULED: Final = 500
LEADS: Final = 100
PROGRAMMES: Final = 12
LAST: Final = datetime(2027, 1, 1, tzinfo=UTC)
EVERY: Final = timedelta(minutes=5)
AT_ONCE: Final = 10_000
"""Rows."""
GIVEN = ("Amina", "Bilal", "Chloe", "Daniel", "Emile", "Fatima", "George", "Hana", "Imran", "Jana", "Karim", "Lucia")
FAMILY = ("Ahmed", "Brown", "Cohen", "Diaz", "Evans", "Farooq", "Garcia", "Hussain", "Ivanov", "Jones", "Khan", "Lopez")

Row = dict[str, object]


def fill(url: str, size: int) -> str:
    """The token of a session of an admin."""
    engine = create_engine(url)  # the product's own gives up on what takes so long
    try:
        return _fill(engine, size)
    finally:
        engine.dispose()


def _fill(engine: Engine, size: int) -> str:
    token = new_token()
    ids = [(new_id(), new_id()) for _ in range(size)]
    _store(engine, Person, _people(size))
    _store(engine, LoginSession, iter([_session(token)]))
    _store(engine, Cycle, _cycles(size))
    _store(engine, Application, (_application(number, size, one) for number, (one, _) in enumerate(ids)))
    _store(engine, Interview, (_interview(number, size, *both) for number, both in enumerate(ids)))
    if engine.dialect.name == "postgresql":
        # As its autovacuum does after a while.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return token


def _store(engine: Engine, model: type[Base], rows: Iterator[Row]) -> None:
    while some := list(islice(rows, AT_ONCE)):
        with engine.begin() as connection:
            connection.execute(insert(model), some)


def students(size: int) -> int:
    """Each applies in ten cycles, where there are as many."""
    return max(size // 10, min(size, A_CYCLE))


def _people(size: int) -> Iterator[Row]:
    yield _person("admin", "admin", "Ada Admin")
    yield from (_person(f"lead{number}", "interviewer", f"Lead {number}") for number in range(LEADS))
    for number in range(students(size)):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN) % len(FAMILY)]
        yield _person(f"student{number}", "student", f"{given} {family} {number}")


def _person(name: str, role: str, full: str) -> Row:
    return {
        "id": name, "email": f"{name}@bench.example", "name": full, "role": role, "time_zone": "Europe/London",
        "created_at": LAST,
    }  # fmt: skip


def _session(token: str) -> Row:
    now = datetime.now(UTC)
    return {
        "id": token_hash(token), "person_id": "admin", "created_at": now, "last_seen_at": now,
        "expires_at": now + timedelta(days=7),
    }  # fmt: skip


def _cycles(size: int) -> Iterator[Row]:
    last = (size - 1) // A_CYCLE
    for number in range(last + 1):
        phase = "selection" if number == last else "completed"
        yield {"id": f"cycle{number}", "name": f"Cycle {number}", "phase": phase, "created_at": LAST}


def _application(number: int, size: int, id_: str) -> Row:
    return {
        "id": id_, "admission_cycle_id": f"cycle{number // A_CYCLE}", "student_id": f"student{number % students(size)}",
        "programme": f"Programme {number % PROGRAMMES}", "status": "selected", "checked": True, "created_at": LAST,
    }  # fmt: skip


def _interview(number: int, size: int, application_id: str, id_: str) -> Row:
    done = "no_show" if number % 20 == 0 else "completed"
    return {
        "id": id_, "application_id": application_id, "admission_cycle_id": f"cycle{number // A_CYCLE}",
        "student_id": f"student{number % students(size)}", "admin_id": f"lead{number % LEADS}",
        "interview_time": LAST - (size - number) * EVERY, "duration_minutes": 30, "time_zone": "Europe/London",
        "interview_link": f"/interview/{id_}", "status": "scheduled" if number >= size - SCHEDULED else done,
        "created_at": LAST, "updated_at": LAST, "deleted_at": LAST if number % 101 == 7 else None,
    }  # fmt: skip
