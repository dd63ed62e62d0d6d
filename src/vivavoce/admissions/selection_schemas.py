"""JSON of choosing the best by score for interview."""

from typing import Annotated

from pydantic import BaseModel, Field

from vivavoce.fields import Body

MOST_TIED = 100


class SelectTop(Body):
    top: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    """How many; more where the last place is shared."""


class Tied(BaseModel):
    application_id: str
    student_name: str
    score: float


class SelectionResult(BaseModel):
    dry_run: bool
    selected: int
    """Newly."""
    already: int
    """Selected before, whatever their rank."""
    total_selected: int
    cut_score: float | None
    """The lowest score among the best; null when nobody takes part."""
    tied: list[Tied]
    """The first 100, by name, of those who share the last place when that makes more than asked for."""
