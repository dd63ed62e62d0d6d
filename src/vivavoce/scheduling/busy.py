"""What a calendar file says about when its owner is busy. Pure: text in, stretches out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from vivavoce.errors import Unacceptable, refuse

MOST = 2_000
"""Events, and stretches that come of them."""
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
LONGEST_TITLE = 100


@dataclass(frozen=True, order=True)
class BusyStretch:
    """[starts_at, ends_at) in UTC."""

    starts_at: datetime
    ends_at: datetime
    title: str


@dataclass(frozen=True)
class Reading:
    stretches: tuple[BusyStretch, ...]
    ignored: int
    """Events that say of themselves that they take no time, or are cancelled."""


def read_busy(text: str, zone: ZoneInfo, since: datetime, until: datetime) -> Reading:
    """Repetitions included; times without a zone, and whole days, are of `zone`. Raises Unacceptable."""
    calendar = _parsed(text)
    events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    if len(events) > MOST:
        raise _refuse("too_many_events", f"This calendar holds more than {MOST:,} events. Export fewer months of it.")
    _refuse_endless(events)
    free = [one for one in events if _takes_no_time(one)]
    found = list(islice(_stretches(calendar, zone, since, until), MOST + 1))
    if len(found) > MOST:
        raise _refuse("too_many_events", f"Its repetitions come to more than {MOST:,} stretches until {until:%B %Y}.")
    return Reading(tuple(sorted(set(found))), len(free))


def _parsed(text: str) -> Calendar:
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError, RecursionError):
        calendar = None
    if not isinstance(calendar, Calendar):
        raise _refuse(
            "not_a_calendar", "This is no calendar file. Export one from your calendar program; it ends in .ics."
        )
    return calendar


def _stretches(calendar: Calendar, zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[BusyStretch]:
    try:
        for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(since, until):
            if not _takes_no_time(event):
                starts_at, ends_at = _instant(event.start, zone), _instant(event.end, zone)
                if starts_at < ends_at:
                    yield BusyStretch(starts_at, ends_at, str(event.get("SUMMARY", ""))[:LONGEST_TITLE])
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise _refuse("not_a_calendar", "A time in this calendar cannot be read. Export it again.") from error


def _instant(moment: date | datetime, zone: ZoneInfo) -> datetime:
    local = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), tzinfo=zone)
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def _takes_no_time(event: Event) -> bool:
    return str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("STATUS", "")).upper() == "CANCELLED"


def _refuse_endless(events: Sequence[Event]) -> None:
    """Nobody is busy every second; working that out would take hours."""
    for event in events:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if TOO_OFTEN & {str(word).upper() for word in rule.get("FREQ", [])}:
                raise _refuse("repeats_too_often", "An event repeats more often than daily, which cannot be read.")


def _refuse(code: str, words: str) -> Unacceptable:
    return refuse("calendar", code, words)


AHEAD = timedelta(days=180)
"""So far calendars are read."""
