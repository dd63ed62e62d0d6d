"""JSON of conflicts of interest. Reasons are for admins; a student's declaration names people by their place."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt, StringConstraints

from vivavoce.admissions.schemas import PersonRef, StudentRef
from vivavoce.fields import Body, Filled, Id, InstantOut, NoNul
from vivavoce.interviews.conflict_rules import Likeness
from vivavoce.interviews.rules import MAX_PANEL

Reason = Annotated[str, StringConstraints(min_length=1, max_length=500), Filled, NoNul]


class ConflictIn(Body):
    """An admin's word on two people: that they are not to meet, or that they may."""

    staff_id: Id
    student_id: Id
    holds: StrictBool
    reason: Reason | None = None


class OwnConflict(Body):
    """An interviewer's, about the applicant of an interview they are in."""

    reason: Reason


class StudentsConflict(Body):
    """A student's, about somebody who is to interview them."""

    position: Annotated[StrictInt, Field(ge=0, le=MAX_PANEL)]
    """0: who leads; then the panel in its order."""
    reason: Reason


class ConflictOut(BaseModel):
    staff: PersonRef
    student: StudentRef
    reason: str
    declared_by: PersonRef
    declared_at: InstantOut
    meets_at: InstantOut | None
    """They have an interview ahead, nevertheless."""


class SuggestionOut(BaseModel):
    staff: PersonRef
    student: StudentRef
    why: list[Likeness]
    meets_at: InstantOut | None


class CycleConflicts(BaseModel):
    declared: list[ConflictOut]
    suggested: list[SuggestionOut]
    server_time: InstantOut
