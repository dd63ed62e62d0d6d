"""What /metrics says, held to its documentation, to the dashboard and to what happened."""

import json
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from tests.conftest import NOW, FakeClock, People, SignIn, make_settings
from tests.operations.exposed import kinds, series, value
from tests.sources import ROOT
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.notifications.models import Mail
from vivavoce.operations.loop_lag import LoopLag
from vivavoce.operations.metrics import Metrics
from vivavoce.settings import Settings

TOKEN = {"Authorization": "Bearer s3cret"}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return make_settings(database_url, tmp_path, metrics_token="s3cret")


def read(sign_in: SignIn) -> str:
    page: str = sign_in("").get("/metrics", headers=TOKEN).text
    return page


def documented() -> dict[str, tuple[str, str]]:
    """Kind and labels by name."""
    rows = re.findall(r"^\| `(vivavoce_\w+)` \| (\w+) \| ([^|]*)\|", (ROOT / "docs/operations.md").read_text(), re.M)
    return {name: (kind, labels) for name, kind, labels in rows}


def test_ops_20_the_table_names_exactly_what_is_there(sign_in: SignIn) -> None:
    assert {name: kind for name, (kind, _) in documented().items()} == kinds(read(sign_in))


def test_ops_21_labels_are_those_of_the_table(app: FastAPI, sign_in: SignIn) -> None:
    app.state.outbox_level.look()
    page, table = read(sign_in), documented()
    for name, labels in re.findall(r"^(vivavoce_\w+?)(?:_bucket)?\{(.*)\} ", page, re.M):
        for label, said in re.findall(r'(\w+)="([^"]*)"', labels):
            if label == "le":
                continue
            sentence = table[name][1]
            assert f"`{label}`" in sentence, (name, label)
            values = re.search(rf"`{label}`: ([\w, ]+)", sentence)
            assert values is None or said in values[1].strip().split(", "), (name, label, said)


def expressions() -> list[str]:
    dashboard = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    return asked + [one["query"]["query"] for one in dashboard["templating"]["list"] if one["type"] == "query"]


@pytest.mark.skipif(sys.platform != "linux", reason="the client library counts a process on Linux only")
def test_ops_24_the_dashboard_asks_for_what_is_there_and_for_all_of_it(sign_in: SignIn) -> None:
    page = read(sign_in)
    asked = set(re.findall(r"\b(?:vivavoce|process)_\w+", " ".join(expressions())))
    assert asked - series(page) == set()
    assert {name for name in kinds(page) if not any(one.startswith(name) for one in asked)} == set()


def test_ops_24_panels_do_not_overlap_and_all_say_what_they_show() -> None:
    panels = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))["panels"]
    places = [
        (x, y)
        for panel in panels
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(places) == len(set(places))
    assert [panel["title"] for panel in panels if panel["type"] != "row" and not panel["description"]] == []


def mail(people: People, status: str, minutes_overdue: float) -> Mail:
    due = NOW - timedelta(minutes=minutes_overdue)
    return Mail(
        id=new_id(), person_id=people["sam"], email="sam@example.edu", name="Sam", time_zone="UTC", for_student=True,
        kind="reminder", subject_id=None, status=status, attempts=0, doubts=0, due_at=due, expires_at=None,
        lease_id=None, lease_until=None, last_error="", created_at=due, sent_at=None,
    )  # fmt: skip


def test_mails_that_wait_and_how_long(app: FastAPI, database: Database, people: People, sign_in: SignIn) -> None:
    with database.writing() as session:
        waiting = [mail(people, "waiting", 5), mail(people, "waiting", -60), mail(people, "sending", 90)]
        session.add_all([*waiting, mail(people, "failed", 600), mail(people, "sent", 600)])
    app.state.outbox_level.look()
    page = read(sign_in)
    assert value(page, 'vivavoce_outbox_mails{state="waiting"}') == 3
    assert value(page, 'vivavoce_outbox_mails{state="failed"}') == 1
    assert value(page, "vivavoce_outbox_oldest_seconds") == 300


def test_ops_23_without_a_database_the_rest_is_still_said(
    app: FastAPI, clock: FakeClock, database: Database, sign_in: SignIn
) -> None:
    app.state.outbox_level.look()
    with database.writing() as session:
        session.execute(text("DROP TABLE notices"))
        session.execute(text("DROP TABLE mails"))
    assert "vivavoce_outbox_mails{" in read(sign_in)
    clock.advance(seconds=61)
    page = read(sign_in)
    assert "vivavoce_outbox_mails{" not in page
    assert value(page, "vivavoce_rooms") == 0


def test_connections_in_use_are_counted(app: FastAPI, sign_in: SignIn) -> None:
    client = sign_in("")
    with app.state.database.reading() as session:
        session.connection()
        page = client.get("/metrics", headers=TOKEN).text
    assert value(page, "vivavoce_database_connections") == 1
    assert value(page, "vivavoce_database_connections_max") == 20


def test_how_late_the_loop_is() -> None:
    metrics = Metrics()
    lag = LoopLag(metrics.registry)
    assert lag.worst == 0
    for late in (0.3, -0.001, 0.02):
        lag.note(late)
    assert lag.worst == 0.3
    assert metrics.registry.get_sample_value("vivavoce_loop_lag_seconds_bucket", {"le": "0.025"}) == 2
    for _ in range(20):
        lag.note(0.01)
    assert lag.worst == 0.01
