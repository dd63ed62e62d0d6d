"""JSON of what speaks against a time; for admins."""

from typing import Literal

from pydantic import BaseModel

from vivavoce.fields import InstantOut
from vivavoce.scheduling.hint_rules import Reason

HintField = Literal["application_id", "interview_time", "duration_minutes", "admin_id", "interviewer_ids"]


class Hint(BaseModel):
    field: HintField
    """Of the request that would book it."""
    code: Reason
    message: str


class Hints(BaseModel):
    items: list[Hint]
    server_time: InstantOut
