"""Between rows and JSON: minutes since 00:00 inside, times of the clock on the wall outside."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.schemas import PersonRef
from vivavoce.interviews.models import Hours
from vivavoce.scheduling.hours import WeeklyHours, Window, windows, without
from vivavoce.scheduling.models import StudentWindows, WaitListEntry
from vivavoce.scheduling.schemas import HoursIn, HoursOut, WindowOut
from vivavoce.scheduling.spans import days_shown, from_pairs, pairs_of, shown

COMING_DAYS = 14


def hours_not_given(person_id: str, time_zone: str, now: datetime) -> Hours:
    """Of whoever has not said any."""
    return Hours(
        person_id=person_id,
        time_zone=time_zone,
        weekly=[[] for _ in range(7)],
        exceptions={},
        buffer_minutes=0,
        languages=[],
        subjects=[],
        ties=[],
        address="",
        busy=[],
        version=0,
        updated_at=now,
    )


def hours_row(person_id: str, body: HoursIn, now: datetime) -> Hours:
    return Hours(
        person_id=person_id,
        time_zone=body.time_zone,
        weekly=[pairs_of(day) for day in body.weekly],
        exceptions={one.day: pairs_of(one.spans) for one in sorted(body.exceptions, key=lambda one: one.day)},
        buffer_minutes=body.buffer_minutes,
        daily_limit=body.daily_limit,
        weekly_limit=body.weekly_limit,
        languages=_each_once(body.languages),
        subjects=_each_once(body.subjects),
        ties=_each_once(body.ties or []),
        address=body.address or "",
        version=body.version + 1,
        updated_at=now,
    )


def hours_out(person: Person, row: Hours, now: datetime) -> HoursOut:
    zone = ZoneInfo(row.time_zone)
    busy = busy_windows(row)
    coming = without(windows(weekly_hours(row), now.astimezone(zone).date(), COMING_DAYS), busy)
    return HoursOut(
        person=PersonRef(id=person.id, name=person.name, role=Role(person.role)),
        version=row.version,
        time_zone=row.time_zone,
        weekly=[shown(pairs) for pairs in row.weekly],
        exceptions=days_shown(row.exceptions),
        buffer_minutes=row.buffer_minutes,
        daily_limit=row.daily_limit,
        weekly_limit=row.weekly_limit,
        languages=row.languages,
        subjects=row.subjects,
        ties=row.ties,
        address=row.address,
        coming=[WindowOut(starts_at=since, ends_at=until) for since, until in coming],
        busy=[WindowOut(starts_at=one.starts_at, ends_at=one.ends_at) for one in busy if one.ends_at > now],
        busy_read_at=row.busy_read_at,
        server_time=now,
    )


def busy_windows(row: Hours) -> list[Window]:
    """As their own calendar said, by time."""
    return sorted(Window(datetime.fromisoformat(one), datetime.fromisoformat(two)) for one, two in row.busy)


def weekly_hours(row: Hours) -> WeeklyHours:
    exceptions = {date.fromisoformat(day): from_pairs(pairs) for day, pairs in row.exceptions.items()}
    return WeeklyHours(ZoneInfo(row.time_zone), [from_pairs(pairs) for pairs in row.weekly], exceptions)


def answered_hours(answer: StudentWindows | WaitListEntry) -> WeeklyHours:
    """The days that an applicant gave, and no others."""
    given = {date.fromisoformat(day): from_pairs(pairs) for day, pairs in answer.days.items()}
    return WeeklyHours(ZoneInfo(answer.time_zone), [[]] * 7, given)


def _each_once(words: Iterable[str]) -> list[str]:
    """As first written."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return list(first.values())
