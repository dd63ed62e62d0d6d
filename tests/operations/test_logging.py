"""What the log says, and what it does not."""

import json
import re
import signal
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.operations.test_cli import running


def test_a_refused_handshake_is_no_error_of_ours(tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--data", "d") as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found
        with pytest.raises(InvalidStatus, match="400"):
            connect(f"ws://localhost:{found[1]}/ws/interview/x", proxy=None)
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        assert "error" not in process.stdout.read()


def test_nothing_that_people_write_or_hold_reaches_the_log(tmp_path: Path) -> None:
    """Canary words in everything that may not be logged; then a row breaks, so that a traceback is written."""
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--data", "d", LOG_FORMAT="json") as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found
        with httpx.Client(base_url=f"http://localhost:{found[1]}") as ada:
            _sing(ada)
            with sqlite3.connect(tmp_path / "d" / "vivavoce.sqlite3") as database:
                database.execute("UPDATE interviews SET status = 'unheard-of'")
            broken = ada.get("/api/admin/interviews", params={"q": "sam"})
            assert (broken.status_code, broken.json()["code"]) == (500, "internal_error")
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        log = process.stdout.read()
    assert "'unheard-of' is not a valid InterviewStatus" in log
    assert CANARY not in log
    assert ada.cookies["vivavoce_session"] not in log


CANARY = "zebra-finch-4711"


def test_ops_28_ops_29_a_run_of_requests_and_sockets_as_json_without_anybodys_address(tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--data", "d", LOG_FORMAT="json") as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found
        with httpx.Client(base_url=f"http://localhost:{found[1]}", headers={"X-Forwarded-For": ELSEWHERE}) as ada:
            _sing(ada)
            interview = _joinable(ada)["id"]
            request_id = ada.post(f"/api/interviews/{interview}/quality", json={}).headers["x-request-id"]
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        log = process.stdout.read()
    lines = [json.loads(line) for line in log.splitlines() if line]
    for never in (
        ELSEWHERE,
        "127.0.0.1",
        "candidate:",
        "ada@",
        "@example.edu",
        CANARY,
        ada.cookies["vivavoce_session"],
    ):
        assert never not in log
    (closed,) = [one for one in lines if one["event"] == "socket closed"]
    assert (closed["interview_id"], closed["n"], closed["code"]) == (interview, 1, 4400)
    assert closed["seconds"] >= 0
    (reported,) = [one for one in lines if one.get("request_id") == request_id]
    assert (reported["interview_id"], reported["status"]) == (interview, 204)


def test_ops_29_addresses_are_said_where_they_are_asked_for(tmp_path: Path) -> None:
    asked = {"LOG_FORMAT": "json", "LOG_ADDRESSES": "true"}
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--data", "d", **asked) as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found
        httpx.post(f"http://127.0.0.1:{found[1]}/api/auth/login", json={})
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        (line,) = [json.loads(line) for line in process.stdout.read().splitlines() if '"request"' in line]
    assert (line["path"], line["address"]) == ("/api/auth/login", "127.0.0.1")


ELSEWHERE = "203.0.113.77"


def _joinable(ada: httpx.Client) -> dict[str, Any]:
    (interview,) = [
        one
        for one in ada.get("/api/admin/interviews", params={"status": "scheduled"}).json()["items"]
        if one["joinable"] and one["student"]["name"] == "Sam"
    ]
    found: dict[str, Any] = interview
    return found


def _sing(ada: httpx.Client) -> None:
    """Says the word in passwords, tokens, notes, names, searches, files and signaling."""
    wrong = {"email": "ada@example.edu", "password": CANARY}
    assert ada.post("/api/auth/login", json=wrong).status_code == 401
    assert ada.post("/api/auth/login", json={**wrong, "password": "vivavoce-demo"}).status_code == 200
    assert ada.post("/api/auth/token", json={"token": CANARY, "password": CANARY}).status_code == 422
    assert ada.post("/api/admin/interviews", json={CANARY: CANARY}).status_code == 422
    assert ada.post("/api/admin/interviews", content=f'{{"{CANARY}').status_code == 422
    assert ada.get("/api/admin/interviews", params={"q": CANARY, "cursor": CANARY}).status_code == 422
    interview = _joinable(ada)
    notes = {"version": interview["version"], "notes": CANARY}
    assert ada.patch(f"/api/admin/interviews/{interview['id']}", json=notes).status_code == 200
    cycle = interview["cycle"]["id"]
    imported = ada.post(f"/api/admin/cycles/{cycle}/applications/import", content=f"external_id,{CANARY}\n{CANARY},\n")
    assert imported.is_error
    _signal(ada, interview["id"])


def _signal(ada: httpx.Client, interview: str) -> None:
    address = str(ada.base_url.join(f"/ws/interview/{interview}?peer={CANARY}&n=1")).replace("http", "ws", 1)
    cookie = {"Cookie": f"vivavoce_session={ada.cookies['vivavoce_session']}"}
    with connect(address, proxy=None, subprotocols=[Subprotocol("vivavoce.v1")], additional_headers=cookie) as socket:
        assert "welcome" in str(socket.recv(10))
        socket.send(
            json.dumps(
                {
                    "type": "signal",
                    "to": "nobody",
                    "data": {"sdp": CANARY, "candidate": f"candidate:1 1 udp 1 {ELSEWHERE}"},
                }
            )
        )
        assert "no_such_peer" in str(socket.recv(10))
        socket.send(f"not JSON: {CANARY}")
        with pytest.raises(ConnectionClosed):
            socket.recv(10)
