"""What an interviewer's own calendar says about when they are busy."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import NOW
from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import Json, World, good, refused
from vivavoce.errors import Unacceptable
from vivavoce.scheduling.busy import MOST, BusyStretch, read_busy

__all__ = ["bus", "sign_in", "world"]
BUSY = "/api/interviewer/busy"
KARACHI = ZoneInfo("Asia/Karachi")
UNTIL = NOW + timedelta(days=30)


def calendar(*events: str, head: str = "") -> str:
    bodies = [
        f"BEGIN:VEVENT\nUID:{number}\nDTSTAMP:20261101T000000Z\n{one}\nEND:VEVENT" for number, one in enumerate(events)
    ]
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", head, *bodies, "END:VCALENDAR", ""]
    return "\r\n".join("\n".join(whole).splitlines())


def found(text: str) -> list[tuple[datetime, datetime, str]]:
    reading = read_busy(text, KARACHI, NOW, UNTIL)
    return [(one.starts_at, one.ends_at, one.title) for one in reading.stretches]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("SUMMARY:Seminar\nDTSTART:20261203T090000Z\nDTEND:20261203T100000Z", (at(3, 9), at(3, 10), "Seminar")),
        ("DTSTART;TZID=Europe/London:20261203T090000\nDURATION:PT45M", (at(3, 9), at(3, 9, 45), "")),
        ("DTSTART:20261203T140000\nDTEND:20261203T150000", (at(3, 9), at(3, 10), "")),
        ("DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261204", (at(2, 19), at(3, 19), "")),
        (
            "DTSTART;TZID=Pakistan Standard Time:20261203T140000\nDTEND;TZID=Pakistan Standard Time:20261203T150000",
            (at(3, 9), at(3, 10), ""),
        ),
    ],
    ids=["utc", "a zone and a length", "no zone", "a whole day", "a zone as Windows calls it"],
)
def test_sch_18_every_way_to_write_a_time_is_read(event: str, expected: tuple[datetime, datetime, str]) -> None:
    assert found(calendar(event)) == [expected]


def test_sch_18_repetitions_are_worked_out_with_what_was_moved_and_left_out() -> None:
    weekly = (
        "SUMMARY:Class\nDTSTART;TZID=Asia/Karachi:20261102T140000\nDTEND;TZID=Asia/Karachi:20261102T150000\n"
        "RRULE:FREQ=WEEKLY;COUNT=8\nEXDATE;TZID=Asia/Karachi:20261207T140000"
    )
    assert [starts for starts, _, _ in found(calendar(weekly))] == [at(14, 9), at(21, 9)]


def test_sch_18_a_zone_of_the_files_own_counts() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\n"
        "END:STANDARD\nEND:VTIMEZONE"
    )
    text = calendar("DTSTART;TZID=Home:20261203T120000\nDTEND;TZID=Home:20261203T130000", head=zone)
    assert found(text) == [(at(3, 9), at(3, 10), "")]


def test_sch_18_what_takes_no_time_is_left_out_and_counted() -> None:
    one = "DTSTART:20261203T090000Z\nDTEND:20261203T100000Z\n"
    reading = read_busy(calendar(f"{one}TRANSP:TRANSPARENT", f"{one}STATUS:CANCELLED", one), KARACHI, NOW, UNTIL)
    assert (reading.ignored, reading.stretches) == (2, (BusyStretch(at(3, 9), at(3, 10), ""),))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello", "not_a_calendar"),
        ("BEGIN:VEVENT\nEND:VEVENT", "not_a_calendar"),
        (calendar("DTSTART:20261203T090000Z\nRRULE:FREQ=SECONDLY"), "repeats_too_often"),
        (calendar(*["DTSTART:20261203T090000Z"] * (MOST + 1)), "too_many_events"),
        (calendar(*["DTSTART:20261101T090000Z\nDURATION:PT5M\nRRULE:FREQ=DAILY"] * 70), "too_many_events"),
    ],
    ids=["no calendar", "an event alone", "every second", "too many", "too many repetitions"],
)
def test_sch_18_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(Unacceptable) as error:
        read_busy(text, KARACHI, NOW, UNTIL)
    assert [one.code for one in error.value.errors] == [code]


WEEK = [[{"starts": "09:00", "ends": "12:00"}], *[[]] * 6]
HOURS: Json = {
    "version": 0, "time_zone": "Europe/London", "weekly": WEEK, "exceptions": [], "buffer_minutes": 0, "languages": [],
    "subjects": [],
}  # fmt: skip
MONDAY = calendar("SUMMARY:Dentist\nDTSTART:20261207T100000Z\nDTEND:20261207T110000Z")


def coming(world: World) -> list[str]:
    hours = good(world["ivy"].get("/api/interviewer/hours"))
    return [f"{one['starts_at'][5:16]} {one['ends_at'][11:16]}" for one in hours["coming"]]


def test_sch_18_what_was_read_is_shown_and_then_kept_without_titles(world: World) -> None:
    good(world["ivy"].put("/api/interviewer/hours", json=HOURS))
    looked = good(world["ivy"].put(BUSY, json={"calendar": MONDAY, "dry_run": True}))
    assert (looked["kept"], [one["title"] for one in looked["stretches"]]) == (False, ["Dentist"])
    assert coming(world) == ["12-07T09:00 12:00", "12-14T09:00 12:00"]
    assert good(world["ivy"].put(BUSY, json={"calendar": MONDAY}))["kept"]
    assert coming(world) == ["12-07T09:00 10:00", "12-07T11:00 12:00", "12-14T09:00 12:00"]
    hours = good(world["ada"].get(f"/api/admin/people/{world.people['ivy']}/hours"))
    assert "Dentist" not in str(hours)
    assert (len(hours["busy"]), hours["version"]) == (1, 1)
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1}))
    assert len(coming(world)) == 3
    assert world["ivy"].delete(BUSY).status_code == 204
    assert len(coming(world)) == 2


def test_sch_18_a_file_that_cannot_be_read_leaves_what_was_there(world: World) -> None:
    good(world["ivy"].put(BUSY, json={"calendar": MONDAY}))
    assert refused(world["ivy"].put(BUSY, json={"calendar": "hello"})) == (
        422, "invalid", [("calendar", "not_a_calendar")],
    )  # fmt: skip
    assert len(good(world["ivy"].get("/api/interviewer/hours"))["busy"]) == 1


def test_sch_18_admins_do_it_for_others_and_students_have_none(world: World) -> None:
    ivys, sams = (f"/api/admin/people/{world.people[name]}/busy" for name in ("ivy", "sam"))
    assert good(world["ada"].put(ivys, json={"calendar": MONDAY}))["kept"]
    assert world["ada"].put(sams, json={"calendar": MONDAY}).status_code == 404
