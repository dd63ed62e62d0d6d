"""JSON of when students can: what they are asked, and what they answer."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt, StringConstraints

from vivavoce.accounts.time_zones import TimeZone
from vivavoce.admissions.schemas import StudentRef
from vivavoce.fields import Body, InstantIn, InstantOut, NoNul, Stripped
from vivavoce.scheduling.schemas import Day, DaySpansIn, DaySpansOut

MOST_DAYS = 60
Version = Annotated[StrictInt, Field(ge=0)]


class WindowRequestIn(Body):
    """`version`: the one that was read, 0 for the first."""

    version: Version
    first_day: Day
    last_day: Day
    closes_at: InstantIn


class WindowRequestOut(BaseModel):
    first_day: str
    last_day: str
    closes_at: InstantOut
    version: int


class Answered(BaseModel):
    student: StudentRef
    answered_at: InstantOut | None
    minutes: int
    """Of all the student's stretches together."""
    language: str
    extra_minutes: int
    captioner: bool
    needs: str


class CycleWindows(BaseModel):
    request: WindowRequestOut | None
    answers: list[Answered]
    """Of every selected applicant who is asked or has answered, by name; those who have yet to answer first."""
    server_time: InstantOut


class StudentWindowsIn(Body):
    version: Version
    time_zone: TimeZone
    days: Annotated[list[DaySpansIn], Field(max_length=MOST_DAYS)]
    language: Annotated[str, StringConstraints(max_length=200), Stripped, NoNul]
    """Empty: any."""
    extra_minutes: Annotated[StrictInt, Field(ge=0, le=120)]
    captioner: StrictBool
    needs: Annotated[str, StringConstraints(max_length=2000), NoNul]


class StudentWindowsOut(BaseModel):
    application_id: str
    cycle_name: str
    programme: str
    first_day: str
    last_day: str
    closes_at: InstantOut
    allotted_at: InstantOut | None
    """When times are given out, where that is known."""
    open: bool
    version: int
    """0: not answered."""
    time_zone: str
    days: list[DaySpansOut]
    language: str
    extra_minutes: int
    captioner: bool
    needs: str


class StudentWindowsList(BaseModel):
    items: list[StudentWindowsOut]
    languages: list[str]
    """That interviewers speak."""
    server_time: InstantOut
