"""The history of an interview: its order, and notes that are typed in one go."""

from typing import Any

from tests.interviews.world import OFFICE, Json, World, good
from vivavoce.admissions.rules import Phase


def told(world: World, interview: Json) -> list[tuple[str, str, Any]]:
    """(who, action, notes from and to) of each event."""
    return [
        (item["by"]["name"], item["action"], tuple(item["changes"].get("notes", {}).values()))
        for item in world.history(interview)
    ]


def write(world: World, interview: Json, text: str, who: str = "ada") -> Json:
    body = {"version": interview["version"], "notes": text}
    return good(world[who].patch(f"{OFFICE}/{interview['id']}", json=body))


def test_int_24_events_of_the_same_moment_keep_their_order(world: World) -> None:
    made = latest = world.create()
    statuses = ["completed", "scheduled", "no_show", "scheduled", "cancelled", "scheduled"]
    for status in statuses:
        latest = world.change(latest, status=status)
    events = world.history(made)
    assert [event["changes"]["status"]["to"] for event in events] == ["scheduled", *statuses]
    assert len({event["at"] for event in events}) == 1


def test_int_40_notes_typed_in_one_go_are_one_event(world: World) -> None:
    made = world.create(notes="first")
    world.set_phase(Phase.COMPLETED)
    latest = write(world, made, "second")
    world.clock.advance(minutes=6)
    latest = write(world, latest, "third")
    world.clock.advance(minutes=4)
    latest = write(world, latest, "fourth")
    assert latest["version"] == 4
    assert told(world, made) == [("Ada", "created", (None, "first")), ("Ada", "changed", ("first", "fourth"))]
    world.clock.advance(seconds=1)
    write(world, latest, "fifth")
    assert told(world, made)[2:] == [("Ada", "changed", ("fourth", "fifth"))]


def test_int_40_somebody_else_or_something_else_in_between_ends_it(world: World) -> None:
    made = world.create()
    latest = write(world, made, "ada's")
    latest = write(world, latest, "ben's", who="ben")
    latest = write(world, latest, "ada's again")
    latest = world.change(latest, notes="with another field", duration_minutes=45)
    latest = write(world, latest, "after it")
    latest = world.change(latest, status="completed")
    write(world, latest, "at last")
    assert told(world, made)[1:] == [
        ("Ada", "changed", ("", "ada's")),
        ("Ben", "changed", ("ada's", "ben's")),
        ("Ada", "changed", ("ben's", "ada's again")),
        ("Ada", "changed", ("ada's again", "with another field")),
        ("Ada", "changed", ("with another field", "after it")),
        ("Ada", "status", ()),
        ("Ada", "changed", ("after it", "at last")),
    ]
