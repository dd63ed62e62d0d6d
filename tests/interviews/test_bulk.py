"""One change to many interviews: all of them or none, looked at first."""

from httpx import Response

from tests.interviews.world import ELEVEN, HALF_PAST_TEN, TEN, Json, World, good, refused
from tests.notifications.outgoing import told

BULK = "/api/admin/bulk/interviews"


def bulk(world: World, interviews: list[Json], action: str, **more: object) -> Response:
    items = [{"id": one["id"], "version": one["version"]} for one in interviews]
    answer: Response = world["ada"].post(BULK, json={"items": items, "action": action, **more})
    return answer


def three(world: World) -> list[Json]:
    return [world.create("sam", TEN), world.create("eve", HALF_PAST_TEN), world.create("kim", ELEVEN)]


def times(world: World, interviews: list[Json]) -> list[str]:
    return [str(world.read(one)["interview_time"])[11:16] for one in interviews]


def test_int_54_all_move_together_through_each_others_places(world: World) -> None:
    interviews = three(world)
    looked = good(bulk(world, interviews, "move", minutes=30, dry_run=True))
    assert (looked["changed"], looked["told"], looked["problems"]) == (3, 4, 0)
    assert [(one["student"]["name"], one["after_time"][11:16]) for one in looked["items"]] == [
        ("Sam", "10:30"), ("Eve", "11:00"), ("Kim", "11:30"),
    ]  # fmt: skip
    assert times(world, interviews) == ["10:00", "10:30", "11:00"]
    before = told(world.database)
    done = good(bulk(world, interviews, "move", minutes=30))
    assert (done["dry_run"], done["items"]) == (False, looked["items"])
    assert times(world, interviews) == ["10:30", "11:00", "11:30"]
    moved = [one for one in told(world.database) if one not in before]
    assert [kind for _, kind, _ in moved] == ["moved"] * 6
    assert [event["action"] for event in world.history(interviews[0])] == ["created", "changed"]


def test_int_54_one_that_cannot_stops_all(world: World) -> None:
    interviews = three(world)
    before = told(world.database)
    looked = good(bulk(world, interviews[:2], "move", minutes=30, dry_run=True))
    assert [one["problem"] for one in looked["items"]] == [
        None, "Ada already has an interview on Wed 2 Dec 2026, 11:00–11:30 (Europe/London).",  # noqa: RUF001 (a dash between times)
    ]  # fmt: skip
    answer = bulk(world, interviews[:2], "move", minutes=30)
    assert refused(answer) == (409, "bulk_refused", [("items.1", "bulk_refused")])
    assert "Eve: Ada already has" in answer.json()["errors"][0]["message"]
    assert (times(world, interviews), told(world.database)) == (["10:00", "10:30", "11:00"], before)


def test_int_54_given_to_somebody_else(world: World) -> None:
    interviews = three(world)
    ivy = world.people["ivy"]
    world.change(interviews[1], admin_id=ivy, version=1)
    newest = [world.read(one) for one in interviews]
    done = good(bulk(world, newest, "reassign", admin_id=ivy))
    assert [(one["before_lead"]["name"], one["after_lead"]["name"], one["changes"]) for one in done["items"]] == [
        ("Ada", "Ivy", True), ("Ivy", "Ivy", False), ("Ada", "Ivy", True),
    ]  # fmt: skip
    assert {world.read(one)["admin_id"] for one in interviews} == {ivy}
    assert world.try_create("sam", TEN, admin_id=ivy).status_code == 409


def test_int_54_cancelled_and_only_what_is_scheduled(world: World) -> None:
    interviews = three(world)
    gone = world.change(interviews[0], status="cancelled")
    looked = good(bulk(world, [gone, interviews[1]], "cancel", dry_run=True))
    assert [bool(one["problem"]) for one in looked["items"]] == [True, False]
    done = good(bulk(world, interviews[1:], "cancel"))
    assert (done["changed"], {one["after_status"] for one in done["items"]}) == (2, {"cancelled"})


def test_int_54_reminded_by_hand_as_often_as_one_likes(world: World) -> None:
    interviews = three(world)
    for _ in range(2):
        assert good(bulk(world, interviews, "remind"))["told"] == 6
    by_hand = [one for one in told(world.database) if one[1] == "reminder_by_hand" and one[0] == world.people["sam"]]
    assert [sequence for _, _, sequence in by_hand] == [0, 1]
    assert [event["action"] for event in world.history(interviews[0])] == ["created"]


def test_int_54_what_somebody_changed_meanwhile_is_not_overwritten(world: World) -> None:
    interviews = three(world)
    world.change(interviews[0], notes="Later, please.")
    assert refused(bulk(world, interviews, "move", minutes=60))[:2] == (409, "bulk_refused")
    assert times(world, interviews) == ["10:00", "10:30", "11:00"]


def test_int_54_what_makes_no_sense_is_refused(world: World) -> None:
    interviews = three(world)
    fields = [
        refused(bulk(world, interviews, "move")),
        refused(bulk(world, interviews, "move", minutes=0)),
        refused(bulk(world, interviews, "cancel", minutes=5)),
        refused(bulk(world, interviews, "reassign")),
        refused(bulk(world, [interviews[0]] * 2, "cancel")),
        refused(bulk(world, interviews, "reassign", admin_id="nobody", dry_run=False)),
    ]
    assert [(status, errors[0][0]) for status, _, errors in fields] == [
        (422, "minutes"), (422, "minutes"), (422, "minutes"), (422, "admin_id"), (422, "items"), (409, "items.0"),
    ]  # fmt: skip
    unknown = world["ada"].post(BULK, json={"items": [{"id": "x" * 22, "version": 1}], "action": "cancel"})
    assert unknown.status_code == 404
