"""A sheet's records → the fields that an import knows, by the names of the columns. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vivavoce.imports.csv_reading import Record
from vivavoce.imports.errors import RowError

LONGEST_SHOWN = 100
Names = Mapping[str, Sequence[str]]
"""Per field the names its column may have, as `plain` makes them; the first one that is there counts."""


@dataclass(frozen=True)
class Columns:
    places: Mapping[str, int]
    """Of each field that is there."""
    ignored: Sequence[str]
    width: int


def plain(name: str) -> str:
    """External ID = external_id = EXTERNAL-ID."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def find_columns(header: Sequence[str], known: Names) -> Columns:
    names = [plain(name) for name in header]
    found = {field: next((name for name in accepted if name in names), None) for field, accepted in known.items()}
    places = {field: names.index(name) for field, name in found.items() if name is not None}
    ignored = [_shown(name) for at, name in enumerate(header) if at not in places.values()]
    return Columns(places, [name for name in ignored if name], len(header))


def _shown(name: str) -> str:
    """Cut; and what of a damaged file is no character becomes a question mark."""
    return name.strip()[:LONGEST_SHOWN].encode(errors="replace").decode()


def header_error(header: Record, columns: Columns, required: Sequence[str]) -> RowError | None:
    missing = [field for field in required if field not in columns.places]
    if missing:
        *others, last = missing
        words = f"columns {', '.join(others)} and {last} are" if others else f"column {last} is"
        return RowError(header.row, missing[0], "missing_column", f"The {words} missing.")
    names = [plain(name) for name in header.cells]
    twice = next((field for field, at in columns.places.items() if names.count(names[at]) > 1), None)
    if twice is not None:
        return RowError(header.row, twice, "repeated_column", f"The column {twice} is there more than once.")
    return None


def fields_of(record: Record, columns: Columns) -> dict[str, str] | RowError:
    """Cells that a short row lacks are empty ones; empty ones beyond the header are nothing."""
    if any(cell.strip() for cell in record.cells[columns.width :]):
        words = f"It has more cells than the header, which has {columns.width}. Is a quotation mark missing?"
        return RowError(record.row, "", "too_many_cells", words)
    return {field: record.cells[at] if at < len(record.cells) else "" for field, at in columns.places.items()}
