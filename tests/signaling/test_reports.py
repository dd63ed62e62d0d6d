"""What pages report of their calls: who may, what is taken, what is counted."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from tests.conftest import FakeClock, SignIn
from tests.signaling.conftest import AddInterview

REPORT = {
    "established": {"route": "srflx", "transport": "udp", "first_frame_ms": 640},
    "repairs": {"stalled": 1, "round": 2},
}


def counted(app: FastAPI, name: str, **labels: str) -> float | None:
    value: float | None = app.state.metrics.registry.get_sample_value(name, labels)
    return value


def test_ops_27_kinds_and_numbers_are_counted(app: FastAPI, interview: str, sign_in: SignIn) -> None:
    sam = sign_in("sam")
    assert sam.post(f"/api/interviews/{interview}/quality", json=REPORT).status_code == 204
    assert sam.post(f"/api/interviews/{interview}/quality", json={}).status_code == 204
    assert counted(app, "vivavoce_call_routes_total", route="srflx", transport="udp") == 1
    assert counted(app, "vivavoce_call_routes_total", route="relay", transport="tls") == 0
    assert counted(app, "vivavoce_call_first_frame_seconds_sum") == 0.64
    assert counted(app, "vivavoce_call_recoveries_total", kind="round") == 2
    assert counted(app, "vivavoce_call_recoveries_total", kind="lame") == 0


@pytest.mark.parametrize(
    "report",
    [
        {"established": {"route": "192.0.2.7", "transport": "udp"}},
        {"established": {"route": "host", "transport": "udp", "address": "192.0.2.7"}},
        {"established": {"route": "host", "transport": "udp", "first_frame_ms": 120_001}},
        {"established": {"route": "host", "transport": "udp", "first_frame_ms": True}},
        {"repairs": {"stalled": 101}},
        {"repairs": {"sam": 1}},
        {"sdp": "v=0"},
    ],
)
def test_ops_27_nothing_else_is_taken(interview: str, sign_in: SignIn, report: dict[str, object]) -> None:
    assert sign_in("sam").post(f"/api/interviews/{interview}/quality", json=report).status_code == 422


def test_ops_27_only_for_those_who_may_be_in_the_room_now(
    interview: str, add_interview: AddInterview, sign_in: SignIn, clock: FakeClock
) -> None:
    far = add_interview("far0000000000000000001", "eve", "ben", starts=clock() + timedelta(days=2))
    answers = [
        sign_in(who).post(f"/api/interviews/{place}/quality", json=REPORT)
        for who, place in (("", interview), ("eve", interview), ("ada", "nowhere"), ("eve", far), ("ada", interview))
    ]
    assert [answer.status_code for answer in answers] == [401, 404, 404, 409, 204]


def test_ops_27_sixty_in_ten_minutes(interview: str, sign_in: SignIn, clock: FakeClock) -> None:
    sam = sign_in("sam")
    codes = [sam.post(f"/api/interviews/{interview}/quality", json={}).status_code for _ in range(61)]
    assert codes == [204] * 60 + [429]
    assert sign_in("ada").post(f"/api/interviews/{interview}/quality", json={}).status_code == 204
    clock.advance(minutes=10)
    assert sam.post(f"/api/interviews/{interview}/quality", json={}).status_code == 204
