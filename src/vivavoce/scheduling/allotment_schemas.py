"""JSON of times that are given out by themselves."""

from pydantic import BaseModel, StrictBool

from vivavoce.fields import Body, InstantIn, InstantOut
from vivavoce.scheduling.draft_rules import AllotmentStatus
from vivavoce.scheduling.draft_schemas import Minutes, Version


class AllotmentIn(Body):
    """`version`: the one that was read, 0 for the first."""

    version: Version
    at: InstantIn
    length_minutes: Minutes
    panel: StrictBool = False
    publishes: StrictBool
    """Else the draft waits for somebody."""


class AllotmentOut(BaseModel):
    at: InstantOut
    """As set; answers that close later put it off until then."""
    length_minutes: int
    panel: bool
    publishes: bool
    status: AllotmentStatus
    failure: str
    """Empty, or the code of what kept it from being done."""
    version: int


class CycleAllotment(BaseModel):
    allotment: AllotmentOut | None
    server_time: InstantOut
