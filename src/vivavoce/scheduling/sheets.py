"""A list of interviews as a spreadsheet: CSV that is safe to open, or XLSX. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from io import BytesIO
from itertools import chain
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from vivavoce.clock import iso
from vivavoce.imports.csv_writing import csv_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 18
HEADER = (
    "interview_id", "cycle", "applicant", "email", "programme", "date", "time", "time_zone", "starts_at_utc",
    "duration_minutes", "interviewer", "interviewer_email", "panel", "status", "attendance", "link",
)  # fmt: skip


@dataclass(frozen=True)
class SheetRow:
    interview_id: str
    cycle: str
    applicant: str
    email: str
    programme: str
    date: str
    time: str
    time_zone: str
    starts_at_utc: str
    duration_minutes: int
    interviewer: str
    interviewer_email: str
    panel: str
    status: str
    attendance: str
    link: str


def wall(moment: datetime, zone: str) -> tuple[str, str]:
    """The day and the time on the wall of a zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d}", f"{local:%H:%M}"


def utc(moment: datetime) -> str:
    return iso(moment)


def as_csv(rows: Iterable[SheetRow]) -> Iterator[str]:
    return csv_lines(chain([HEADER], ([str(cell) for cell in astuple(row)] for row in rows)))


def as_xlsx(rows: Iterable[SheetRow]) -> bytes:
    """Every text is written as text: nothing in it is taken for a formula or an address."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Interviews")
        sheet.write_row(0, 0, HEADER, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADER) - 1, WIDTH)
        last = 0
        for last, row in enumerate(rows, start=1):
            _write(sheet, last, astuple(row))
        sheet.autofilter(0, 0, last, len(HEADER) - 1)
    return file.getvalue()


def _write(sheet: object, number: int, cells: Sequence[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell)  # type: ignore[attr-defined] # XlsxWriter has no types
        else:
            sheet.write_string(number, column, str(cell))  # type: ignore[attr-defined] # XlsxWriter has no types
