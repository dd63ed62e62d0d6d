"""What a row of interviews, or of when people can, may hold; files of them. Pure."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.schemas import Email
from vivavoce.imports.csv_reading import read_csv
from vivavoce.imports.errors import ImportRefused, RowError
from vivavoce.imports.files import EMAIL, ImportFile, Taken, rows_of, take_row
from vivavoce.imports.rows import ImportRow, KnownZone
from vivavoce.imports.table import Names, find_columns, header_error
from vivavoce.interviews.rules import MAX_MINUTES, MIN_MINUTES
from vivavoce.interviews.walls import instants_of
from vivavoce.scheduling.schemas import WALL_TIME, Day

MOST_ROWS = 1_000
MAY_BE_EMPTY = frozenset({"duration_minutes", "interviewer_email"})
INTERVIEW: Names = {
    "email": EMAIL,
    "date": ("date", "day"),
    "time": ("time", "starts", "start"),
    "time_zone": ("timezone",),
    "duration_minutes": ("durationminutes", "duration", "minutes"),
    "interviewer_email": ("intervieweremail", "leademail", "interviewer"),
}
STRETCH: Names = {
    "email": EMAIL,
    "date": ("date", "day"),
    "starts": ("starts", "start", "from"),
    "ends": ("ends", "end", "to", "until"),
    "time_zone": ("timezone",),
}


def _padded(text: object) -> object:
    """9:00 as 09:00, as spreadsheets write it."""
    return text.strip().zfill(5) if isinstance(text, str) else text


def _number(text: object) -> object:
    return int(text) if isinstance(text, str) and text.strip().isascii() and text.strip().isdigit() else text


def _fit(minutes: int) -> int:
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise PydanticCustomError("out_of_range", f"An interview takes {MIN_MINUTES} to {MAX_MINUTES} minutes.")
    return minutes


WallTime = Annotated[str, BeforeValidator(_padded), StringConstraints(pattern=WALL_TIME)]
WallEnd = Annotated[str, BeforeValidator(_padded), StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Minutes = Annotated[int, BeforeValidator(_number), AfterValidator(_fit)]


class InterviewRow(ImportRow):
    """An applicant's interview, on the wall of `time_zone`. None: as it is, or for a new one as the form would."""

    email: Email
    date: Day
    time: WallTime
    time_zone: KnownZone
    duration_minutes: Minutes | None = None
    interviewer_email: Email | None = None

    @property
    def wall(self) -> str:
        return f"{self.date}T{self.time}"


class StretchRow(ImportRow):
    """A stretch of a day in which somebody can."""

    email: Email
    date: Day
    starts: WallTime
    ends: WallEnd
    time_zone: KnownZone


def read_interviews(data: bytes) -> ImportFile[InterviewRow]:
    """Raises ImportRefused for what is no table."""
    sheet = read_csv(data)
    columns = find_columns(sheet.header.cells, INTERVIEW)
    file = ImportFile[InterviewRow]("email", columns.ignored)
    taken = Taken({"email": "email"})
    wrong = header_error(sheet.header, columns, ("email", "date", "time", "time_zone"))
    for row, cells in rows_of(file, sheet, columns, wrong):
        _not_too_many(file.count)
        take_row(file, taken, InterviewRow, {"row": row, **_given(cells)})
    return file


def read_availability(data: bytes) -> ImportFile[StretchRow]:
    """Raises ImportRefused for what is no table."""
    sheet = read_csv(data)
    columns = find_columns(sheet.header.cells, STRETCH)
    file = ImportFile[StretchRow]("email", columns.ignored)
    wrong = header_error(sheet.header, columns, tuple(STRETCH))
    for row, cells in rows_of(file, sheet, columns, wrong):
        take_row(file, Taken({}), StretchRow, {"row": row, **_given(cells)})
    return file


def _given(cells: dict[str, str]) -> dict[str, str]:
    """An empty cell of a field that may be left out is one that was."""
    return {name: cell for name, cell in cells.items() if cell.strip() or name not in MAY_BE_EMPTY}


def _not_too_many(count: int) -> None:
    if count > MOST_ROWS:
        words = f"A file holds at most {MOST_ROWS:,} interviews. Send it in parts, or have the cycle scheduled."
        raise ImportRefused(words)


def instant(row: InterviewRow) -> datetime | RowError:
    """Clocks skip some times and show others twice: neither is guessed."""
    found, clock = instants_of(row.wall, row.time_zone), f"The clock in {row.time_zone}"
    if not found:
        return RowError(row.row, "time", "skipped_time", f"{clock} skips this time on that day. Choose another.")
    if len(found) > 1:
        words = f"{clock} shows this time twice on that day. Enter it on the page, which asks which."
        return RowError(row.row, "time", "repeated_time", words)
    return found[0]
