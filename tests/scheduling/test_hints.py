"""What speaks against a time that an admin chooses by hand; nothing of it refuses."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import Json, World, good
from vivavoce.scheduling.hint_rules import (
    ApplicantsWord,
    InterviewersWord,
    Reason,
    against_applicant,
    against_interviewer,
    speaks,
)
from vivavoce.scheduling.hours import Window

__all__ = ["bus", "sign_in", "world"]
MORNING = {"starts": "09:00", "ends": "12:00"}
HOURS: Json = {
    "version": 0, "time_zone": "Asia/Karachi", "weekly": [[MORNING], [MORNING], [], [], [], [], []], "exceptions": [],
    "buffer_minutes": 0, "daily_limit": 1, "languages": ["English"], "subjects": [],
}  # fmt: skip
ASKED: Json = {"version": 0, "first_day": "2026-12-07", "last_day": "2026-12-11", "closes_at": "2026-12-05T12:00:00Z"}
ANSWER: Json = {
    "version": 0, "time_zone": "Europe/London", "days": [{"day": "2026-12-08", "spans": [MORNING]}],
    "language": "Urdu", "extra_minutes": 15, "captioner": True, "needs": "A private matter.",
}  # fmt: skip
TO = "\N{EN DASH}"
MONDAY_MORNING, TUESDAY_EVENING = "2026-12-07T05:00:00Z", "2026-12-08T15:00:00Z"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261201T000000Z\r\n"
    "DTSTART:20261207T050000Z\r\nDTEND:20261207T060000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def hints(world: World, student: str, at: str, **more: object) -> list[Json]:
    asked = {"interview_time": at, "admin_id": world.people["ivy"], **more}
    answer = world["ada"].get(f"/api/admin/applications/{world.applications[student]}/hints", params=asked)
    return list(good(answer)["items"])


def codes(found: list[Json]) -> list[tuple[str, str]]:
    return [(one["field"], one["code"]) for one in found]


@pytest.fixture
def said(world: World) -> World:
    """Ivy works in Karachi's mornings, Sam can on a morning in London."""
    good(world["ivy"].put("/api/interviewer/hours", json=HOURS))
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=ASKED))
    good(world["sam"].put(f"/api/student/windows/{world.applications['sam']}", json=ANSWER))
    return world


def test_sch_25_where_nobody_said_anything_nothing_speaks_against_it(world: World) -> None:
    assert hints(world, "sam", TUESDAY_EVENING) == []


def test_sch_25_hours_language_windows_and_needs_are_said_beside_their_fields(said: World) -> None:
    assert hints(said, "sam", TUESDAY_EVENING) == [
        {
            "field": "admin_id",
            "code": "outside_hours",
            "message": f"Outside the hours of Ivy, for whom this is Tue 8 Dec 2026, 20:00{TO}20:30 (Asia/Karachi).",
        },
        {
            "field": "admin_id",
            "code": "other_language",
            "message": "The applicant asks for Urdu, which Ivy does not list among their languages.",
        },
        {
            "field": "interview_time",
            "code": "outside_windows",
            "message": "Not one of the times that Sam gave. "
            f"For them this is Tue 8 Dec 2026, 15:00{TO}15:30 (Europe/London).",
        },
        {"field": "duration_minutes", "code": "too_short", "message": "Sam needs more time: 45 minutes."},
        {"field": "application_id", "code": "captioner", "message": "Sam needs somebody who writes captions."},
    ]


def test_sch_25_what_fits_everybody_has_no_hints(said: World) -> None:
    assert hints(said, "kim", MONDAY_MORNING, duration_minutes=60) == []


def test_sch_25_a_hint_refuses_nothing(said: World) -> None:
    assert hints(said, "sam", TUESDAY_EVENING)
    said.create("sam", TUESDAY_EVENING, admin_id=said.people["ivy"])


def test_sch_25_the_panel_is_looked_at_too(said: World) -> None:
    found = hints(said, "kim", TUESDAY_EVENING, admin_id=said.people["ben"], interviewer_ids=[said.people["ivy"]])
    assert codes(found) == [("interviewer_ids", "outside_hours")]


def test_sch_25_limits_count_other_interviews_of_that_day_and_week(said: World) -> None:
    said.create("eve", "2026-12-07T06:00:00Z", admin_id=said.people["ivy"])
    assert codes(hints(said, "kim", MONDAY_MORNING)) == [("admin_id", "day_full")]
    assert hints(said, "eve", MONDAY_MORNING) == []
    good(said["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1, "daily_limit": 2, "weekly_limit": 1}))
    assert codes(hints(said, "kim", "2026-12-08T05:00:00Z")) == [("admin_id", "week_full")]


def test_sch_25_what_their_own_calendar_says(said: World) -> None:
    good(said["ivy"].put("/api/interviewer/busy", json={"calendar": CALENDAR}))
    [found] = hints(said, "kim", MONDAY_MORNING)
    assert (found["code"], "Dentist" in str(found)) == ("busy", False)


def test_sch_25_the_usual_length_is_that_of_the_cycles_draft_until_it_is_thrown_away(said: World) -> None:
    def is_too_short() -> bool:
        return ("duration_minutes", "too_short") in codes(hints(said, "sam", TUESDAY_EVENING, duration_minutes=35))

    assert is_too_short()
    draft = good(said["ada"].post(f"/api/admin/cycles/{said.cycle}/drafts", json={"length_minutes": 20}), 202)
    assert not is_too_short()
    assert said["ada"].delete(f"/api/admin/drafts/{draft['id']}").status_code == 204
    assert is_too_short()


def test_sch_25_a_time_that_cannot_be_is_not_looked_at(said: World) -> None:
    for never in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        assert hints(said, "sam", never) == []


def test_sch_25_an_unknown_applicant_is_404_and_unknown_people_are_for_the_booking_to_refuse(said: World) -> None:
    nobody = f"/api/admin/applications/{'0' * 22}/hints"
    assert said["ada"].get(nobody, params={"interview_time": MONDAY_MORNING}).status_code == 404
    assert hints(said, "kim", MONDAY_MORNING, admin_id="nobody", interviewer_ids=[said.people["eve"]]) == []


def test_sch_25_many_that_are_looked_at_say_it_of_each(said: World) -> None:
    ivy = said.people["ivy"]
    made = [said.create("kim", MONDAY_MORNING, admin_id=ivy), said.create("eve", "2026-12-07T06:00:00Z", admin_id=ivy)]
    chosen = [{"id": one["id"], "version": 1} for one in made]
    path, asked = "/api/admin/bulk/interviews", {"items": chosen, "action": "move", "minutes": 24 * 60}
    looked = good(said["ada"].post(path, json={**asked, "dry_run": True}))
    full = "Ivy already has as many interviews that day as they take (1)."
    assert [one["hints"] for one in looked["items"]] == [[full], [full]]
    assert [one["hints"] for one in good(said["ada"].post(path, json=asked))["items"]] == [[], []]


def test_sch_25_a_file_of_interviews_says_it_of_each_row_while_it_is_looked_at(said: World) -> None:
    rows = "email,date,time,time_zone,interviewer_email\nkim@example.edu,2026-12-08,15:00,UTC,ivy@example.edu\n"
    path = f"/api/admin/cycles/{said.cycle}/interviews/import"
    looked = good(said["ada"].post(f"{path}?dry_run=true", content=rows))
    assert looked["hints"] == [
        {
            "row": 2,
            "column": "interviewer_email",
            "code": "outside_hours",
            "message": f"Outside the hours of Ivy, for whom this is Tue 8 Dec 2026, 20:00{TO}20:30 (Asia/Karachi).",
        }
    ]
    done = good(said["ada"].post(path, content=rows))
    assert (looked["hint_count"], done["new"], done["hints"], done["hint_count"]) == (len(looked["hints"]), 1, [], 0)


@pytest.mark.parametrize("who", ["ivy", "sam"])
def test_sch_25_hints_are_for_admins(said: World, who: str) -> None:
    path = f"/api/admin/applications/{said.applications['sam']}/hints"
    assert said[who].get(path, params={"interview_time": MONDAY_MORNING}).status_code == 403


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
HALF = timedelta(minutes=30)
TIME = Window(NOW, NOW + HALF)


def test_sch_25_both_ends_of_a_stretch_are_in_it() -> None:
    word = InterviewersWord("Ivy", ZoneInfo("UTC"), [TIME], [Window(NOW + HALF, NOW + 2 * HALF)], [], 1, 1, [])
    assert list(against_interviewer(word, TIME)) == []
    later = Window(NOW + timedelta(minutes=1), TIME.ends_at + timedelta(minutes=1))
    assert list(against_interviewer(word, later)) == [Reason.OUTSIDE_HOURS, Reason.BUSY]


def test_sch_25_days_and_weeks_are_those_of_the_interviewers_wall() -> None:
    sunday = datetime(2026, 12, 6, 19, 30, tzinfo=UTC)  # Monday in Karachi
    word = InterviewersWord("Ivy", ZoneInfo("Asia/Karachi"), [Window(sunday, sunday + HALF)], [], [NOW], 1, 1, [])
    assert list(against_interviewer(word, Window(sunday, sunday + HALF))) == []
    same_day = InterviewersWord("Ivy", word.zone, word.hours, [], [sunday - timedelta(minutes=31)], 1, None, [])
    assert list(against_interviewer(same_day, Window(sunday, sunday + HALF))) == []


def test_sch_25_languages_are_told_apart_by_their_letters_only() -> None:
    assert [speaks(["Urdu"], one) for one in ("", "urdu", "Farsi")] == [True, True, False]


def test_sch_25_who_needs_nothing_is_not_too_short_of_time() -> None:
    word = ApplicantsWord("Sam", ZoneInfo("UTC"), [TIME], 0, captioner=False)
    assert list(against_applicant(word, TIME)) == []
