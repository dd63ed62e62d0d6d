"""What there is to schedule, for tests that have a database and no server."""

from datetime import timedelta

from tests.admissions.build import add_application, add_cycle
from vivavoce.accounts.models import Person
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import utc_now
from vivavoce.database import Database
from vivavoce.interviews.models import Hours
from vivavoce.scheduling.models import WindowRequest

WHOLE_DAY = [[540, 1020]]


def cycle_to_schedule(database: Database) -> None:
    """Autumn, with three applicants who are asked for a week, and Empty, which is in submission."""
    now = utc_now()
    first = (now + timedelta(days=7)).date()
    with database.writing() as session:
        people = {
            name: Person(
                id=f"{name:0<22}", email=f"{name}@example.edu", name=name.title(), role=role, time_zone="Europe/London",
                is_demo=False, created_at=now,
            )
            for name, role in (("ada", "admin"), ("sam", "student"), ("eve", "student"), ("kim", "student"))
        }  # fmt: skip
        session.add_all(people.values())
        session.flush()
        cycle = add_cycle(session, "Autumn", Phase.SELECTION)
        add_cycle(session, "Empty", Phase.SUBMISSION)
        for name in ("sam", "eve", "kim"):
            add_application(session, cycle, people[name].id, f"application-{name}", ApplicationStatus.SELECTED)
        session.add(
            Hours(
                person_id=people["ada"].id, time_zone="Europe/London", weekly=[WHOLE_DAY] * 7, exceptions={},
                buffer_minutes=0, languages=[], subjects=[], ties=[], version=1, updated_at=now,
            )
        )  # fmt: skip
        session.add(
            WindowRequest(
                admission_cycle_id=cycle, first_day=first.isoformat(), last_day=(first + timedelta(days=4)).isoformat(),
                closes_at=now + timedelta(days=2), version=1, updated_at=now,
            )
        )  # fmt: skip
