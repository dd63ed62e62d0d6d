"""Many at once, on both databases."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.accounts.fakes import RecordingBus
from tests.admissions.build import add_application, row_id
from tests.conftest import NOW
from tests.interviews.crowd import DONE, Deed, all_at_once, caller_of
from tests.interviews.world import ELEVEN, TEN, Json, World, refused
from vivavoce.accounts.models import Person
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.clock import new_id
from vivavoce.interviews.models import Interview, Occupation
from vivavoce.interviews.schemas import InterviewCreate, InterviewUpdate, OfficeInterview
from vivavoce.interviews.service import InterviewService

CROWD = 60


def add_applicants(world: World, number: int) -> list[str]:
    """Ids of their selected applications."""
    with world.database.writing() as session:
        made = []
        for n in range(number):
            name = f"applicant-{n:02}-"
            session.add(
                Person(
                    id=row_id(name),
                    email=f"{name}@example.edu",
                    name=name,
                    role="student",
                    time_zone="UTC",
                    created_at=NOW,
                )
            )
            session.flush()
            made.append(add_application(session, world.cycle, row_id(name), f"of-{n:02}-", ApplicationStatus.SELECTED))
        return made


def booking(application_id: str, at: datetime, minutes: int = 30, **more: object) -> Deed:
    body = InterviewCreate.model_validate(
        {"application_id": application_id, "interview_time": at, "duration_minutes": minutes, **more}
    )
    return lambda service, caller: service.create(body, caller)


def change(interview: Json, **changes: object) -> Deed:
    body = InterviewUpdate.model_validate({"version": interview["version"], **changes})
    return lambda service, caller: service.update(interview["id"], body, caller)


def overlaps(world: World) -> list[tuple[str, str]]:
    """Pairs of interviews that somebody has at the same time, asked without any help of the constraint."""
    with world.database.reading() as session:
        rows: Sequence[Occupation] = session.scalars(select(Occupation)).all()
    return [
        (a.interview_id, b.interview_id)
        for a, b in combinations(rows, 2)
        if a.person_id == b.person_id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    ]


def scheduled(world: World) -> list[Interview]:
    with world.database.reading() as session:
        return list(session.scalars(select(Interview).where(Interview.status == "scheduled")))


@pytest.mark.slow
def test_int_15_sixty_overlapping_bookings_make_one_interview(world: World) -> None:
    start = datetime(2026, 12, 3, 10, tzinfo=UTC)
    applications = add_applicants(world, CROWD)
    # No two the same, all overlapping: each begins a second after the one before, for an hour.
    deeds = [booking(one, start + timedelta(seconds=n), 60) for n, one in enumerate(applications)]
    assert Counter(all_at_once(world, deeds)) == {DONE: 1, "interview_taken": CROWD - 1}
    assert (len(scheduled(world)), overlaps(world)) == (1, [])


@pytest.mark.slow
def test_int_10_one_applicant_booked_by_many_at_once(world: World) -> None:
    start = datetime(2026, 12, 3, 10, tzinfo=UTC)
    deeds = [booking(world.applications["sam"], start + timedelta(hours=n)) for n in range(20)]
    assert Counter(all_at_once(world, deeds)) == {DONE: 1, "already_scheduled": 19}
    assert len(scheduled(world)) == 1


@pytest.mark.slow
def test_int_11_creating_moving_and_reactivating_at_once(world: World) -> None:
    """Leads and panels cross over each other in every order, which is what makes naive locking deadlock."""
    applications = add_applicants(world, 30)
    team = [world.people[name] for name in ("ada", "ben", "ivy")]
    random = Random(7)
    deeds: list[Deed] = []
    day = datetime(2026, 12, 3, 8, tzinfo=UTC)
    for n, application in enumerate(applications[:20]):
        far = {"interview_time": (day + timedelta(days=1, hours=n)).isoformat(), "admin_id": team[n % 3]}
        made = world.create(application_id=application, **far)
        near = {"interview_time": day + timedelta(minutes=random.randrange(60))}
        if n % 2:
            lead, *panel = random.sample(team, 3)
            deeds.append(change(made, **near, admin_id=lead, interviewer_ids=panel))
        else:
            cancelled = world.change(made, status="cancelled")
            deeds.append(change(cancelled, **near, status="scheduled"))
    for application in applications[20:]:
        lead, *panel = random.sample(team, 3)
        at = day + timedelta(minutes=random.randrange(60))
        deeds.append(booking(application, at, admin_id=lead, interviewer_ids=panel))
    became = Counter(all_at_once(world, deeds))
    assert set(became) == {DONE, "interview_taken"}
    assert became[DONE] >= 1
    assert overlaps(world) == []
    assert len(scheduled(world)) == len({one.interview_id for one in all_occupations(world)})


def all_occupations(world: World) -> Sequence[Occupation]:
    with world.database.reading() as session:
        return session.scalars(select(Occupation)).all()


@pytest.mark.slow
def test_int_20_the_same_version_changed_by_many_at_once(world: World) -> None:
    made = world.create()
    deeds = [change(made, notes=f"note {n}") for n in range(20)]
    assert Counter(all_at_once(world, deeds)) == {DONE: 1, "stale_version": 19}
    assert (world.read(made)["version"], len(world.history(made))) == (2, 2)


AT_TEN = datetime(2026, 12, 2, 10, tzinfo=UTC)


def careless_row(interview: Json, person_id: str) -> Occupation:
    return Occupation(
        interview_id=interview["id"],
        person_id=person_id,
        starts_at=AT_TEN,
        ends_at=AT_TEN + timedelta(minutes=30),
    )


def wait_until_somebody_waits_for_a_lock(session: Session) -> None:
    for _ in range(1000):
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        if session.scalar(text(waiting)):
            return
        session.execute(text("SELECT pg_sleep(0.02)"))
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("deadlock", [False, True])
def test_int_14_int_16_somebody_writes_without_our_locks(world: World, deadlock: bool) -> None:
    """The row appears between our look and our write. The constraint refuses it, or a deadlock ends our try;
    the next try sees the row and says who is busy."""
    other = world.change(world.create("eve", ELEVEN), status="cancelled")
    ada = world.people["ada"]
    world["ada"].get("/api/auth/me")
    with ThreadPoolExecutor(1) as threads:
        with world.database.writing() as session:
            session.execute(text("SET LOCAL deadlock_timeout = '60s'"))  # so that the other side gives way
            session.add(careless_row(other, ada))
            session.flush()
            answer = threads.submit(world.try_create, "sam", TEN)
            wait_until_somebody_waits_for_a_lock(session)
            if deadlock:
                session.execute(text("SELECT id FROM people WHERE id = :id FOR UPDATE"), {"id": ada})
        assert refused(answer.result()) == (409, "interview_taken", [("admin_id", "person_busy")])
    assert len(scheduled(world)) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_int_39_the_phase_and_selection_of_a_booking_stay_until_its_commit(world: World) -> None:
    """Moving the cycle and deselecting wait for a booking under way, and then see it."""
    ada = caller_of(world.database, world.people["ada"])
    phase, applicant = f"/api/admin/cycles/{world.cycle}/phase", f"/api/admin/applications/{world.applications['sam']}"
    for path, method, body, code in (
        (phase, "POST", {"to": "published"}, "guard_unmet"),
        (applicant, "PATCH", {"status": "scored"}, "interview_scheduled"),
    ):
        with ThreadPoolExecutor(1) as threads:
            with world.database.writing() as session:
                service = InterviewService(session, world.clock, new_id, RecordingBus())
                made = booking(world.applications["sam"], AT_TEN)(service, ada)
                answer = threads.submit(world["ada"].request, method, path, json=body)
                wait_until_somebody_waits_for_a_lock(session)
            assert refused(answer.result())[:2] == (409, code)
        assert isinstance(made, OfficeInterview)
        world.change(world.read({"id": made.id}), status="cancelled")
