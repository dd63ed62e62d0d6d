"""Signed-in clients without the cost of a password: these tests are not about signing in."""

from datetime import timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.conftest import NOW, ORIGIN, People
from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.sessions import COOKIE, new_token, token_hash
from vivavoce.database import Database


def quick_client(app: FastAPI, people: People, name: str) -> TestClient:
    """Of nobody for the empty name."""
    client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
    if name:
        client.cookies.set(COOKIE, session_token(app.state.database, people[name]), domain="localhost.local")
    return client


def session_token(database: Database, person_id: str) -> str:
    """Lives as long as any test's clock may run."""
    token, later = new_token(), NOW + timedelta(days=1000)
    with database.writing() as session:
        session.add(
            LoginSession(
                id=token_hash(token), person_id=person_id, created_at=NOW, last_seen_at=later, expires_at=later
            )
        )
    return token
