"""What is wrong with an imported file: as a whole, or row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vivavoce.errors import Conflict, FieldError, Unacceptable

MOST_SHOWN = 200


class ImportRefused(Unacceptable):
    code = "import_refused"
    detail = "This file cannot be imported."


class NotExported(Conflict):
    code = "not_exported"
    detail = "The scoring export has not been made. Make it first, then download it."


@dataclass(frozen=True)
class RowError:
    """`column` is the field it concerns; empty when it is the whole row."""

    row: int
    column: str
    code: str
    message: str

    @property
    def as_field(self) -> FieldError:
        return FieldError(self.column or "body", self.code, f"Row {self.row}: {self.message}", self.row)


@dataclass
class RowErrors:
    """Counts all, keeps the first ones: a file of 50,000 rows may be wrong in each."""

    kept: list[RowError] = field(default_factory=list)
    count: int = 0
    rows: set[int] = field(default_factory=set)

    def add(self, error: RowError) -> None:
        """In the order of rows."""
        self.count += 1
        self.rows.add(error.row)
        if len(self.kept) < MOST_SHOWN:
            self.kept.append(error)

    def extend(self, errors: Iterable[RowError]) -> None:
        for error in errors:
            self.add(error)

    def __add__(self, other: "RowErrors") -> "RowErrors":
        """By row. The first of both are among the first of each."""
        first = sorted([*self.kept, *other.kept], key=lambda error: error.row)[:MOST_SHOWN]
        return RowErrors(first, self.count + other.count, self.rows | other.rows)

    def refuse(self) -> None:
        """Raises ImportRefused when there are any."""
        if self.count:
            words = "1 row has errors" if len(self.rows) == 1 else f"{len(self.rows)} rows have errors"
            raise ImportRefused(f"{words}; nothing was imported.", [error.as_field for error in self.kept])
