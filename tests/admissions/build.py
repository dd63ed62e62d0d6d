"""Rows for tests, with ids that can be read."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.conftest import NOW
from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus, Phase


def row_id(name: str) -> str:
    return name.ljust(22, "0")


def add_cycle(session: Session, name: str, phase: Phase) -> str:
    cycle = Cycle(id=row_id(name), name=name.title(), phase=phase, created_at=NOW - timedelta(days=20))
    session.add(cycle)
    session.flush()
    return cycle.id


def add_application(
    session: Session, cycle_id: str, student_id: str, name: str, status: ApplicationStatus, **more: object
) -> str:
    values: dict[str, object] = {
        "id": row_id(name),
        "admission_cycle_id": cycle_id,
        "student_id": student_id,
        "programme": "Physics",
        "school": "City School",
        "statement": "I like light.",
        "status": status,
        "checked": True,
        "created_at": NOW - timedelta(days=10),
        **more,
    }
    session.add(Application(**values))
    session.flush()
    return row_id(name)


def add_applicants(
    session: Session, cycle_id: str, names: Sequence[str], status: ApplicationStatus, **more: object
) -> list[str]:
    """Ids of the applications of new students, one for each name; `score` may be a list, too."""
    ids = [row_id(name.lower().replace(" ", "-")) for name in names]
    session.add_all(
        Person(id=one, email=f"{one}@example.edu", name=name, role="student", time_zone="UTC", created_at=NOW)
        for one, name in zip(ids, names, strict=True)
    )
    session.flush()
    for number, one in enumerate(ids):
        of_one = {key: value[number] if isinstance(value, list) else value for key, value in more.items()}
        add_application(session, cycle_id, one, one, status, **of_one)
    return ids
