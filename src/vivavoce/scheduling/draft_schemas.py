"""JSON of drafts: what the office asks for, and a whole cycle as it might be."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt

from vivavoce.admissions.schemas import PersonRef, StudentRef
from vivavoce.fields import Body, Id, InstantIn, InstantOut
from vivavoce.scheduling.draft_rules import DraftStatus, Failure, PlacementChange

MOST_AWAY = 50
Minutes = Annotated[StrictInt, Field(ge=5, le=120)]
Seed = Annotated[StrictInt, Field(ge=0, lt=2**31)]
Version = Annotated[StrictInt, Field(ge=0)]


class AwayIn(Body):
    """An interviewer who cannot: ill, travelling."""

    person_id: Id
    starts_at: InstantIn
    ends_at: InstantIn


class ScheduleIn(Body):
    length_minutes: Minutes = 30
    seed: Seed = 0
    panel: StrictBool = False
    """Two people hold each new interview; those there are keep as many as they have."""
    away: Annotated[list[AwayIn], Field(max_length=MOST_AWAY)] = Field(default_factory=list)


class DraftVersion(Body):
    """`version`: the one that was read."""

    version: Version


class PlaceIn(DraftVersion):
    """Who leads and when, or neither: then this applicant has no place."""

    admin_id: Id | None = None
    second_id: Id | None = None
    """The other one of a panel."""
    interview_time: InstantIn | None = None


class AwayOut(BaseModel):
    person: PersonRef
    starts_at: InstantOut
    ends_at: InstantOut


class Counts(BaseModel):
    new: int
    moved: int
    unchanged: int
    unplaced: int


class Load(BaseModel):
    """How many interviews of this cycle somebody has, and would have, whether they lead them or not."""

    person: PersonRef
    before: int
    now: int


class LocalHours(BaseModel):
    """Of the applicants in one time zone: how many would be interviewed when on their own clock."""

    time_zone: str
    good: int
    """9 to 18."""
    early_or_late: int
    """8 to 20."""
    unsocial: int
    """7 to 22, or outside, where a person chose it."""


class ReasonOut(BaseModel):
    code: Literal["no_language", "never", "no_second", "full"]
    language: str
    competing: int
    places: int
    applicants: list[str]
    """Names, by name."""


class RelaxationOut(BaseModel):
    what: Literal["limits", "languages", "hours", "alone"]
    places: int
    """So many more would have one."""


class ScheduleDraft(BaseModel):
    id: str
    cycle_id: str
    status: DraftStatus
    failure: Failure | None
    version: int
    length_minutes: int
    seed: int
    panel: bool
    away: list[AwayOut]
    choice: int | None
    """Nothing is better where it is null; else nothing among so many times of each applicant."""
    proved: bool
    """What `choice` says; false where panels meet: of those there may be slightly better ones."""
    larger: int
    """Interviews ahead of three people, which stay as they are."""
    no_hours: bool
    """No interviewer has given any for these days: that is why people have no place, whatever `reasons` say."""
    input_hash: str
    created_at: InstantOut
    finished_at: InstantOut | None
    published_at: InstantOut | None
    counts: Counts
    loads: list[Load]
    hours: list[LocalHours]
    reasons: list[ReasonOut]
    relaxations: list[RelaxationOut]


class NewestDraft(BaseModel):
    draft: ScheduleDraft | None
    server_time: InstantOut


class PlacementOut(BaseModel):
    application_id: str
    student: StudentRef
    programme: str
    time_zone: str
    """The applicant's."""
    change: PlacementChange
    duration_minutes: int
    before_admin: PersonRef | None
    before_second: PersonRef | None
    before_time: InstantOut | None
    admin: PersonRef | None
    second: PersonRef | None
    interview_time: InstantOut | None


class PlacementPage(BaseModel):
    items: list[PlacementOut]
    next_cursor: str | None
    server_time: InstantOut
