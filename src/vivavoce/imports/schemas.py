"""JSON of imports and exports."""

from typing import Literal

from pydantic import BaseModel, Field

from vivavoce.fields import InstantOut
from vivavoce.imports.errors import RowError


class Change(BaseModel):
    from_: str | float | None = Field(serialization_alias="from")
    to: str | float


class SampleRow(BaseModel):
    row: int
    action: Literal["new", "changed"]
    name: str
    changes: dict[str, Change]
    """By field; long texts are cut."""


class ImportResult(BaseModel):
    """What an import did, or with `dry_run` would do."""

    dry_run: bool
    rows: int
    new: int
    changed: int
    unchanged: int
    skipped: int
    accounts: int
    """Students' accounts that are made."""
    ignored_columns: list[str]
    sample: list[SampleRow]
    """The first 100 rows that are new or changed."""
    errors: list[RowError]
    """The first 200."""
    error_count: int
    hints: list[RowError]
    """With `dry_run`, the first 200: what speaks against a row. It refuses nothing."""
    hint_count: int


class ExportMade(BaseModel):
    exported_at: InstantOut
    applications: int
