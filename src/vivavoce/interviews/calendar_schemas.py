"""JSON about the address of a person's calendar."""

from pydantic import BaseModel

from vivavoce.fields import InstantOut


class CalendarState(BaseModel):
    exists: bool
    created_at: InstantOut | None


class CalendarAddress(BaseModel):
    url: str
    """Whoever has it can read when this person's interviews are."""
