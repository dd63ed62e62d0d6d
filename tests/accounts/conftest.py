import pytest
from fastapi import FastAPI

from tests.accounts.fakes import RecordingBus, quick_passwords
from tests.conftest import FakeClock
from vivavoce.accounts.service import AccountService
from vivavoce.accounts.sessions import Lifetime
from vivavoce.database import Database


@pytest.fixture
def bus(app: FastAPI) -> RecordingBus:
    made = RecordingBus()
    app.state.bus = made
    return made


@pytest.fixture
def service(database: Database, clock: FakeClock) -> AccountService:
    return AccountService(database, RecordingBus(), clock, Lifetime.of_hours(12), quick_passwords())
