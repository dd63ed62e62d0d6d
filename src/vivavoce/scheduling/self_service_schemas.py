"""JSON of choosing another time oneself. Students see times, not whose they are."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictInt

from vivavoce.fields import Body, InstantIn, InstantOut
from vivavoce.scheduling.schemas import DaySpansOut
from vivavoce.scheduling.self_service_rules import Refusal

Version = Annotated[StrictInt, Field(ge=0)]


class SelfServiceIn(Body):
    """`version`: the one that was read, 0 for the first."""

    version: Version
    notice_hours: Annotated[StrictInt, Field(ge=1, le=24 * 30)]
    most_changes: Annotated[StrictInt, Field(ge=1, le=20)]
    closes_at: InstantIn


class SelfServiceOut(BaseModel):
    offered: bool
    version: int
    notice_hours: int
    most_changes: int
    closes_at: InstantOut | None
    server_time: InstantOut


class Waiting(BaseModel):
    """Nothing of others: not how many there are, nor who comes first."""

    joined_at: InstantOut
    time_zone: str
    days: list[DaySpansOut]
    version: int


class OfferedTimes(BaseModel):
    offered: bool
    """Whether this cycle lets students choose at all."""
    refusal: Refusal | None
    """Why not now, and not this one."""
    changes_left: int
    notice_hours: int
    closes_at: InstantOut | None
    times: list[InstantOut]
    first_day: str | None
    """From which on a time may be waited for, on the student's own wall; None where none may."""
    last_day: str | None
    waiting: Waiting | None
    server_time: InstantOut


class ChosenTime(Body):
    interview_time: InstantIn
