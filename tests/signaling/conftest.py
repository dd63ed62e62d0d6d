"""One interview for every test: Sam with Ada (lead), Ivy on its panel, in an hour."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from tests.conftest import NOW, FakeClock, People
from tests.sessions import add_session
from tests.signaling.driver import spread
from tests.signaling.server import RunningServer, running
from vivavoce.admissions.models import Application, Cycle
from vivavoce.database import Database
from vivavoce.interviews.models import Interview, PanelMember
from vivavoce.settings import Settings

STARTS = NOW + timedelta(hours=1)
INTERVIEW = "interview0000000000001"


@pytest.fixture
def cycle(database: Database) -> str:
    with database.writing() as session:
        session.add(Cycle(id="cycle", name="2026", phase="selection", created_at=NOW))
    return "cycle"


AddInterview = Callable[..., str]


@pytest.fixture
def add_interview(database: Database, people: People, cycle: str) -> AddInterview:
    def add(id_: str, student: str, lead: str = "ada", panel: tuple[str, ...] = (), starts: datetime = STARTS) -> str:
        with database.writing() as session:
            session.add(_application(id_, cycle, people[student]))
            session.flush()
            session.add(_interview(id_, cycle, people[student], people[lead], starts))
            session.flush()
            for position, name in enumerate(panel):
                session.add(PanelMember(interview_id=id_, person_id=people[name], position=position))
        return id_

    return add


def _application(id_: str, cycle: str, student_id: str) -> Application:
    return Application(
        id=f"a-{id_}"[:32], admission_cycle_id=cycle, student_id=student_id, programme="Medicine", status="selected",
        created_at=NOW,
    )  # fmt: skip


def _interview(id_: str, cycle: str, student_id: str, lead_id: str, starts: datetime) -> Interview:
    return Interview(
        id=id_, application_id=f"a-{id_}"[:32], student_id=student_id, admin_id=lead_id, admission_cycle_id=cycle,
        interview_time=starts, duration_minutes=30, time_zone="Europe/London", interview_link=f"/interview/{id_}",
        status="scheduled", created_at=NOW, updated_at=NOW,
    )  # fmt: skip


@pytest.fixture
def interview(add_interview: AddInterview) -> str:
    return add_interview(INTERVIEW, "sam", "ada", ("ivy",))


Token = Callable[[str], str]


@pytest.fixture
def token(database: Database, people: People) -> Token:
    """`token("ada")` is the cookie of a new session of hers."""

    def make(name: str) -> str:
        with database.writing() as session:
            return add_session(session, people[name], NOW)

    return make


@pytest.fixture
def server(settings: Settings, clock: FakeClock) -> Iterator[RunningServer]:
    with running(settings, clock) as made:
        yield made


ROOM_TESTS = ("test_room_", "test_lobby", "test_clock_jumps")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of a room runs on one node, and with its people spread over three."""
    apart = metafunc.definition.get_closest_marker("one_node")
    if apart is None and metafunc.definition.path.name.startswith(ROOM_TESTS):
        metafunc.parametrize("nodes", [1, 3], indirect=True, ids=["one node", "three nodes"])


@pytest.fixture(autouse=True)
def nodes(request: pytest.FixtureRequest) -> Iterator[None]:
    token = spread.set(getattr(request, "param", 1) > 1)
    yield
    spread.reset(token)
