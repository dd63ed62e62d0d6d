"""JSON of busy times."""

from typing import Annotated

from pydantic import BaseModel, StrictBool, StringConstraints

from vivavoce.fields import Body, InstantOut, NoNul


class BusyIn(Body):
    calendar: Annotated[str, StringConstraints(min_length=1), NoNul]
    """The text of an .ics file; as long as a request may be."""
    dry_run: StrictBool | None = None
    """Only says what was read."""


class BusyRead(BaseModel):
    starts_at: InstantOut
    ends_at: InstantOut
    title: str
    """Shown to whoever sent the file, and not kept."""


class BusyOut(BaseModel):
    """This is what was read."""

    stretches: list[BusyRead]
    ignored: int
    """Events that take no time, or are cancelled."""
    until: InstantOut
    """Later events were not looked at."""
    kept: bool
    server_time: InstantOut
