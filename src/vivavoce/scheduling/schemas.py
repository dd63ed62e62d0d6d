"""JSON of people's hours. Times of day are those of the clock on the wall: "09:00", and "24:00" as an end."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.time_zones import TimeZone
from vivavoce.admissions.schemas import Address, PersonRef
from vivavoce.fields import Body, InstantOut, Line

WALL_TIME = r"^([01]\d|2[0-3]):[0-5]\d$"
DAY = r"^\d{4}-\d\d-\d\d$"


def _a_day(text: str) -> str:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("not_a_day", "There is no such day.") from None
    return text


Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(_a_day)]
Limit = Annotated[StrictInt, Field(ge=1, le=200)]
Words = Annotated[list[Line], Field(max_length=30)]


class SpanOut(BaseModel):
    starts: Annotated[str, StringConstraints(pattern=WALL_TIME)]
    ends: Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]


class SpanIn(Body, SpanOut):
    pass


DayOfSpans = Annotated[list[SpanIn], Field(max_length=12)]


class DaySpansIn(Body):
    """One day and its stretches."""

    day: Day
    spans: DayOfSpans


class HoursIn(Body):
    """All of it; what is left out is not kept. `version` is the one that was read."""

    version: Annotated[StrictInt, Field(ge=0)]
    time_zone: TimeZone
    weekly: Annotated[list[DayOfSpans], Field(min_length=7, max_length=7)]
    """Monday first."""
    exceptions: Annotated[list[DaySpansIn], Field(max_length=366)]
    """Instead of the week's; a day without spans: not at all."""
    buffer_minutes: Annotated[StrictInt, Field(ge=0, le=120)]
    daily_limit: Limit | None = None
    weekly_limit: Limit | None = None
    languages: Words
    subjects: Words
    ties: Words | None = None
    """Schools and people whose applicants they perhaps should not judge."""
    address: Address | None = None
    """Whose applicants they perhaps should not judge, either; for admins and themselves."""


class DaySpansOut(BaseModel):
    day: str
    spans: list[SpanOut]


class WindowOut(BaseModel):
    starts_at: InstantOut
    ends_at: InstantOut


class HoursOut(BaseModel):
    person: PersonRef
    version: int
    """0: never saved."""
    time_zone: str
    weekly: list[list[SpanOut]]
    exceptions: list[DaySpansOut]
    buffer_minutes: int
    daily_limit: int | None
    weekly_limit: int | None
    languages: list[str]
    subjects: list[str]
    ties: list[str]
    address: str
    coming: list[WindowOut]
    """What it comes to in the next two weeks, without what is busy."""
    busy: list[WindowOut]
    """What their own calendar said, from now on."""
    busy_read_at: InstantOut | None
    server_time: InstantOut
