"""/metrics: what it counts, and who may read it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.conftest import ORIGIN, make_settings
from vivavoce.app import create_app
from vivavoce.operations.metrics import may_read
from vivavoce.settings import Settings


def settings_with(tmp_path: Path, token: str | None = None) -> Settings:
    return make_settings(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path, metrics_token=token)


@pytest.mark.parametrize(
    ("client", "forwarded", "allowed"),
    [
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("127.0.0.1", True, False),  # a proxy on this machine passes on whoever calls
        ("192.0.2.7", False, False),
        ("not an address", False, False),
        (None, False, False),
    ],
)
def test_without_a_token_this_machine_only(tmp_path: Path, client: str | None, forwarded: bool, allowed: bool) -> None:
    assert may_read(settings_with(tmp_path), "", client, forwarded=forwarded) is allowed


@pytest.mark.parametrize(
    ("authorization", "allowed"), [("Bearer s3cret", True), ("Bearer other", False), ("s3cret", False), ("", False)]
)
def test_with_a_token_whoever_has_it(tmp_path: Path, authorization: str, allowed: bool) -> None:
    assert may_read(settings_with(tmp_path, "s3cret"), authorization, "127.0.0.1", forwarded=False) is allowed


def test_answers_are_counted_by_route_never_by_id(tmp_path: Path) -> None:
    app = create_app(settings_with(tmp_path, "s3cret"))
    client = TestClient(app, base_url=ORIGIN)
    for number in range(3):
        client.get(f"/api/student/interviews/no-such-{number}")
    client.get("/api/no-such-thing")
    page = client.get("/metrics", headers={"Authorization": "Bearer s3cret"}).text
    counted = [line for line in page.splitlines() if line.startswith("vivavoce_http_requests_total")]
    assert "no-such" not in page
    assert any("/api/student/interviews/{interview_id}" in line and line.endswith(" 3.0") for line in counted), counted
    assert any('route="unmatched"' in line for line in counted), counted


def test_others_are_refused(tmp_path: Path) -> None:
    answer = TestClient(create_app(settings_with(tmp_path)), base_url=ORIGIN).get("/metrics")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
