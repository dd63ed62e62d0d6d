"""A thousand people press on the same time, and every way to a time at once: nobody is ever booked twice."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from tests.accounts.fakes import RecordingBus
from tests.admissions.clients import session_token
from tests.conftest import FakeClock
from tests.interviews.crowd import DONE, Deed, all_at_once
from tests.interviews.test_races import AT_TEN, add_applicants, booking, change, overlaps, scheduled
from tests.interviews.world import OFFICE, TEN, World
from tests.signaling.server import running
from vivavoce.accounts.sessions import COOKIE
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation, PanelMember
from vivavoce.interviews.publishing import Assigned, Publishing
from vivavoce.settings import Settings

RACERS, AT_A_TIME, SECONDS = 1_000, 32, 2.0


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.timeout(300)
def test_int_15_a_thousand_racers_for_one_time(world: World, settings: Settings, clock: FakeClock) -> None:
    """They are a process of their own, as browsers are: what they compute is not the server's time."""
    applications = add_applicants(world, RACERS)
    before = deadlocks(world.database)
    with running(settings, clock) as server, ProcessPoolExecutor(1, get_context("spawn")) as apart:
        token = session_token(server.app.state.database, world.people["ada"])
        became = apart.submit(race, server.origin, token, applications).result()
    assert Counter(code for code, _ in became) == {"201": 1, "interview_taken": RACERS - 1}
    assert max(seconds for _, seconds in became) <= SECONDS
    assert (len(scheduled(world)), overlaps(world)) == (1, [])
    assert deadlocks(world.database) == before


def race(origin: str, token: str, applications: Sequence[str]) -> list[tuple[str, float]]:
    """What the server said to each, and after how many seconds."""
    limits = httpx.Limits(max_connections=AT_A_TIME)
    with httpx.Client(base_url=origin, cookies={COOKIE: token}, limits=limits, timeout=60, trust_env=False) as client:

        def book(application: str) -> tuple[str, float]:
            begun = time.perf_counter()
            answer = client.post(OFFICE, json={"application_id": application, "interview_time": TEN})
            return str(answer.json().get("code", answer.status_code)), time.perf_counter() - begun

        with ThreadPoolExecutor(AT_A_TIME) as threads:
            return list(threads.map(book, applications))


def deadlocks(database: Database) -> int:
    """That PostgreSQL has ended so far in this database."""
    if database.engine.dialect.name == "sqlite":
        return 0
    with database.reading() as session:
        counted = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        return int(session.scalar(text(counted)) or 0)


PEOPLE, STARTS = st.sampled_from(["ada", "ivy"]), st.integers(0, 3).map(lambda n: AT_TEN + timedelta(minutes=20 * n))
MOVE = st.tuples(st.sampled_from(["book", "move", "cancel", "revive", "publish", "swap"]), PEOPLE, STARTS)
RACE = st.lists(MOVE, min_size=6, max_size=6)


@pytest.mark.slow
@pytest.mark.timeout(300)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(race=RACE)
def test_int_15_sch_11_every_way_to_a_time_at_once_leaves_no_overlap(
    world: World, race: list[tuple[str, str, datetime]]
) -> None:
    clear(world)
    applications = applications_of(world, len(race))
    deeds = [
        deed(world, step, application, AT_TEN + timedelta(days=2, hours=number))
        for number, (step, application) in enumerate(zip(race, applications, strict=True))
    ]
    became = Counter(all_at_once(world, deeds))
    assert set(became) <= {DONE, "interview_taken", "schedule_changed", "already_scheduled"}
    assert overlaps(world) == []
    assert len(scheduled(world)) * 2 == occupations(world)


def applications_of(world: World, number: int) -> Sequence[str]:
    """Made once for all examples."""
    known = world.applications.get("crowd")
    if known is None:
        world.applications = {**world.applications, "crowd": " ".join(add_applicants(world, number))}
    return world.applications["crowd"].split()


def clear(world: World) -> None:
    with world.database.writing() as session:
        for table in (Occupation, PanelMember, InterviewEvent, Interview):
            session.execute(delete(table))


def occupations(world: World) -> int:
    with world.database.reading() as session:
        return len(session.scalars(select(Occupation)).all())


def deed(world: World, step: tuple[str, str, datetime], application: str, far: datetime) -> Deed:
    """What has to be there before is made `far` away from everything else."""
    what, name, at = step
    who = world.people[name]
    if what == "book":
        return booking(application, at, admin_id=who)
    if what == "publish":
        return publishing(world, [Assigned(application, None, None, who, at, 30)])
    made = world.create(application_id=application, interview_time=far.isoformat(), admin_id=who)
    if what == "move":
        return change(made, interview_time=at)
    if what == "cancel":
        return change(made, status="cancelled")
    if what == "revive":
        cancelled = world.change(made, status="cancelled")
        return change(cancelled, status="scheduled", interview_time=at)
    return publishing(world, [Assigned(application, made["id"], made["version"], who, at, 30)])


def publishing(world: World, schedule: Sequence[Assigned]) -> Deed:
    return lambda service, caller: Publishing(service._session, world.clock, new_id, RecordingBus()).publish(
        world.cycle, schedule, caller
    )


@pytest.mark.parametrize("turns", [2, 3])
def test_sch_11_interviews_swap_their_times_in_one_publication(world: World, turns: int) -> None:
    """Also in a ring of three, in which nobody can go first."""
    students = ("sam", "eve", "kim")[:turns]
    made = [world.create(one, (AT_TEN + timedelta(hours=n)).isoformat()) for n, one in enumerate(students)]
    times = [datetime.fromisoformat(str(one["interview_time"])) for one in made]
    schedule = [
        Assigned(one["application_id"], one["id"], one["version"], one["admin_id"], times[(n + 1) % turns], 30)
        for n, one in enumerate(made)
    ]
    assert all_at_once(world, [publishing(world, schedule)]) == [DONE]
    after = [datetime.fromisoformat(str(world.read(one)["interview_time"])) for one in made]
    assert after == [*times[1:], times[0]]
    assert overlaps(world) == []
