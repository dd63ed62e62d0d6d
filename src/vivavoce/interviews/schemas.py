"""JSON of interviews. The student's shapes have no notes, version or ids of the office's people."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.models import Role
from vivavoce.accounts.time_zones import TimeZone
from vivavoce.admissions.schemas import Application, CycleRef, PersonRef, StudentRef
from vivavoce.fields import Body, Id, InstantIn, InstantOut, NoNul
from vivavoce.interviews.rehearsal_schemas import Rehearsal
from vivavoce.interviews.rules import MAX_MINUTES, MAX_PANEL, MIN_MINUTES, Attendance, InterviewStatus
from vivavoce.interviews.walls import MINUTES

Minutes = Annotated[StrictInt, Field(ge=MIN_MINUTES, le=MAX_MINUTES)]
PanelIds = Annotated[list[Id], Field(max_length=MAX_PANEL)]
Notes = Annotated[str, StringConstraints(max_length=20_000), NoNul]
Message = Annotated[str, StringConstraints(max_length=2000), NoNul]
Version = Annotated[StrictInt, Field(ge=1)]


def _a_wall_time(text: str) -> str:
    try:
        year = datetime.strptime(text, MINUTES).replace(tzinfo=UTC).year
    except ValueError:
        year = MINYEAR
    if not MINYEAR < year < MAXYEAR:
        raise PydanticCustomError("not_a_time", "Give the time on the wall as in 2026-12-01T09:00.")
    return text


WallTime = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"), AfterValidator(_a_wall_time)
]


class Which(StrEnum):
    """Of two moments at which a clock that goes back says the same."""

    EARLIER = "earlier"
    LATER = "later"


class InterviewCreate(Body):
    application_id: Id
    interview_time: InstantIn | None = None
    wall_time: WallTime | None = None
    """In place of `interview_time`: what the clock of `time_zone` says, as it was typed."""
    which: Which | None = None
    """Of `wall_time`, where that clock says it twice."""
    duration_minutes: Minutes | None = None
    """30 when left out."""
    admin_id: Id | None = None
    """The caller when left out."""
    interviewer_ids: PanelIds | None = None
    time_zone: TimeZone | None = None
    """The caller's when left out."""
    notes: Notes | None = None
    lobby: StrictBool | None = None
    relay_only: StrictBool | None = None


class InterviewerUpdate(Body):
    """What an interviewer may change; `version` is the one that was read."""

    version: Version
    status: InterviewStatus | None = None
    notes: Notes | None = None


class InterviewUpdate(InterviewerUpdate):
    interview_time: InstantIn | None = None
    wall_time: WallTime | None = None
    """As in `InterviewCreate`."""
    which: Which | None = None
    duration_minutes: Minutes | None = None
    admin_id: Id | None = None
    interviewer_ids: PanelIds | None = None
    time_zone: TimeZone | None = None
    lobby: StrictBool | None = None
    """The student waits until the office admits them."""
    relay_only: StrictBool | None = None
    """All media through the relay."""


class AttendanceResponse(Body):
    attendance: Attendance
    message: Message | None = None


class OfficeInterview(BaseModel):
    id: str
    application_id: str
    student_id: str
    admin_id: str
    admission_cycle_id: str
    interview_time: InstantOut
    duration_minutes: int
    time_zone: str
    interview_link: str
    status: InterviewStatus
    notes: str
    lobby: bool
    relay_only: bool
    version: int
    interviewer_ids: list[str]
    student: StudentRef
    lead: PersonRef
    panel: list[PersonRef]
    cycle: CycleRef
    programme: str
    attendance: Attendance | None
    attendance_message: str
    rehearsal: Rehearsal
    joinable: bool
    opens_at: InstantOut
    closes_at: InstantOut
    created_at: InstantOut
    updated_at: InstantOut


class OfficeInterviewPage(BaseModel):
    items: list[OfficeInterview]
    server_time: InstantOut
    next_cursor: str | None


class OfficeInterviewList(BaseModel):
    items: list[OfficeInterview]
    server_time: InstantOut


Action = Literal["created", "changed", "status", "deleted", "response"]


class HistoryItem(BaseModel):
    at: InstantOut
    by: PersonRef | None
    action: Action
    changes: dict[str, dict[str, object]]
    """{field: {"from": …, "to": …}}"""


class InterviewHistory(BaseModel):
    items: list[HistoryItem]
    server_time: InstantOut


class NameOnly(BaseModel):
    name: str


class StudentInterview(BaseModel):
    id: str
    application_id: str
    admission_cycle_id: str
    cycle_name: str
    programme: str
    lead: NameOnly
    panel: list[NameOnly]
    interview_time: InstantOut
    duration_minutes: int
    time_zone: str
    interview_link: str
    status: InterviewStatus
    attendance: Attendance | None
    attendance_message: str
    rehearsal: Rehearsal
    joinable: bool
    opens_at: InstantOut
    closes_at: InstantOut


class StudentInterviewList(BaseModel):
    items: list[StudentInterview]
    server_time: InstantOut


class RoomPerson(PersonRef):
    part: Literal["student", "lead", "panel"]


class RoomOffice(BaseModel):
    """What only the office gets."""

    application: Application
    notes: str
    version: int
    cycle: CycleRef
    status: InterviewStatus


class RoomMe(BaseModel):
    id: str
    name: str
    role: Role


class Room(BaseModel):
    id: str
    status: InterviewStatus
    joinable: bool
    opens_at: InstantOut
    closes_at: InstantOut
    server_time: InstantOut
    interview_time: InstantOut
    duration_minutes: int
    time_zone: str
    people: list[RoomPerson]
    me: RoomMe
    office: RoomOffice | None
