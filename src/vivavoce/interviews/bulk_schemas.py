"""JSON of one change to many interviews."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt

from vivavoce.admissions.schemas import PersonRef, StudentRef
from vivavoce.fields import Body, Id, InstantOut
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.schemas import Version

MOST = 500
TWO_WEEKS = 14 * 24 * 60


class BulkAction(StrEnum):
    MOVE = "move"
    CANCEL = "cancel"
    REASSIGN = "reassign"
    REMIND = "remind"


class ChosenInterview(Body):
    id: Id
    version: Version
    """The one that was read."""


class InterviewsBulk(Body):
    """`minutes` goes with `move` and is earlier when negative, `admin_id` with `reassign`."""

    items: Annotated[list[ChosenInterview], Field(min_length=1, max_length=MOST)]
    action: BulkAction
    minutes: Annotated[StrictInt, Field(ge=-TWO_WEEKS, le=TWO_WEEKS)] | None = None
    admin_id: Id | None = None
    dry_run: StrictBool | None = None
    """Looks, and changes nothing."""


class BulkItem(BaseModel):
    """What one interview becomes, or why it cannot."""

    id: str
    student: StudentRef
    time_zone: str
    before_time: InstantOut
    after_time: InstantOut
    before_lead: PersonRef
    after_lead: PersonRef
    before_status: InterviewStatus
    after_status: InterviewStatus
    changes: bool
    problem: str | None
    hints: list[str]
    """When it is only looked at: what speaks against it. It refuses nothing."""


class InterviewsBulkResult(BaseModel):
    dry_run: bool
    changed: int
    told: int
    """Mails that go out."""
    problems: int
    items: list[BulkItem]
