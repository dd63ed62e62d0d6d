"""Rehearsals: credentials for the check, what it found, and what the office reads."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from tests.accounts.fakes import RecordingBus
from tests.conftest import FakeClock
from tests.interviews.world import OFFICE, TEN, Json, World, good, refused
from vivavoce.clock import iso
from vivavoce.interviews.models import Interview
from vivavoce.settings import Settings
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.rehearsal_service import AT_MOST

OWN, ROOM = "/api/student/interviews", "/api/interviews"
FOUND: Json = {
    "camera": "worked",
    "microphone": "worked",
    "speaker": "worked",
    "route": "relay_udp",
    "quality": "good",
    "round_trip_ms": 64,
    "loss": 0.02,
    "browser": "Firefox 153",
}
NOT_DONE: Json = {"verdict": "not_done", "risks": [], "result": None}


def at(interview: Json, under: str = OWN) -> str:
    return f"{under}/{interview['id']}/rehearsal"


@pytest.fixture
def relay(app: FastAPI, settings: Settings) -> None:
    """As with VIVAVOCE_STUN_URLS, TURN_URLS and TURN_SECRET."""
    more = {"stun_urls": "stun:s.example.edu", "turn_urls": "turn:t.example.edu", "turn_secret": "north"}
    values: dict[str, Any] = {**settings.model_dump(), **more}
    app.state.ice = IceServers(Settings(_env_file=None, **values))


@pytest.mark.usefixtures("relay")
def test_int_41_credentials_of_five_minutes(world: World) -> None:
    made = world.create()
    # Made apart: echo -n 1796115900:sam0000000000000000000 | openssl dgst -sha1 -hmac north -binary | base64
    relay = {"urls": ["turn:t.example.edu"], "username": f"1796115900:{world.people['sam']}"}
    given = good(world["sam"].post(at(made)))
    credential = given["ice_servers"][1].pop("credential")
    assert given == {
        "ice_servers": [{"urls": ["stun:s.example.edu"]}, relay],
        "ice_expires_at": "2026-12-01T09:05:00.000Z",
        "ice_transport_policy": "all",
        "server_time": iso(world.clock.now),
    }
    assert credential == "EWisGeIlDlWGKo9TKlGGqIwhbvc="


@pytest.mark.usefixtures("relay")
def test_int_49_relay_only_is_what_the_rehearsal_tries_too(world: World) -> None:
    made = world.create()
    with world.database.writing() as session:
        session.execute(update(Interview).values(relay_only=True))
    policies = [
        good(world[who].post(at(made, path)))["ice_transport_policy"] for who, path in (("sam", OWN), ("ada", ROOM))
    ]
    assert policies == ["relay", "relay"]


def test_int_41_without_a_relay_nothing_expires(world: World) -> None:
    assert good(world["sam"].post(at(world.create()))) == {
        "ice_servers": [],
        "ice_expires_at": None,
        "ice_transport_policy": "all",
        "server_time": iso(world.clock.now),
    }


def test_int_41_for_the_student_and_the_office_of_a_scheduled_interview(world: World) -> None:
    made = world.create(admin_id=world.people["ivy"])
    ways = [(world[name], at(made, under)) for under in (OWN, ROOM) for name in ("", "sam", "eve", "ivy", "ada")]
    assert [client.post(path).status_code for client, path in ways] == [
        401,
        200,
        404,
        403,
        403,
        401,
        403,
        403,
        200,
        200,
    ]
    other = world.create("eve")
    assert world["ivy"].post(at(other, ROOM)).status_code == 404
    for status in ("cancelled", "completed", "no_show"):
        ended = world.change(made, status=status)
        assert [refused(world[who].post(at(made, under)))[:2] for who, under in (("sam", OWN), ("ada", ROOM))] == [
            (409, "not_scheduled"),
            (409, "not_scheduled"),
        ]
        assert refused(world["sam"].put(at(made), json=FOUND)) == (409, "not_scheduled", [])
        made = world.change(ended, status="scheduled")


def test_int_42_checks_are_counted_for_each_person(world: World, clock: FakeClock) -> None:
    sams, eves = world.create(), world.create("eve", "2026-12-02T12:00:00Z")
    for _ in range(AT_MOST):
        good(world["sam"].post(at(sams)))
        clock.advance(seconds=1)
    answer = world["sam"].post(at(sams))
    assert refused(answer) == (429, "too_many_rehearsals", [])
    assert answer.headers["retry-after"] == "580"
    good(world["eve"].post(at(eves)))
    good(world["sam"].put(at(sams), json=FOUND))
    clock.advance(seconds=580)
    good(world["sam"].post(at(sams)))
    assert world["sam"].post(at(sams)).status_code == 429


def test_int_43_what_was_found_is_kept_and_changes_nothing_else(world: World, bus: RecordingBus) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]])
    told = list(bus.messages)
    world.clock.advance(minutes=3)
    seen = good(world["sam"].put(at(made), json=FOUND))
    result = FOUND | {"checked_at": iso(world.clock.now)}
    ready = {"verdict": "ready", "risks": [], "result": result}
    assert seen["rehearsal"] == ready
    assert world.read(made) == made | {"rehearsal": ready}
    assert [item["rehearsal"] for item in good(world["ada"].get(OFFICE))["items"]] == [ready]
    assert [item["rehearsal"] for item in good(world["ivy"].get("/api/interviewer/interviews"))["items"]] == [ready]
    assert [item["rehearsal"] for item in good(world["sam"].get(OWN))["items"]] == [ready]
    assert [event["action"] for event in world.history(made)] == ["created"]
    assert bus.messages == told


def test_int_43_a_later_one_takes_its_place(world: World) -> None:
    made = world.create()
    good(world["sam"].put(at(made), json=FOUND))
    world.clock.advance(days=1)
    blocked = {"camera": "refused", "microphone": "silent", "speaker": "none", "route": "none", "quality": "blocked",
               "browser": "Safari"}  # fmt: skip
    seen = good(world["sam"].put(at(made), json=blocked))["rehearsal"]
    assert seen == {
        "verdict": "at_risk",
        "risks": ["camera", "microphone", "blocked"],
        "result": {**blocked, "round_trip_ms": None, "loss": None, "checked_at": iso(world.clock.now)},
    }
    assert world.read(made)["rehearsal"] == seen


def test_int_43_nobody_learns_of_anothers(world: World) -> None:
    made, other = world.create(), world.create("eve", "2026-12-02T12:00:00Z")
    good(world["sam"].put(at(made), json=FOUND))
    foreign, unknown = world["eve"].put(at(made), json=FOUND), world["eve"].put(f"{OWN}/nothing/rehearsal", json=FOUND)
    assert (foreign.status_code, foreign.json()) == (404, unknown.json())
    assert [item["rehearsal"] for item in good(world["eve"].get(OWN))["items"]] == [NOT_DONE]
    assert world.read(other)["rehearsal"] == NOT_DONE
    assert [world[who].put(at(made), json=FOUND).status_code for who in ("", "ada", "ivy")] == [401, 403, 403]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"camera": "broken"}, "camera"),
        ({"route": "carrier pigeon"}, "route"),
        ({"quality": None}, "quality"),
        ({"browser": ""}, "browser"),
        ({"browser": "x" * 201}, "browser"),
        ({"browser": "a\0b"}, "browser"),
        ({"round_trip_ms": -1}, "round_trip_ms"),
        ({"round_trip_ms": 60_001}, "round_trip_ms"),
        ({"round_trip_ms": 12.5}, "round_trip_ms"),
        ({"round_trip_ms": True}, "round_trip_ms"),
        ({"loss": 1.01}, "loss"),
        ({"loss": "0.5"}, "loss"),
        ({"loss": True}, "loss"),
        ({"checked_at": TEN}, "checked_at"),
        ({"quality": "blocked"}, "quality"),
        ({"route": "none"}, "quality"),
        ({"route": "none", "quality": "blocked"}, "loss"),
    ],
)
def test_int_44_strict_about_what_it_takes(world: World, change: Json, field: str) -> None:
    made = world.create()
    status, code, errors = refused(world["sam"].put(at(made), json=FOUND | change))
    assert (status, code, {name.split(".")[0] for name, _ in errors}) == (422, "invalid", {field})
    assert world.read(made) == made


def test_int_44_a_relay_was_measured_and_nothing_else_is_half_measured(world: World) -> None:
    made = world.create()

    def without(*fields: str, **more: object) -> Json:
        return {name: value for name, value in FOUND.items() if name not in fields} | more

    bodies = (
        without("loss"),
        without("round_trip_ms"),
        without("loss", "round_trip_ms"),
        without("loss", route="direct"),
    )
    fields = [refused(world["sam"].put(at(made), json=body))[2] for body in bodies]
    loss, time = [("loss", "contradiction")], [("round_trip_ms", "contradiction")]
    assert fields == [loss, time, time, loss]
    good(world["sam"].put(at(made), json=without("loss", "round_trip_ms", route="direct")))
    good(world["sam"].put(at(made), json=without(route="direct")))
    assert good(world["sam"].put(at(made), json=FOUND | {"loss": 1}))["rehearsal"]["result"]["loss"] == 1


def test_int_45_a_rehearsal_outlives_a_new_time(world: World) -> None:
    made = world.create()
    kept = good(world["sam"].put(at(made), json=FOUND))["rehearsal"]
    assert world.change(made, interview_time="2026-12-04T10:00:00Z")["rehearsal"] == kept
