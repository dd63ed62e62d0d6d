"""A commit that fails never answers 2xx, and leaves nothing behind."""

import sqlite3

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from tests.conftest import People, SignIn
from vivavoce.accounts.models import Person
from vivavoce.database import Database

NEW = {"email": "new@example.edu", "name": "New", "role": "student"}
REFUSE_AT_COMMIT = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON people DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.email = 'new@example.edu') EXECUTE FUNCTION refuse();
"""


def fail_at_commit(database: Database) -> None:
    """PostgreSQL: a deferred trigger raises inside COMMIT. SQLite has none: its driver's commit fails instead."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.begin() as connection:
            connection.execute(text(REFUSE_AT_COMMIT))
        return

    @event.listens_for(database.engine, "commit", once=True)
    def fail(_: object) -> None:
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))


def invite(client: TestClient) -> int:
    status: int = client.post("/api/admin/people", json=NEW).status_code
    return status


def test_it_works_while_commits_do(sign_in: SignIn) -> None:
    assert invite(sign_in("ada")) == 201


def test_a_commit_that_fails_answers_5xx_and_leaves_nothing(app: FastAPI, sign_in: SignIn, people: People) -> None:
    client = sign_in("ada")
    fail_at_commit(app.state.database)
    assert invite(client) >= 500
    with app.state.database.reading() as session:
        assert session.query(Person).count() == len(people.ids)
