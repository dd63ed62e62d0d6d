"""Interviews, and when people can, from spreadsheets: looked at first, all of a file or nothing of it."""

from httpx import Response

from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import ELEVEN, HALF_PAST_TEN, TEN, Json, World, good, refused
from tests.notifications.outgoing import told
from vivavoce.admissions.rules import ApplicationStatus

__all__ = ["bus", "sign_in", "world"]
HEADER = "email,date,time,time_zone,duration_minutes,interviewer_email\n"
SAM = "sam@example.edu,2026-12-02,15:00,Asia/Karachi,45,ivy@example.edu\n"
EVE = "eve@example.edu,2026-12-02,9:30,Europe/London,,\n"
ASKED = {"version": 0, "first_day": "2026-12-07", "last_day": "2026-12-11", "closes_at": "2026-12-04T17:00:00Z"}
STRETCHES = "email,date,starts,ends,time_zone\n"


def send(world: World, what: str, text: str, *, dry_run: bool = False) -> Response:
    path = f"/api/admin/cycles/{world.cycle}/{what}/import"
    answer: Response = world["ada"].post(path, content=text.encode(), params={"dry_run": str(dry_run).lower()})
    return answer


def interviews(world: World) -> dict[str, Json]:
    return {one["student"]["name"]: one for one in good(world["ada"].get("/api/admin/interviews"))["items"]}


def counts(answer: Response) -> tuple[int, int, int, int]:
    """(new, changed, unchanged, errors)"""
    body = good(answer)
    return body["new"], body["changed"], body["unchanged"], body["error_count"]


def test_sch_16_a_preview_changes_nothing_and_the_import_is_what_it_said(world: World) -> None:
    looked = send(world, "interviews", HEADER + SAM + EVE, dry_run=True)
    assert (counts(looked), interviews(world), told(world.database)) == ((2, 0, 0, 0), {}, [])
    assert looked.json()["sample"][0]["changes"] == {
        "interview_time": {"from": None, "to": "2026-12-02 15:00 Asia/Karachi"}
    }
    assert counts(send(world, "interviews", HEADER + SAM + EVE)) == (2, 0, 0, 0)
    booked = {
        name: (one["interview_time"], one["duration_minutes"], one["lead"]["name"])
        for name, one in interviews(world).items()
    }
    assert booked == {
        "Sam": (TEN, 45, "Ivy"), "Eve": ("2026-12-02T09:30:00.000Z", 30, "Ada"),
    }  # fmt: skip
    assert len(told(world.database)) == 4


def test_sch_16_sent_again_it_changes_only_what_is_different(world: World) -> None:
    good(send(world, "interviews", HEADER + SAM + EVE))
    assert counts(send(world, "interviews", HEADER + SAM + EVE)) == (0, 0, 2, 0)
    moved = EVE.replace("9:30", "12:00")
    assert counts(send(world, "interviews", HEADER + SAM + moved)) == (0, 1, 1, 0)
    assert interviews(world)["Eve"]["version"] == 2


def test_sch_16_two_change_places(world: World) -> None:
    world.create("sam", TEN)
    world.create("eve", HALF_PAST_TEN)
    swapped = "email,date,time,time_zone\nsam@example.edu,2026-12-02,10:30,UTC\neve@example.edu,2026-12-02,10:00,UTC\n"
    assert counts(send(world, "interviews", swapped)) == (0, 2, 0, 0)
    found = interviews(world)
    assert (found["Sam"]["interview_time"], found["Eve"]["interview_time"]) == (HALF_PAST_TEN, TEN)


def test_sch_16_every_row_that_cannot_is_named_and_nothing_is_imported(world: World) -> None:
    world.set_application("kim", ApplicationStatus.SCORED)
    rows = [
        SAM,
        "nobody@example.edu,2026-12-02,15:00,Asia/Karachi,,\n",
        "eve@example.edu,2026-12-02,15:00,Mars/Olympus,,\n",
        "kim@example.edu,2026-12-02,15:00,UTC,,\n",
        "sam@example.edu,2026-12-03,15:00,UTC,,\n",
        "eve@example.edu,2027-03-28,01:30,Europe/London,,\n",
        "eve@example.edu,2026-13-01,15:00,UTC,,\n",
    ]
    answer = send(world, "interviews", HEADER + "".join(rows))
    status, code, errors = refused(answer)
    assert (status, code, interviews(world)) == (422, "import_refused", {})
    assert [(error["row"], error["field"], error["code"]) for error in answer.json()["errors"]] == [
        (3, "email", "unknown_applicant"),
        (4, "time_zone", "unknown_time_zone"),
        (5, "time", "application_not_selected"),
        (6, "email", "repeated"),
        (7, "time", "skipped_time"),
        (8, "date", "not_a_day"),
    ]
    assert errors


def test_sch_16_who_is_taken_is_said_in_the_row(world: World) -> None:
    world.create("kim", TEN)
    answer = send(
        world, "interviews", "email,date,time,time_zone\nsam@example.edu,2026-12-02,10:10,UTC\n", dry_run=True
    )
    (error,) = good(answer)["errors"]
    assert (error["row"], error["code"]) == (2, "interview_taken")
    assert error["message"].startswith("Ada already has an interview on Wed 2 Dec 2026, 10:00")


def test_sch_16_a_repeated_hour_is_not_guessed(world: World) -> None:
    text = "email,date,time,time_zone\nsam@example.edu,2027-10-31,01:30,Europe/London\n"
    (error,) = good(send(world, "interviews", text, dry_run=True))["errors"]
    assert (error["column"], error["code"]) == ("time", "repeated_time")


def test_sch_17_hours_and_answers_come_in_one_file(world: World) -> None:
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=ASKED))
    text = STRETCHES + (
        "ivy@example.edu,2026-12-08,9:00,12:00,Europe/London\n"
        "ivy@example.edu,2026-12-08,13:00,24:00,Europe/London\n"
        "sam@example.edu,2026-12-09,18:00,21:00,Asia/Karachi\n"
    )
    assert counts(send(world, "availability", text, dry_run=True)) == (0, 2, 0, 0)
    assert good(world["ivy"].get("/api/interviewer/hours"))["version"] == 0
    assert counts(send(world, "availability", text)) == (0, 2, 0, 0)
    hours = good(world["ivy"].get("/api/interviewer/hours"))
    assert (hours["version"], hours["exceptions"]) == (
        1,
        [{"day": "2026-12-08", "spans": [{"starts": "09:00", "ends": "12:00"}, {"starts": "13:00", "ends": "24:00"}]}],
    )  # fmt: skip
    (answer,) = good(world["sam"].get("/api/student/windows"))["items"]
    assert (answer["version"], answer["time_zone"], answer["days"]) == (
        1, "Asia/Karachi", [{"day": "2026-12-09", "spans": [{"starts": "18:00", "ends": "21:00"}]}],
    )  # fmt: skip


def test_sch_17_nothing_of_a_file_with_errors_is_kept(world: World) -> None:
    one = STRETCHES + "ivy@example.edu,2026-12-08,09:00,12:00,Europe/London\n"
    assert refused(send(world, "availability", one))[:2] == (409, "times_not_asked")
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=ASKED))
    text = STRETCHES + (
        "ivy@example.edu,2026-12-08,09:00,12:00,Europe/London\n"
        "ivy@example.edu,2026-12-08,11:00,13:00,Europe/London\n"
        "sam@example.edu,2026-12-20,18:00,21:00,Asia/Karachi\n"
        "eve@example.edu,2026-12-08,12:00,11:00,UTC\n"
        "kim@example.edu,2026-12-08,10:00,11:00,UTC\n"
        "kim@example.edu,2026-12-09,10:00,11:00,Asia/Seoul\n"
        "nobody@example.edu,2026-12-08,10:00,11:00,UTC\n"
    )
    answer = send(world, "availability", text)
    assert [(error["row"], error["code"]) for error in answer.json()["errors"]] == [
        (3, "span_overlap"), (4, "day_outside"), (5, "span_order"), (6, "several_zones"), (8, "unknown_person"),
    ]  # fmt: skip
    assert good(world["ivy"].get("/api/interviewer/hours"))["version"] == 0


def test_sch_14_what_was_exported_can_be_imported(world: World) -> None:
    world.create("sam", TEN, time_zone="Asia/Karachi", admin_id=world.people["ivy"])
    world.create("eve", ELEVEN)
    text = world["ada"].get("/api/admin/exports/interviews").text
    assert counts(send(world, "interviews", text)) == (0, 0, 2, 0)
