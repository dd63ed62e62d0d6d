"""/healthz says that the process answers; /readyz that it can serve."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.conftest import ORIGIN
from vivavoce.operations.production import unready_database


def test_alive_whatever_the_database_does(app: FastAPI) -> None:
    app.state.database.engine.dispose()
    answer = TestClient(app, base_url=ORIGIN).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_once_started(app: FastAPI) -> None:
    with TestClient(app, base_url=ORIGIN) as client:
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok", "bus": "ok"})


def test_ready_while_somebody_writes(app: FastAPI) -> None:
    with TestClient(app, base_url=ORIGIN) as client, app.state.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
        assert client.get("/readyz").status_code == 200


def test_not_ready_before_the_bus_runs(app: FastAPI) -> None:
    answer = TestClient(app, base_url=ORIGIN).get("/readyz")
    assert (answer.status_code, answer.json()["bus"]) == (503, "unreachable")


def test_dep_10_ready_while_an_upgrade_is_under_way(app: FastAPI) -> None:
    with TestClient(app, base_url=ORIGIN) as client:
        with app.state.database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        answer = client.get("/readyz")
        found = {"status": "degraded", "database": "made by a newer Vivavoce", "bus": "ok"}
        assert (answer.status_code, answer.json()) == (200, found)
        assert unready_database(app.state.database) == ["The database is made by a newer Vivavoce."]


def test_not_ready_on_a_database_that_is_not_migrated(app: FastAPI) -> None:
    client = TestClient(app, base_url=ORIGIN)
    with app.state.database.writing() as session:
        session.execute(text("DELETE FROM alembic_version"))
    assert client.get("/readyz").json()["database"] == "not migrated: run `vivavoce migrate`"
