"""The two switches of an interview: lobby and relay only."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select, update

from tests.interviews.world import ELEVEN, World, good, refused
from vivavoce.interviews.models import Interview


@pytest.fixture
def relay(app: FastAPI) -> Iterator[None]:
    """As with TURN_URLS and TURN_SECRET."""
    plain = app.state.settings
    app.state.settings = plain.model_copy(
        update={"turn_urls": ("turn:t.example.edu",), "turn_secret": SecretStr("north")}
    )
    yield
    app.state.settings = plain


def admitted_at(world: World) -> datetime | None:
    with world.database.reading() as session:
        return session.scalars(select(Interview.admitted_at)).one()


def test_int_47_off_unless_asked_for_and_kept_with_its_history(world: World) -> None:
    plain = world.create("eve", ELEVEN)
    assert (plain["lobby"], plain["relay_only"]) == (False, False)
    made = world.create(lobby=True)
    assert (made["lobby"], made["relay_only"]) == (True, False)
    assert world.history(made)[0]["changes"]["lobby"] == {"from": None, "to": True}
    changed = world.change(made, lobby=False)
    assert changed["lobby"] is False
    assert world.history(made)[1]["changes"] == {"lobby": {"from": True, "to": False}}


@pytest.mark.parametrize("field", ["lobby", "relay_only"])
@pytest.mark.parametrize("value", [1, "true", None])
def test_int_47_only_true_and_false(world: World, field: str, value: object) -> None:
    status, code, fields = refused(world.with_field(field, value))
    assert (status, code, [name for name, _ in fields]) == (422, "invalid", [field])


def test_int_47_neither_an_interviewer_nor_the_student_switches_or_sees_them(world: World) -> None:
    made = world.create(lobby=True, admin_id=world.people["ivy"])
    body = {"version": made["version"], "lobby": False}
    answer = world["ivy"].patch(f"/api/interviewer/interviews/{made['id']}", json=body)
    assert refused(answer)[0] == 422
    own = good(world["sam"].get(f"/api/student/interviews/{made['id']}"))
    assert not own.keys() & {"lobby", "relay_only"}


def test_int_48_without_a_relay_nothing_can_be_relay_only(world: World) -> None:
    answer = world.with_field("relay_only", True)
    assert refused(answer) == (422, "invalid", [("relay_only", "no_relay")])
    assert "relay" in answer.json()["errors"][0]["message"]
    made = world.create()
    assert refused(world.try_change(made, relay_only=True)) == (422, "invalid", [("relay_only", "no_relay")])


def test_int_48_what_was_relay_only_stays_so_when_the_relay_is_gone(world: World) -> None:
    made = world.create()
    with world.database.writing() as session:
        session.execute(update(Interview).values(relay_only=True))
    assert world.change(made, notes="Call them before.")["relay_only"] is True


@pytest.mark.usefixtures("relay")
def test_int_48_with_a_relay_it_can(world: World) -> None:
    assert world.create(relay_only=True)["relay_only"] is True


def test_int_49_a_new_time_takes_the_admission_back(world: World) -> None:
    made = world.create(lobby=True)
    with world.database.writing() as session:
        session.execute(update(Interview).values(admitted_at=world.clock.now))
    changed = world.change(made, notes="Same time.")
    assert admitted_at(world) == world.clock.now
    world.change(changed, interview_time=ELEVEN)
    assert admitted_at(world) is None
