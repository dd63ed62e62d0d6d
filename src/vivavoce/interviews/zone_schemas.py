"""JSON of interviews whose wall time a change of the time zones' rules has moved."""

from enum import StrEnum

from pydantic import BaseModel

from vivavoce.admissions.schemas import PersonRef, StudentRef
from vivavoce.fields import Body, InstantOut
from vivavoce.interviews.schemas import Version


class Keep(StrEnum):
    WALL = "wall"
    """What the clock says: the interview moves to another moment."""
    INSTANT = "instant"
    """The moment: the clock says something else then."""


class ZoneDecision(Body):
    version: Version
    keep: Keep


class ZoneChange(BaseModel):
    interview_id: str
    version: int
    student: StudentRef
    lead: PersonRef
    time_zone: str
    agreed_wall: str
    """As it was typed: 2026-12-02T10:00."""
    agreed_rules: str
    """The tzdata by which that was an instant."""
    wall_now: str
    """What the clock says at the interview's instant by today's rules."""
    interview_time: InstantOut
    instant_of_wall: InstantOut | None
    """When the clock says what was agreed; none where it skips it."""


class ZoneChanges(BaseModel):
    items: list[ZoneChange]
    rules: str
    server_time: InstantOut
