"""What a row of interviews, or of when people can, may hold; files of them. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, StringConstraints

from vivavoce.accounts.schemas import Email
from vivavoce.imports.csv_reading import read_csv
from vivavoce.imports.errors import ImportRefused, RowError
from vivavoce.imports.files import EMAIL, ImportFile, Taken, rows_of, take_row
from vivavoce.imports.rows import ImportRow, KnownZone
from vivavoce.imports.table import Names, find_columns, header_error
from vivavoce.interviews.rules import MAX_MINUTES, MIN_MINUTES
from vivavoce.interviews.walls import instant_of, wall_of
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


WallTime = Annotated[str, BeforeValidator(_padded), StringConstraints(pattern=WALL_TIME)]
WallEnd = Annotated[str, BeforeValidator(_padded), StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Minutes = Annotated[int, BeforeValidator(_number)]


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
    return {
        name: cell
        for name, cell in cells.items()
        if cell.strip() or name not in {"duration_minutes", "interviewer_email"}
    }


def _not_too_many(count: int) -> None:
    if count > MOST_ROWS:
        words = f"A file holds at most {MOST_ROWS:,} interviews. Send it in parts, or have the cycle scheduled."
        raise ImportRefused(words)


def instant(row: InterviewRow) -> datetime | RowError:
    """Clocks skip some times and show others twice: neither is guessed."""
    around = datetime.fromisoformat(row.wall).replace(tzinfo=ZoneInfo(row.time_zone)).astimezone(UTC)
    found = instant_of(row.wall, row.time_zone, around)
    if found is None:
        words = f"The clock in {row.time_zone} skips this time on that day. Choose another."
        return RowError(row.row, "time", "skipped_time", words)
    if any(_is_twice(row, found)):
        words = (
            f"The clock in {row.time_zone} shows this time twice on that day. Enter it on the page, which asks which."
        )
        return RowError(row.row, "time", "repeated_time", words)
    return found


def _is_twice(row: InterviewRow, found: datetime) -> Iterator[bool]:
    local = datetime.fromisoformat(row.wall).replace(tzinfo=ZoneInfo(row.time_zone))
    for fold in (0, 1):
        other = local.replace(fold=fold).astimezone(UTC)
        yield other != found and wall_of(other, row.time_zone) == row.wall


def bad_length(row: InterviewRow) -> RowError | None:
    if row.duration_minutes is None or MIN_MINUTES <= row.duration_minutes <= MAX_MINUTES:
        return None
    words = f"An interview takes {MIN_MINUTES} to {MAX_MINUTES} minutes."
    return RowError(row.row, "duration_minutes", "out_of_range", words)
