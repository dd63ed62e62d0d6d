"""JSON of the wait list. Students see their own place on it only; the office, everybody's."""

from typing import Annotated

from pydantic import BaseModel, Field

from vivavoce.accounts.time_zones import TimeZone
from vivavoce.admissions.schemas import StudentRef
from vivavoce.fields import Body, InstantOut
from vivavoce.scheduling.schemas import DaySpansIn, DaySpansOut
from vivavoce.scheduling.self_service_schemas import Version
from vivavoce.scheduling.window_schemas import MOST_DAYS


class WaitListIn(Body):
    """When another time would suit. `version`: the one that was read, 0 for the first."""

    version: Version
    time_zone: TimeZone
    days: Annotated[list[DaySpansIn], Field(max_length=MOST_DAYS)]


class WaitingStudent(BaseModel):
    interview_id: str
    student: StudentRef
    interview_time: InstantOut
    joined_at: InstantOut
    time_zone: str
    days: list[DaySpansOut]


class WaitList(BaseModel):
    items: list[WaitingStudent]
    """Whoever joined first, first."""
    server_time: InstantOut
