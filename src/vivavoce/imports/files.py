"""An uploaded file → its rows and what is wrong with them. Pure: what is stored is not looked at yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError

from vivavoce.imports.csv_reading import Sheet, read_csv
from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.rows import ApplicationRow, EmailScoreRow, ImportRow, ScoreRow
from vivavoce.imports.table import Columns, Names, fields_of, find_columns, header_error
from vivavoce.imports.words import row_errors

Row = TypeVar("Row", bound=ImportRow)
EMAIL = ("email", "emailaddress", "mail")
EXTERNAL_ID = ("externalid", "id", "applicantid")
APPLICATION: Names = {
    "external_id": EXTERNAL_ID,
    "email": EMAIL,
    "name": ("name", "fullname", "applicantname", "studentname"),
    "programme": ("programme", "program"),
    "school": ("school",),
    "address": ("address", "postaladdress", "homeaddress"),
    "statement": ("statement", "personalstatement"),
    "time_zone": ("timezone",),
}
REQUIRED = ("external_id", "email", "name", "programme")
SCORE_KEYS: Names = {"application_id": ("applicationid",), "external_id": EXTERNAL_ID, "email": EMAIL}
"""The first that is there says whose score it is."""


@dataclass
class ImportFile(Generic[Row]):
    """`rows` are those that can be taken; `count` is how many there are in all."""

    key: str
    """The column that tells the rows apart."""
    ignored_columns: Sequence[str]
    rows: list[Row] = field(default_factory=list)
    errors: RowErrors = field(default_factory=RowErrors)
    count: int = 0
    blank: int = 0
    """Rows without a score."""


def read_applications(data: bytes) -> ImportFile[ApplicationRow]:
    """Raises ImportRefused for what is no table."""
    sheet = read_csv(data)
    columns = find_columns(sheet.header.cells, APPLICATION)
    file = ImportFile[ApplicationRow]("external_id", columns.ignored)
    taken = Taken({"external_id": "external_id", "email": "email"})
    for row, cells in rows_of(file, sheet, columns, header_error(sheet.header, columns, REQUIRED)):
        take_row(file, taken, ApplicationRow, {"row": row, **_without_blank_zone(cells)})
    return file


def read_scores(data: bytes) -> ImportFile[ScoreRow]:
    """Raises ImportRefused for what is no table."""
    sheet = read_csv(data)
    there = find_columns(sheet.header.cells, SCORE_KEYS).places
    key = next((name for name in SCORE_KEYS if name in there), "application_id")
    columns = find_columns(sheet.header.cells, {key: SCORE_KEYS[key], "score": ("score",)})
    file = ImportFile[ScoreRow](key, columns.ignored)
    taken, model = Taken({"key": key}), EmailScoreRow if key == "email" else ScoreRow
    for row, cells in rows_of(file, sheet, columns, header_error(sheet.header, columns, (key, "score"))):
        if not cells["score"].strip():
            file.blank += 1
        else:
            values = {"row": row, "key": cells[key], "score": _with_point(cells["score"], sheet.delimiter)}
            take_row(file, taken, model, values)
    return file


class Taken:
    """Which row was the first to name an applicant. `columns`: per field what its column is called."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = columns
        self._rows: dict[tuple[str, str], int] = {}

    def repeats(self, row: ImportRow) -> Iterator[RowError]:
        for name, column in self.columns.items():
            first = self._rows.setdefault((name, getattr(row, name)), row.row)
            if first != row.row:
                yield RowError(row.row, column, "repeated", f"Row {first} has it already.")


def rows_of(
    file: ImportFile[Row], sheet: Sheet, columns: Columns, wrong: RowError | None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Counts them, and takes note of those that do not fit the header."""
    if wrong is not None:
        file.errors.add(wrong)
    for record in sheet.records:
        file.count += 1
        if wrong is not None:
            continue
        cells = fields_of(record, columns)
        if isinstance(cells, RowError):
            file.errors.add(cells)
        else:
            yield record.row, cells


def take_row(file: ImportFile[Row], taken: Taken, model: type[Row], values: Mapping[str, object]) -> None:
    try:
        row = model.model_validate(values)
    except ValidationError as error:
        file.errors.extend(row_errors(int(str(values["row"])), error, taken.columns))
        return
    repeats: Iterable[RowError] = list(taken.repeats(row))
    file.errors.extend(repeats)
    if not repeats:
        file.rows.append(row)


def _without_blank_zone(cells: dict[str, str]) -> dict[str, str]:
    zone = cells.pop("time_zone", "").strip()
    return {**cells, "time_zone": zone} if zone else cells


def _with_point(score: str, delimiter: str) -> str:
    return score.strip() if delimiter == "," else score.strip().replace(",", ".", 1)
