"""Rows for tests, with ids that can be read."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.conftest import NOW
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
