"""JSON of cycles and applications, for the office. (Students': student_schemas.py.)"""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from vivavoce.accounts.models import Role
from vivavoce.admissions.guards import Missing
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.fields import Body, Filled, InstantOut, Line, NoNul, Stripped

MAX_SCORE = 1_000_000
Reason = Annotated[str, StringConstraints(min_length=1, max_length=2000), Filled, NoNul]
Statement = Annotated[str, StringConstraints(max_length=20_000), NoNul]
Address = Annotated[str, StringConstraints(max_length=300), Stripped, NoNul]
School = Annotated[str, StringConstraints(max_length=200), Stripped, NoNul]
Score = Annotated[float, Field(strict=True, ge=0, le=MAX_SCORE, allow_inf_nan=False)]


class PersonRef(BaseModel):
    id: str
    name: str
    role: Role


class StudentRef(BaseModel):
    id: str
    name: str
    email: str
    time_zone: str


class CycleRef(BaseModel):
    id: str
    name: str
    phase: Phase


class ApplicationCounts(BaseModel):
    submitted: int = 0
    withdrawn: int = 0
    set_aside: int = 0
    scored: int = 0
    selected: int = 0
    not_selected: int = 0


class InterviewCounts(BaseModel):
    scheduled: int = 0
    completed: int = 0
    cancelled: int = 0
    no_show: int = 0


class CycleCounts(BaseModel):
    applications: ApplicationCounts
    applied: int
    """Of the applications all but the withdrawn."""
    checked: int
    """Of the applications neither withdrawn nor set aside."""
    interviews: InterviewCounts


class CycleSummary(CycleRef):
    created_at: InstantOut
    counts: CycleCounts


class PhaseStep(BaseModel):
    from_phase: Phase
    to_phase: Phase
    reason: str | None
    by: PersonRef | None
    at: InstantOut


class MissingStep(BaseModel):
    code: Missing
    message: str
    link: str
    """The page where it can be done."""


class Cycle(CycleSummary):
    exported_at: InstantOut | None
    """When the scoring export was last made."""
    history: list[PhaseStep]
    next_phase: Phase | None
    unmet: list[str]
    """Why it cannot move on now, in words."""
    missing: list[MissingStep]
    """The same, and where each can be done."""


class CycleList(BaseModel):
    items: list[CycleSummary]
    server_time: InstantOut


class CycleCreate(Body):
    name: Line


class CycleUpdate(Body):
    name: Line


class PhaseMove(Body):
    to: Phase
    reason: Reason | None = None


class Application(BaseModel):
    """As the office sees it."""

    id: str
    admission_cycle_id: str
    student: StudentRef
    programme: str
    school: str
    statement: str
    status: ApplicationStatus
    score: float | None
    checked: bool
    reason: str | None
    scheduled_interview_id: str | None
    created_at: InstantOut


class ApplicationDetails(Application):
    """As admins see it. Interviewers read an application in the room, without this."""

    address: str


class ApplicationList(BaseModel):
    items: list[ApplicationDetails]
    server_time: InstantOut
    next_cursor: str | None


class ApplicationUpdate(Body):
    status: ApplicationStatus | None = None
    score: Score | None = None
    checked: StrictBool | None = None
    reason: Reason | None = None
