"""JSON of what a page reports of its call: kinds and bounded numbers. Nothing in it can hold an address."""

from typing import Annotated

from pydantic import Field, StrictInt

from vivavoce.fields import Body
from vivavoce.signaling.call_metrics import Transport, Way

LONGEST_MS = 120_000
Times = Annotated[StrictInt, Field(ge=0, le=100)]


class Established(Body):
    """A connection to one other page."""

    route: Way
    transport: Transport
    first_frame_ms: Annotated[StrictInt, Field(ge=0, le=LONGEST_MS)] | None = None
    """From the second press of Start Call to the first picture or sound; left out where there was none."""


class Repairs(Body):
    """How often since the last report."""

    stalled: Times = 0
    lame: Times = 0
    round: Times = 0
    fresh: Times = 0
    again: Times = 0


class CallReport(Body):
    established: Established | None = None
    repairs: Repairs | None = None
