"""Students choose another time themselves, within the office's rules."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from httpx import Response

from tests.conftest import FakeClock
from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import Json, World, good, refused
from tests.notifications.outgoing import told
from vivavoce.scheduling.hours import Window
from vivavoce.scheduling.self_service_rules import Diary, Held, Refusal, SelfServiceRules, offered, refusal

__all__ = ["bus", "sign_in", "world"]
RULES: Json = {"version": 0, "notice_hours": 48, "most_changes": 1, "closes_at": "2026-12-06T12:00:00Z"}
DAY = {"starts": "09:00", "ends": "10:00"}
HOURS: Json = {
    "version": 0, "time_zone": "Europe/London", "weekly": [[DAY], [DAY], [], [], [], [], []], "exceptions": [],
    "buffer_minutes": 0, "languages": [], "subjects": [],
}  # fmt: skip
TUESDAY = "2026-12-08T09:00:00.000Z"
MONDAY = [f"2026-12-07T09:{minute:02}:00.000Z" for minute in (0, 15, 30)]
FIRST = "2026-12-14T09:00:00.000Z"


def rules(world: World, **change: object) -> Json:
    return good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/self-service", json={**RULES, **change}))


@pytest.fixture
def moved(world: World) -> Json:
    """Sam has an interview with Ivy, who works on Mondays and Tuesdays from nine to ten."""
    good(world["ivy"].put("/api/interviewer/hours", json=HOURS))
    return world.create("sam", FIRST, admin_id=world.people["ivy"])


def times(world: World, interview: Json, who: str = "sam") -> Json:
    return good(world[who].get(f"/api/student/interviews/{interview['id']}/times"))


def choose(world: World, interview: Json, at: str, who: str = "sam") -> Response:
    answer: Response = world[who].put(f"/api/student/interviews/{interview['id']}/time", json={"interview_time": at})
    return answer


def test_sch_19_nothing_is_offered_before_the_office_does(world: World, moved: Json) -> None:
    assert (times(world, moved)["offered"], choose(world, moved, TUESDAY).status_code) == (False, 404)
    assert good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/self-service"))["offered"] is False
    assert rules(world)["offered"] is True
    assert times(world, moved)["offered"] is True
    assert world["ada"].delete(f"/api/admin/cycles/{world.cycle}/self-service").status_code == 204
    assert times(world, moved)["offered"] is False


def test_sch_19_free_times_of_whoever_may_interview_them_and_not_whose(world: World, moved: Json) -> None:
    rules(world)
    world.create("eve", "2026-12-08T09:30:00Z", admin_id=world.people["ivy"])
    found = times(world, moved)
    assert found["times"][:5] == [*MONDAY, TUESDAY, "2026-12-14T09:15:00.000Z"]
    assert (found["refusal"], found["changes_left"]) == (None, 1)
    assert "Ivy" not in str(found)


def test_sch_19_a_choice_moves_the_interview_and_everybody_hears(world: World, moved: Json) -> None:
    rules(world)
    assert choose(world, moved, TUESDAY).status_code == 204
    after = world.read(moved)
    assert (after["interview_time"], after["admin_id"]) == (TUESDAY, world.people["ivy"])
    assert [kind for _, kind, _ in told(world.database)].count("moved") == 2
    assert [(event["action"], event["by"]["name"]) for event in world.history(moved)[-2:]] == [
        ("changed", "Sam"),
        ("response", "Sam"),
    ]
    assert (after["attendance"], after["version"]) == ("confirmed", moved["version"] + 1)
    found = times(world, moved)
    assert (found["refusal"], found["changes_left"], found["times"]) == ("too_often", 0, [])
    assert refused(choose(world, moved, MONDAY[0]))[:2] == (409, "choice_refused")


def test_sch_19_another_interviewer_where_their_own_is_taken(world: World, moved: Json) -> None:
    rules(world)
    good(world["ada"].put(f"/api/admin/people/{world.people['ben']}/hours", json=HOURS))
    world.create("eve", TUESDAY, admin_id=world.people["ivy"])
    assert choose(world, moved, TUESDAY).status_code == 204
    assert world.read(moved)["admin_id"] == world.people["ben"]


def test_sch_19_what_is_not_offered_cannot_be_had(world: World, moved: Json) -> None:
    rules(world)
    world.create("eve", TUESDAY, admin_id=world.people["ivy"])
    taken = [TUESDAY, "2026-12-09T09:00:00Z", "2026-12-08T03:00:00Z", "2026-12-07T09:07:00Z"]
    assert [refused(choose(world, moved, at))[:2] for at in taken] == [(409, "time_gone")] * 4
    part = {"staff_id": world.people["ivy"], "student_id": world.people["sam"], "holds": True}
    assert world["ada"].put("/api/admin/conflicts", json=part).status_code == 204
    assert times(world, moved)["times"] == []


def ask_for(world: World, language: str) -> None:
    """Sam does, when the office asks about times."""
    asked = {"version": 0, "first_day": "2026-12-07", "last_day": "2026-12-14", "closes_at": "2026-12-04T17:00:00Z"}
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=asked))
    answer = {
        "version": 0, "time_zone": "Asia/Karachi", "language": language, "extra_minutes": 0, "captioner": False,
        "needs": "", "days": [{"day": "2026-12-08", "spans": [DAY]}],
    }  # fmt: skip
    good(world["sam"].put(f"/api/student/windows/{world.applications['sam']}", json=answer))


def test_sch_19_in_the_language_they_asked_for(world: World, moved: Json) -> None:
    rules(world)
    ask_for(world, "urdu")
    world.create("eve", TUESDAY, admin_id=world.people["ivy"])
    ben = f"/api/admin/people/{world.people['ben']}/hours"
    good(world["ada"].put(ben, json=HOURS))
    assert TUESDAY not in times(world, moved)["times"]
    good(world["ada"].put(ben, json={**HOURS, "version": 1, "languages": ["Urdu"]}))
    assert TUESDAY in times(world, moved)["times"]


def test_sch_19_notice_and_deadline(world: World, moved: Json, clock: FakeClock) -> None:
    rules(world, most_changes=5)
    clock.now = datetime(2026, 12, 5, 10, tzinfo=UTC)
    assert times(world, moved)["times"][0] == TUESDAY
    near = world.create("kim", "2026-12-07T09:00:00Z", admin_id=world.people["ivy"])
    assert times(world, near, "kim")["refusal"] == "too_late"
    clock.now = datetime(2026, 12, 6, 12, tzinfo=UTC)
    assert (times(world, moved)["refusal"], choose(world, moved, TUESDAY).status_code) == ("closed", 409)


def test_sch_19_only_ones_own(world: World, moved: Json) -> None:
    rules(world)
    path = f"/api/student/interviews/{moved['id']}"
    expected = {"eve": 404, "ada": 403, "ivy": 403, "": 401}
    assert {who: world[who].get(f"{path}/times").status_code for who in expected} == expected
    assert {who: choose(world, moved, TUESDAY, who).status_code for who in expected} == expected


def test_sch_19_two_for_one_time_one_has_it(world: World, moved: Json) -> None:
    rules(world)
    eves = world.create("eve", "2026-12-14T09:30:00Z", admin_id=world.people["ivy"])
    world["eve"], world["sam"]
    with ThreadPoolExecutor(2) as threads:
        both = [
            threads.submit(choose, world, moved, TUESDAY, "sam"),
            threads.submit(choose, world, eves, TUESDAY, "eve"),
        ]
    assert sorted(one.result().status_code for one in both) == [204, 409]


def test_sch_19_what_makes_no_sense_is_refused(world: World) -> None:
    path = f"/api/admin/cycles/{world.cycle}/self-service"
    assert refused(world["ada"].put(path, json={**RULES, "closes_at": "2026-11-01T00:00:00Z"}))[0] == 422
    rules(world)
    assert refused(world["ada"].put(path, json=RULES))[:2] == (409, "stale_version")


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes_in", "ahead", "changes", "expected"),
    [
        (1, 48, 0, None),
        (0, 48, 0, Refusal.CLOSED),
        (1, 47, 0, Refusal.TOO_LATE),
        (1, 48, 2, Refusal.TOO_OFTEN),
        (0, 1, 9, Refusal.CLOSED),
    ],
)
def test_sch_19_the_rules(closes_in: int, ahead: int, changes: int, expected: Refusal | None) -> None:
    given = SelfServiceRules(timedelta(hours=48), 2, NOW + timedelta(hours=closes_in))
    assert refusal(given, NOW + timedelta(hours=ahead), changes, NOW) is expected


def test_sch_19_limits_buffers_and_fit_hours() -> None:
    utc = ZoneInfo("UTC")
    free = [Window(NOW, NOW + timedelta(hours=2))]
    ends = NOW + timedelta(minutes=75)
    taken = [Held("interview", NOW + timedelta(minutes=60), ends, ends)]
    half = timedelta(minutes=30)

    diary = Diary("ivy", utc, free, taken, timedelta(minutes=15), 2, None)

    def starts(diary: Diary) -> list[str]:
        return [f"{one:%H:%M}" for one in offered(diary, half, NOW + timedelta(minutes=1), utc)]

    assert starts(diary) == ["09:15", "10:30"]
    longer = [taken[0]._replace(free_at=ends + timedelta(minutes=15))]
    assert starts(replace(diary, buffer=timedelta(0), taken=longer)) == ["09:15", "09:30", "10:30"]
    assert starts(replace(diary, buffer=timedelta(0))) == ["09:15", "09:30", "10:15", "10:30"]
    assert starts(replace(diary, daily_limit=1)) == starts(replace(diary, weekly_limit=1)) == []
    assert offered(Diary("i", utc, free, [], half, None, None), half, NOW, ZoneInfo("Pacific/Auckland")) == []
