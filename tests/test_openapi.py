"""The whole API against its own document: generated requests, as whoever may call, against the real app.

Every check of schemathesis but positive_data_acceptance: what fits the schema may still be a conflict with what is
stored, or name an application that does not exist.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.conftest import NOW, FakeClock, make_settings
from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.sessions import COOKIE, Lifetime, token_hash
from vivavoce.app import create_app
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.operations.demo_data import DemoData
from vivavoce.operations.repository import OperationsRepository
from vivavoce.scheduling.allotting import Allotter
from vivavoce.scheduling.giving import Giver
from vivavoce.scheduling.solving import Solver
from vivavoce.signaling.guestlist import StoredGuestlist

TOKENS = {who: who[0] * 43 for who in ("ada", "ivy", "sam")}
EXAMPLES = 8

# Replaced before anything is asked of it; the workers of the app may open it.
UNUSED = Path(mkdtemp(prefix="vivavoce-"))
app = create_app(
    make_settings(f"sqlite:///{UNUSED}/unused.sqlite3", UNUSED, public_url="http://testserver", mailer=False),
    FakeClock(),
)
# Asked for from the app itself its document would start the workers, on a database without tables.
schema = schemathesis.openapi.from_dict(app.openapi())
schema.app, schema.location = app, "/api/openapi.json"
# The cookie is ours to send, on every request: requests without it are the check `ignored_auth`.
schema.config.generation.update(with_security_parameters=False)
People = dict[str, str]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, password_hash: str) -> Iterator[People]:
    """The demo's data behind the app; the ids of its people."""
    file = tmp_path_factory.mktemp("openapi") / "demo.sqlite3"
    shutil.copyfile(sqlite_template, file)
    numbers = count()
    data = DemoData(NOW, password_hash, lambda: f"demo{next(numbers):018}")
    app.state.database = Database(f"sqlite:///{file}")
    app.state.solver = Solver(app.state.database, app.state.clock)
    app.state.allotter = Allotter(app.state.database, app.state.clock, new_id, app.state.bus, app.state.solver)
    app.state.giver = Giver(app.state.database, app.state.clock, new_id, app.state.bus)
    lifetime = Lifetime.of_hours(app.state.settings.session_hours)
    guestlist = StoredGuestlist(app.state.database, lifetime, app.state.clock, app.state.bus)
    app.state.reports = replace(app.state.reports, guestlist=guestlist)
    with app.state.database.writing() as session:
        OperationsRepository(session).add_all(data.rows)
    yield {who: data.people[who].id for who in TOKENS}
    app.state.solver.stop()
    app.state.database.engine.dispose()


def sign_in(who: str, people: People) -> None:
    """Again before each request: the last one may have signed out."""
    with app.state.database.writing() as session:
        session.merge(
            LoginSession(
                id=token_hash(TOKENS[who]),
                person_id=people[who],
                created_at=NOW,
                last_seen_at=NOW,
                expires_at=NOW + timedelta(days=1),
            )
        )


def caller_of(path: str) -> str:
    """Whoever may: the others' refusals are in test_authorization.py."""
    return "ada" if path.startswith("/api/admin") else "ivy" if path.startswith("/api/interviewer") else "sam"


@schema.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_its_document_says(case: schemathesis.Case[Any], people: People) -> None:
    who = caller_of(case.path)
    sign_in(who, people)
    case.call_and_validate(cookies={COOKIE: TOKENS[who]}, excluded_checks=[positive_data_acceptance])
