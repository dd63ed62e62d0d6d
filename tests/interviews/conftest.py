from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.accounts.fakes import RecordingBus
from tests.admissions.clients import quick_client
from tests.conftest import FakeClock, People, SignIn
from tests.interviews.world import World, make_world
from vivavoce.database import Database


@pytest.fixture
def bus(app: FastAPI) -> RecordingBus:
    made = RecordingBus()
    app.state.bus = made
    return made


@pytest.fixture
def sign_in(app: FastAPI, people: People) -> Iterator[SignIn]:
    with ExitStack() as stack:

        def enter(name: str) -> TestClient:
            client = quick_client(app, people, name)
            stack.callback(client.close)
            return client

        yield enter


@pytest.fixture
def world(database: Database, clock: FakeClock, people: People, sign_in: SignIn, bus: RecordingBus) -> World:
    return make_world(database, clock, people, sign_in)
