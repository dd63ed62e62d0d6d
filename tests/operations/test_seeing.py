"""What admins see of a running server."""

import json
import os

from fastapi import FastAPI

from tests.conftest import People, SignIn
from vivavoce.operations.node_name import node_name
from vivavoce.signaling.closing import CloseCode


def test_ops_25_an_admin_sees_the_numbers_and_nobody(app: FastAPI, sign_in: SignIn, people: People) -> None:
    app.state.signaling_metrics.closed(CloseCode.TOO_SLOW)
    app.state.signaling_metrics.joins.observe(0.03)
    app.state.call_metrics.routes.labels("relay", "tls").inc()
    app.state.outbox_level.look()
    answer = sign_in("ada").get("/api/admin/operations")
    seen = answer.json()
    assert answer.status_code == 200
    assert (seen["rooms"], seen["sockets"], seen["people"]) == (
        0, 0, {"waiting": 0, "here": 0, "joined": 0, "away": 0},
    )  # fmt: skip
    assert {code: count for code, count in seen["closes"].items() if count} == {"1013": 1}
    assert seen["calls"]["routes"] == [{"route": "relay", "transport": "tls", "count": 1}]
    assert [bucket["count"] for bucket in seen["joins"]] == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    assert seen["joins"][-1]["seconds"] is None
    assert seen["mails"] == {"waiting": 0, "failed": 0, "oldest_seconds": 0}
    assert (seen["server_time"], seen["started_at"]) == ("2026-12-01T09:00:00.000Z", "2026-12-01T09:00:00.000Z")
    assert not any(id_ in answer.text for id_ in people.ids.values())
    assert seen["node"] == node_name(alone=True)
    assert len(json.dumps(seen)) < 4000


def test_mails_are_unknown_until_the_database_says(sign_in: SignIn) -> None:
    assert sign_in("ada").get("/api/admin/operations").json()["mails"] is None


def test_nodes_of_one_machine_are_told_apart() -> None:
    assert node_name(alone=False).startswith(node_name(alone=True))
    assert node_name(alone=False).endswith(f"({os.getpid()})")
