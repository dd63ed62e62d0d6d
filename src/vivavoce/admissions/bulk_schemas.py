"""JSON of changes to many applications at once."""

from typing import Annotated, Self

from pydantic import BaseModel, Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.admissions.schemas import ApplicationUpdate
from vivavoce.fields import Body, Id, NoNul

MOST_IDS = 1000


class ApplicationMatch(Body):
    """As the list filters; empty: all of the cycle."""

    status: ApplicationStatus | None = None
    q: Annotated[str, StringConstraints(max_length=200), NoNul] | None = None
    checked: StrictBool | None = None


class BulkChange(Body):
    """To the applications with these `ids`, or to those `matching`: exactly one of both."""

    change: ApplicationUpdate
    ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_IDS)] | None = None
    matching: ApplicationMatch | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.ids is None) == (self.matching is None):
            raise PydanticCustomError("ids_or_matching", "Give either ids or matching, to say which applications.")
        return self


class BulkResult(BaseModel):
    changed: int
    unchanged: int
    """What was asked was so already."""
