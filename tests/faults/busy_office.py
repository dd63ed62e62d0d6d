"""A real `vivavoce serve` on either database, in the middle of an office's year: every phase has a cycle in it."""

from pathlib import Path

from tests.browser.demo_server import DemoServer
from vivavoce.admissions.models import Application, Cycle
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Base, Database
from vivavoce.operations.demo_data import DemoData
from vivavoce.operations.repository import OperationsRepository

APPLICANTS = 40
SECRET_KEY = "a-secret-for-tests-only-0123456789abcdef"


class BusyOffice(DemoServer):
    """The database is migrated already."""

    def __init__(self, data: Path, database_url: str) -> None:
        super().__init__(data)
        self.database_url = database_url

    def _arguments(self) -> list[str]:
        return ["serve", "--port", str(self.port)]

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "VIVAVOCE_DATABASE_URL": self.database_url,
            "VIVAVOCE_SECRET_KEY": SECRET_KEY,
            "VIVAVOCE_PUBLIC_URL": self.url,
            "VIVAVOCE_OFFICE_CONTACT": "admissions@example.edu",
        }


def fill(database: Database, password_hash: str) -> None:
    """The people, cycles and interviews of the demo, and a cycle each that is being checked and being scored."""
    demo = DemoData(utc_now(), password_hash, new_id)
    for person in demo.people.values():
        person.is_demo = False  # else `serve` refuses them
    rows = [*demo.rows, *_applied(demo, "preprocessing"), *_applied(demo, "processing")]
    with database.writing() as session:
        OperationsRepository(session).add_all(rows)


def _applied(demo: DemoData, phase: str) -> list[Base]:
    cycle = Cycle(id=new_id(), name=phase, phase=phase, created_at=utc_now())
    applications = [
        Application(
            id=new_id(),
            admission_cycle_id=cycle.id,
            student_id=demo.people[f"student{number:02}"].id,
            programme="Medicine",
            status="submitted",
            checked=False,
            created_at=utc_now(),
        )
        for number in range(1, APPLICANTS + 1)
    ]
    return [cycle, *applications]
