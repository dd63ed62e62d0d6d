"""JSON of rehearsals: what a student's check found, and what it means."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictFloat, StrictInt

from vivavoce.fields import Body, InstantOut, Line
from vivavoce.interviews.rules import DeviceState, Quality, Risk, Route, Verdict

SLOWEST_MS = 60_000
Milliseconds = Annotated[StrictInt, Field(ge=0, le=SLOWEST_MS)]
# Strict, or `true` would be a share; JSON's 0 and 1 are whole numbers.
Share = Annotated[StrictFloat | StrictInt, Field(ge=0, le=1)]


class RehearsalIn(Body):
    camera: DeviceState
    microphone: DeviceState
    speaker: DeviceState
    route: Route
    quality: Quality
    browser: Line
    """As it names itself, at most 200 characters."""
    round_trip_ms: Milliseconds | None = None
    """Left out where nothing was measured, as is `loss`; both belong to a route over the relay."""
    loss: Share | None = None
    """Of all packets, 0 to 1."""


class RehearsalResult(BaseModel):
    camera: DeviceState
    microphone: DeviceState
    speaker: DeviceState
    route: Route
    quality: Quality
    round_trip_ms: int | None
    loss: float | None
    browser: str
    checked_at: InstantOut


class Rehearsal(BaseModel):
    verdict: Verdict
    risks: list[Risk]
    """Why it is `at_risk`; empty otherwise."""
    result: RehearsalResult | None
    """Null while it is `not_done`."""
