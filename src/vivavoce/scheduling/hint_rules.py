"""What speaks against a time that somebody chooses by hand, by what people have said. Pure; nothing of it refuses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from vivavoce.interviews.rules import ends_at
from vivavoce.scheduling.hours import Window
from vivavoce.scheduling.self_service_rules import reached


class Reason(StrEnum):
    OUTSIDE_HOURS = "outside_hours"
    BUSY = "busy"
    """Their own calendar says so."""
    DAY_FULL = "day_full"
    WEEK_FULL = "week_full"
    OTHER_LANGUAGE = "other_language"
    OUTSIDE_WINDOWS = "outside_windows"
    """The applicant gave other times."""
    TOO_SHORT = "too_short"
    """The applicant needs more."""
    CAPTIONER = "captioner"
    """Somebody has to write captions."""


@dataclass(frozen=True)
class Meeting:
    """An interview as it would be."""

    application_id: str
    starts_at: datetime
    minutes: int
    admin_id: str
    interviewer_ids: tuple[str, ...]

    @property
    def time(self) -> Window:
        return Window(self.starts_at, ends_at(self.starts_at, self.minutes))

    @property
    def office(self) -> tuple[str, ...]:
        return (self.admin_id, *self.interviewer_ids)


@dataclass(frozen=True)
class InterviewersWord:
    """What one interviewer has said, around a meeting."""

    name: str
    zone: ZoneInfo
    hours: Sequence[Window]
    busy: Sequence[Window]
    others: Sequence[datetime]
    """When their other interviews begin."""
    daily_limit: int | None
    weekly_limit: int | None
    languages: Sequence[str]


@dataclass(frozen=True)
class ApplicantsWord:
    """What one applicant has answered, around a meeting."""

    name: str
    zone: ZoneInfo
    windows: Sequence[Window]
    minutes: int
    """How long their interview has to be."""
    captioner: bool


def against_interviewer(word: InterviewersWord, time: Window) -> Iterator[Reason]:
    if not _covered(time, word.hours):
        yield Reason.OUTSIDE_HOURS
    if any(one.starts_at < time.ends_at and time.starts_at < one.ends_at for one in word.busy):
        yield Reason.BUSY
    local = [one.astimezone(word.zone) for one in word.others]
    here = time.starts_at.astimezone(word.zone)
    if reached(sum(one.date() == here.date() for one in local), word.daily_limit):
        yield Reason.DAY_FULL
    if reached(sum(one.isocalendar()[:2] == here.isocalendar()[:2] for one in local), word.weekly_limit):
        yield Reason.WEEK_FULL


def speaks(languages: Sequence[str], language: str) -> bool:
    """`language`: what is asked for; empty: any."""
    return not language or language.casefold() in {one.casefold() for one in languages}


def against_applicant(word: ApplicantsWord, time: Window) -> Iterator[Reason]:
    if not _covered(time, word.windows):
        yield Reason.OUTSIDE_WINDOWS
    if time.ends_at - time.starts_at < timedelta(minutes=word.minutes):
        yield Reason.TOO_SHORT
    if word.captioner:
        yield Reason.CAPTIONER


def _covered(time: Window, by: Sequence[Window]) -> bool:
    return any(one.starts_at <= time.starts_at and time.ends_at <= one.ends_at for one in by)
