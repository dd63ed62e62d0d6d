"""JSON of a student's own applications and drafts: no score, no reason, no check."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from vivavoce.admissions.rules import Phase
from vivavoce.admissions.schemas import Address, CycleRef, School, Statement
from vivavoce.fields import Body, Id, InstantOut, Line, NoNul

ShownStatus = Literal["submitted", "withdrawn", "scored", "selected", "not_selected"]
DraftLine = Annotated[str, StringConstraints(max_length=200), NoNul]
"""As typed so far: empty, or with a space at its end."""
DraftAddress = Annotated[str, StringConstraints(max_length=300), NoNul]


class StudentApplication(BaseModel):
    id: str
    admission_cycle_id: str
    cycle_name: str
    cycle_phase: Phase
    programme: str
    school: str
    address: str
    statement: str
    status: ShownStatus
    editable: bool
    """The student may change or withdraw it now."""
    created_at: InstantOut


class Draft(BaseModel):
    programme: str
    school: str
    address: str
    statement: str
    saved_at: InstantOut


class OpenCycle(CycleRef):
    draft: Draft | None
    """What the caller has written so far."""


class StudentApplicationList(BaseModel):
    items: list[StudentApplication]
    open_cycles: list[OpenCycle]
    """Cycles that take applications now and have none of the caller's."""
    server_time: InstantOut


class ApplicationCreate(Body):
    admission_cycle_id: Id
    programme: Line
    school: School | None = None
    address: Address | None = None
    statement: Statement | None = None


class ApplicationChange(Body):
    programme: Line | None = None
    school: School | None = None
    address: Address | None = None
    statement: Statement | None = None
    status: Literal["withdrawn"] | None = None


class DraftIn(Body):
    """The whole draft: what is left out is empty."""

    programme: DraftLine = ""
    school: DraftLine = ""
    address: DraftAddress = ""
    statement: Statement = ""
