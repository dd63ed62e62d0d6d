"""Between rows and JSON: minutes since 00:00 inside, times of the clock on the wall outside."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.schemas import PersonRef
from vivavoce.scheduling.hours import Span, WeeklyHours, windows
from vivavoce.scheduling.models import Hours
from vivavoce.scheduling.schemas import ExceptionOut, HoursIn, HoursOut, SpanIn, SpanOut, WindowOut

COMING_DAYS = 14


def no_hours(person_id: str, time_zone: str, now: datetime) -> Hours:
    """Of whoever has not said any."""
    return Hours(
        person_id=person_id,
        time_zone=time_zone,
        weekly=[[] for _ in range(7)],
        exceptions={},
        buffer_minutes=0,
        languages=[],
        subjects=[],
        version=0,
        updated_at=now,
    )


def hours_row(person_id: str, body: HoursIn, now: datetime) -> Hours:
    return Hours(
        person_id=person_id,
        time_zone=body.time_zone,
        weekly=[_pairs(spans_of(day)) for day in body.weekly],
        exceptions={one.day: _pairs(spans_of(one.spans)) for one in sorted(body.exceptions, key=lambda one: one.day)},
        buffer_minutes=body.buffer_minutes,
        daily_limit=body.daily_limit,
        weekly_limit=body.weekly_limit,
        languages=_each_once(body.languages),
        subjects=_each_once(body.subjects),
        version=body.version + 1,
        updated_at=now,
    )


def hours_out(person: Person, row: Hours, now: datetime) -> HoursOut:
    zone = ZoneInfo(row.time_zone)
    coming = windows(weekly_hours(row), now.astimezone(zone).date(), COMING_DAYS)
    return HoursOut(
        person=PersonRef(id=person.id, name=person.name, role=Role(person.role)),
        version=row.version,
        time_zone=row.time_zone,
        weekly=[_day_out(pairs) for pairs in row.weekly],
        exceptions=[ExceptionOut(day=day, spans=_day_out(pairs)) for day, pairs in sorted(row.exceptions.items())],
        buffer_minutes=row.buffer_minutes,
        daily_limit=row.daily_limit,
        weekly_limit=row.weekly_limit,
        languages=row.languages,
        subjects=row.subjects,
        coming=[WindowOut(starts_at=one.starts_at, ends_at=one.ends_at) for one in coming],
        server_time=now,
    )


def weekly_hours(row: Hours) -> WeeklyHours:
    exceptions = {date.fromisoformat(day): _spans(pairs) for day, pairs in row.exceptions.items()}
    return WeeklyHours(ZoneInfo(row.time_zone), [_spans(pairs) for pairs in row.weekly], exceptions)


def spans_of(day: Iterable[SpanIn]) -> list[Span]:
    return [Span(_minutes(one.starts), _minutes(one.ends)) for one in day]


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.starts, span.ends] for span in sorted(spans)]


def _spans(pairs: Iterable[Sequence[int]]) -> list[Span]:
    return [Span(starts, ends) for starts, ends in pairs]


def _day_out(pairs: Iterable[Sequence[int]]) -> list[SpanOut]:
    return [SpanOut(starts=_text(span.starts), ends=_text(span.ends)) for span in _spans(pairs)]


def _each_once(words: Iterable[str]) -> list[str]:
    """As first written."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return list(first.values())
