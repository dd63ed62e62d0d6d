"""Invitations as calendars read them (RFC 5545, 5546). Pure.

An interview has one UID for life, its own id; SEQUENCE rises with every change of time or people. Each person gets an
object of their own, in which they are the only ATTENDEE.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from vivavoce.notifications.facts import InterviewFacts, Office, Recipient

PRODUCT = "-//Vivavoce//Interviews//EN"
AROUND = timedelta(days=400)
"""Of an interview: both changes of the clocks of a year are in it."""


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def uid(interview_id: str) -> str:
    return f"{interview_id}@vivavoce"


def invitation(facts: InterviewFacts, to: Recipient, office: Office, method: Method, now: datetime) -> bytes:
    """One interview, for one person's calendar."""
    event = _event(facts, to, office, now)
    organizer, attendee = vCalAddress(f"mailto:{office.sender}"), vCalAddress(f"mailto:{to.email}")
    organizer.params["CN"], attendee.params["CN"] = vText(office.name), vText(to.name)
    attendee.params["PARTSTAT"], attendee.params["RSVP"] = vText("NEEDS-ACTION"), vText("FALSE")
    event.add("organizer", organizer)
    event.add("attendee", attendee, encode=False)
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    return _calendar(method, [event], to.time_zone, {facts.starts_at.year})


def feed(interviews: Iterable[tuple[InterviewFacts, bool]], to: Recipient, office: Office, now: datetime) -> bytes:
    """All of a person's interviews, for a calendar that reads them now and then. With each: whether it holds."""
    events, years = [], set[int]()
    for facts, holds in interviews:
        years.add(facts.starts_at.year)
        event = _event(facts, to, office, now)
        event.add("status", "CONFIRMED" if holds else "CANCELLED")
        events.append(event)
    return _calendar(Method.PUBLISH, events, to.time_zone, years, office.name)


def _event(facts: InterviewFacts, to: Recipient, office: Office, now: datetime) -> Event:
    event, link = Event(), f"{office.site}/interview/{facts.interview_id}"
    event.add("uid", uid(facts.interview_id))
    event.add("sequence", facts.sequence)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _on_the_wall(facts.starts_at, to.time_zone))
    event.add("dtend", _on_the_wall(facts.ends_at, to.time_zone))
    event.add("summary", _summary(facts, to))
    event.add("location", link)
    event.add("url", link)
    event.add("description", f"Room: {link}\nIt opens 24 hours before.\nQuestions: {office.contact}")
    event.add("transp", "OPAQUE")
    return event


def _summary(facts: InterviewFacts, to: Recipient) -> str:
    return f"Interview: {facts.programme}" if to.for_student else f"Interview with {facts.student}"


def _on_the_wall(moment: datetime, zone: str) -> datetime:
    """On the second round of an hour that the clocks repeat, a local time would mean the first: UTC says it."""
    local = moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    return moment.astimezone(UTC).replace(microsecond=0) if local.fold else local


def _calendar(method: Method, events: list[Event], zone: str, years: set[int], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", name)
    if years:
        calendar.add_component(_zone(zone, min(years), max(years)))
    for event in events:
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


@lru_cache(maxsize=1024)
def _zone(name: str, first: int, last: int) -> Timezone:
    since = datetime(first, 1, 1, tzinfo=UTC) - AROUND
    until = datetime(last, 12, 31, tzinfo=UTC) + AROUND
    zone = Timezone.from_tzid(name, first_date=since.date(), last_date=until.date())
    for rule in zone.subcomponents:
        _mend(rule)
    return zone


def _mend(rule: Any) -> None:
    """A change is written in the time that held until then (RFC 5545, 3.6.5); the library writes the first time that
    exists after it, which is another one where clocks go forward. And its first day is said among the others, too,
    for programs that look only there."""
    gap = max(rule["TZOFFSETTO"].td - rule["TZOFFSETFROM"].td, timedelta(0))
    first, further = rule["DTSTART"].dt, rule.get("RDATE", [])
    days = [first, *(day.dt for dates in (further if isinstance(further, list) else [further]) for day in dates.dts)]
    for name in ("DTSTART", "RDATE"):
        rule.pop(name, None)
    rule.add("dtstart", first - gap)
    rule.add("rdate", [day - gap for day in days])
