"""A list of interviews as a spreadsheet: CSV that is safe to open, or XLSX. Pure."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import NamedTuple

from xlsxwriter import Workbook

from vivavoce.imports.csv_writing import csv_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 18


class SheetRow(NamedTuple):
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


HEADER = SheetRow._fields


def as_csv(rows: Iterable[SheetRow]) -> Iterator[str]:
    return csv_lines(chain([HEADER], ([str(cell) for cell in row] for row in rows)))


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
            sheet.write_row(last, 0, row)
        sheet.autofilter(0, 0, last, len(HEADER) - 1)
    return file.getvalue()
