"""A database with any number of interviews, filled by the database itself."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, insert, text

from vivavoce.accounts.models import LoginSession, Person
from vivavoce.accounts.sessions import new_token, token_hash
from vivavoce.admissions.models import Cycle

A_CYCLE: Final = 10_000
"""Interviews in each; only those of the last can still be scheduled."""
LEADS: Final = 100
PROGRAMMES: Final = 12
LAST: Final = datetime(2027, 1, 1, tzinfo=UTC)
EVERY: Final = timedelta(minutes=5)
GIVEN = ("Amina", "Bilal", "Chloe", "Daniel", "Emile", "Fatima", "George", "Hana", "Imran", "Jana", "Karim", "Lucia")
FAMILY = ("Ahmed", "Brown", "Cohen", "Diaz", "Evans", "Farooq", "Garcia", "Hussain", "Ivanov", "Jones", "Khan", "Lopez")
NUMBERS = "WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :size)"
APPLICATIONS = f"""
INSERT INTO applications (id, admission_cycle_id, student_id, programme, school, address, statement, status, checked,
                          created_at)
{NUMBERS}
SELECT substr('a' || md5(CAST(i AS TEXT)), 1, 22), 'cycle' || (i / {A_CYCLE}), 'student' || (i % :students),
       'Programme ' || (i % {PROGRAMMES}), '', '', '', 'selected', :yes, :now
FROM numbers
"""  # noqa: S608 (numbers of this file)
INTERVIEWS = f"""
INSERT INTO interviews (id, application_id, student_id, admin_id, admission_cycle_id, interview_time, duration_minutes,
                        time_zone, wall_time, zone_rules, interview_link, status, notes, attendance_message, lobby,
                        relay_only, version, sequence, created_at, updated_at, deleted_at)
{NUMBERS}
SELECT substr('i' || md5(CAST(i AS TEXT)), 1, 22), substr('a' || md5(CAST(i AS TEXT)), 1, 22),
       'student' || (i % :students), 'lead' || (i % {LEADS}), 'cycle' || (i / {A_CYCLE}), {{time}}, 30,
       'Europe/London', '', '', '/interview/' || substr('i' || md5(CAST(i AS TEXT)), 1, 22),
       CASE WHEN i >= :size - 500 THEN 'scheduled' WHEN i % 20 = 0 THEN 'no_show' ELSE 'completed' END,
       '', '', :no, :no, 1, 0, :now, :now, CASE WHEN i % 101 = 7 THEN {{deleted}} END
FROM numbers
"""  # noqa: S608
TIME = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', :first, '+' || (i * 5) || ' minutes')",
    "postgresql": "CAST(:first AS timestamptz) + i * interval '5 minutes'",
}


def fill(url: str, size: int) -> str:
    """The token of a session of an admin."""
    engine = create_engine(url)  # the product's own gives up on what takes so long
    try:
        return _fill(engine, size)
    finally:
        engine.dispose()


def _fill(engine: Engine, size: int) -> str:
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            _teach_md5(connection)
        else:
            connection.execute(text("SET session_replication_role = replica"))  # no look at foreign keys
        token = _people(connection, size)
        stamp = {"postgresql": "CAST(:now AS timestamptz)", "sqlite": ":now"}[engine.dialect.name]
        values = _values(engine.dialect.name, size)
        connection.execute(text(APPLICATIONS.replace(":now", stamp)), values)
        made = INTERVIEWS.format(time=TIME[engine.dialect.name], deleted=":now").replace(":now", stamp)
        connection.execute(text(made), values)
    if engine.dialect.name == "postgresql":
        # As its autovacuum does after a while.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return token


def _values(dialect: str, size: int) -> dict[str, object]:
    first = LAST - size * EVERY
    stamp = "%Y-%m-%d %H:%M:%S.000000" if dialect == "sqlite" else "%Y-%m-%dT%H:%M:%SZ"
    sure = {"yes": True, "no": False} if dialect == "postgresql" else {"yes": 1, "no": 0}
    moments = {"first": first.strftime(stamp), "now": LAST.strftime(stamp)}
    return {"size": size, "students": students(size), **sure, **moments}


def students(size: int) -> int:
    """Each applies in ten cycles, where there are as many."""
    return max(size // 10, min(size, A_CYCLE))


def _people(connection: Connection, size: int) -> str:
    token, cycles = new_token(), max(1, size // A_CYCLE)
    everybody = list(_everybody(size))
    for first in range(0, len(everybody), 10_000):
        connection.execute(insert(Person), everybody[first : first + 10_000])
    connection.execute(
        insert(Cycle),
        [
            {"id": f"cycle{number}", "name": f"Cycle {number}", "created_at": LAST,
             "phase": "selection" if number == cycles - 1 else "completed"}
            for number in range(cycles)
        ],
    )  # fmt: skip
    session = {"id": token_hash(token), "person_id": "admin", "expires_at": datetime.now(UTC) + timedelta(days=7)}
    connection.execute(
        insert(LoginSession), [session | dict.fromkeys(("created_at", "last_seen_at"), datetime.now(UTC))]
    )
    return token


def _everybody(size: int) -> Iterator[dict[str, object]]:
    yield _person("admin", "admin", "Ada Admin")
    yield from (_person(f"lead{number}", "interviewer", f"Lead {number}") for number in range(LEADS))
    for number in range(students(size)):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN) % len(FAMILY)]
        yield _person(f"student{number}", "student", f"{given} {family} {number}")


def _person(name: str, role: str, full: str) -> dict[str, object]:
    return {
        "id": name, "email": f"{name}@bench.example", "name": full, "role": role, "time_zone": "Europe/London",
        "created_at": LAST,
    }  # fmt: skip


def _teach_md5(connection: Connection) -> None:
    """PostgreSQL knows it."""
    driver: Any = connection.connection.driver_connection
    driver.create_function("md5", 1, lambda said: hashlib.md5(said.encode(), usedforsecurity=False).hexdigest())
