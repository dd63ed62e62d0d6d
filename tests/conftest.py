"""Real databases, a clock that stands still, and the people every test knows."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from tests.postgres import PostgresServer, find_postgres
from tests.redis import RedisServer
from vivavoce.accounts.models import Person
from vivavoce.app import create_app
from vivavoce.database import Database
from vivavoce.migrations.runner import migrate
from vivavoce.settings import Settings

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PASSWORD = "vivavoce-demo"
ORIGIN = "http://localhost:8000"

# A busy machine is no finding, and the same examples every time keep a green suite green.
hypothesis.settings.register_profile("vivavoce", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("vivavoce")

# structlog's own default prints every local variable of every frame of a fault: seconds of work each.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@dataclass
class FakeClock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    database = Database(f"sqlite:///{file}")
    migrate(database.engine)
    database.engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server a test process, with a migrated template database `template_vivavoce`.

    Not in pytest's own folder: every start of pytest closes that one to other users, the server's included.
    """
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="vivavoce-") as folder, PostgresServer(Path(folder)) as server:
        server.create_database("template_vivavoce")
        database = Database(server.url("template_vivavoce"))
        migrate(database.engine)
        database.engine.dispose()
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of its own for each test, on both kinds."""
    if request.param == "sqlite":
        file = tmp_path / "vivavoce.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.migrated_database(template="template_vivavoce") as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def elsewhere(database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Another database of the same kind, without a table; of SQLite not even a file."""
    if database.engine.dialect.name == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
        yield made
        made.engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.temporary_database() as url:
        made = Database(url)
        yield made
        made.engine.dispose()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return make_settings(database_url, tmp_path)


def make_settings(database_url: str, data_dir: Path, **more: object) -> Settings:
    values: dict[str, Any] = {
        "database_url": database_url,
        "data_dir": data_dir,
        "public_url": ORIGIN,
        "secret_key": "a-secret-for-tests-only-0123456789abcdef",
        **more,
    }
    return Settings(_env_file=None, **values)


@pytest.fixture(scope="session")
def routes() -> FastAPI:
    """An app that nobody asks: FastAPI works out what the routes of an app take and give at its first request, for
    75 ms each time, and what it finds holds nothing of the app but whom to ask for overrides of dependencies."""
    return create_app(make_settings("sqlite:///never-opened.sqlite3", Path("never-made")))


def router_of(route: BaseRoute) -> object:
    """The feature's router that it stands for, else itself."""
    return getattr(route, "original_router", route)


@contextmanager
def made_app(settings: Settings, clock: FakeClock, routes: FastAPI) -> Iterator[FastAPI]:
    """With what is known of its routes already."""
    made = create_app(settings, clock)
    made.dependency_overrides = routes.dependency_overrides
    known = {id(router_of(one)): one for one in routes.router.routes}
    made.router.routes[:] = [known.get(id(router_of(one)), one) for one in made.router.routes]
    yield made
    routes.dependency_overrides.clear()
    made.state.solver.stop()
    made.state.database.engine.dispose()


@pytest.fixture
def app(settings: Settings, clock: FakeClock, routes: FastAPI) -> Iterator[FastAPI]:
    with made_app(settings, clock, routes) as made:
        yield made


@dataclass
class People:
    """Ada and Ben manage, Ivy interviews, Sam, Eve and Kim apply."""

    ids: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


ROLES = {"ada": "admin", "ben": "admin", "ivy": "interviewer", "sam": "student", "eve": "student", "kim": "student"}
ZONES = {"sam": "Asia/Karachi", "eve": "Africa/Lagos", "kim": "Asia/Seoul"}


@pytest.fixture(scope="session")
def password_hash() -> str:
    from vivavoce.accounts.passwords import hash_password  # noqa: PLC0415 (so that tests without accounts start faster)

    return hash_password(PASSWORD)


@pytest.fixture
def people(database: Database, password_hash: str) -> People:
    found = People()
    with database.writing() as session:
        for name, role in ROLES.items():
            found.ids[name] = f"{name}{'0' * 19}"
            session.add(
                Person(
                    id=found.ids[name],
                    email=f"{name}@example.edu",
                    name=name.title(),
                    role=role,
                    time_zone=ZONES.get(name, "Europe/London"),
                    password_hash=password_hash,
                    is_demo=False,
                    created_at=NOW - timedelta(days=30),
                )
            )
    return found


SignIn = Callable[[str], TestClient]


@pytest.fixture
def sign_in(app: FastAPI, people: People) -> Iterator[SignIn]:
    """`sign_in("ada")` is a client of its own, signed in; `sign_in("")` one of nobody."""
    with ExitStack() as stack:

        def enter(name: str) -> TestClient:
            client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
            stack.callback(client.close)
            if name:
                answer = client.post("/api/auth/login", json={"email": f"{name}@example.edu", "password": PASSWORD})
                assert answer.status_code == 200, answer.text
            return client

        yield enter


def pytest_collection_finish() -> None:
    """What is imported by now stays: the garbage collector need not look through it a thousand times."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With VIVAVOCE_REQUIRE_ALL (CI) a skipped test is a failed one; one that failed as expected has run."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("VIVAVOCE_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but everything is required here: {report.longrepr}"
    return report
