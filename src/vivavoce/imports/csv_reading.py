"""An uploaded file → rows of text, whatever program wrote it. Pure: bytes in, values out.

One record at a time is decoded and split, so that a large file costs little more memory than its bytes.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from vivavoce.imports.errors import ImportRefused
from vivavoce.imports.formulas import unprotect

DELIMITERS = (",", ";", "\t")
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_RECORD = 256 * 1024
"""Characters of one row: split into cells, it takes many times its size."""
CHUNK = 1024 * 1024
EXCEL_HINT = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)
"""Excel's own first line, which it does not count as a row."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Record:
    """`row` is the spreadsheet's: the header is 1, blank lines count, line breaks within a cell do not."""

    row: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """`records` can be gone through once, and may raise ImportRefused on the way."""

    delimiter: str
    header: Record
    records: Iterator[Record]


def read_csv(data: bytes) -> Sheet:
    """Raises ImportRefused for what is no table of text, or has no rows, or too many."""
    if data.startswith(WORKBOOKS):
        raise ImportRefused("This is a workbook. Save the sheet as CSV and import that file.")
    encoding = _encoding(data)
    hint = EXCEL_HINT.fullmatch(_first_line(_opened(data, encoding)))
    delimiter = hint[1] if hint else _delimiter(data, encoding)
    records = _records(_opened(data, encoding, skip=1 if hint else 0), delimiter)
    header = next(records, None)
    if header is None:
        raise ImportRefused("The file is empty.")
    return Sheet(delimiter, _checked(header), _not_empty(records))


def _encoding(data: bytes) -> tuple[str, str]:
    """Its name and how errors are met. What a BOM promises and is not so becomes half a surrogate pair, by which
    the row is found that holds it."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "surrogateescape"
    if data.startswith(UTF_16):
        return "utf-16", "surrogatepass"
    found = next((name for name in ("utf-8", "cp1252") if _decodes(data, name)), "latin-1")
    return found, "strict"


def _decodes(data: bytes, encoding: str) -> bool:
    chunks = (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
    try:
        for _ in codecs.iterdecode(chunks, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _opened(data: bytes, encoding: tuple[str, str], skip: int = 0) -> io.TextIOWrapper:
    """Lines as they are: `newline=""` splits at LF, CR and CRLF and changes none of them."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding[0], encoding[1], newline="")
    for _ in range(skip):
        text.readline()
    return text


def _first_line(text: io.TextIOWrapper) -> str:
    try:
        return text.readline()
    except UnicodeDecodeError:
        raise _damaged() from None


def _delimiter(data: bytes, encoding: tuple[str, str]) -> str:
    """The one that makes most cells of the header; a comma when none makes more."""
    return max(DELIMITERS, key=lambda delimiter: _width(_opened(data, encoding), delimiter))


def _width(text: io.TextIOWrapper, delimiter: str) -> int:
    try:
        header = next(_records(text, delimiter), None)
    except ImportRefused:
        return 0
    return len(header.cells) if header else 0


def _records(text: io.TextIOWrapper, delimiter: str) -> Iterator[Record]:
    """Those that hold anything. Strict: a quotation mark that is never closed must not swallow the rest."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in count(1):
        lines.begin(row)
        try:
            cells = next(reader, None)
        except csv.Error:
            raise ImportRefused(
                f"Row {row} cannot be read: a quotation mark in it has no partner, or a cell is far too long."
            ) from None
        except UnicodeDecodeError:
            raise _damaged() from None
        if cells is None:
            return
        if row > MAX_ROWS + 1:
            raise ImportRefused(f"The file has more than {MAX_ROWS:,} rows. Import it in parts.")
        if any(cell.strip() for cell in cells):
            yield Record(row, [unprotect(cell) for cell in cells])


class _Lines:
    """The lines of one record after another, none of them longer than a record may be."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._row, self._read = text, 0, 0

    def begin(self, row: int) -> None:
        self._row, self._read = row, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self._read += len(line)
        if self._read > MAX_RECORD:
            raise ImportRefused(f"Row {self._row} cannot be read: it is far too long.")
        return line


def _checked(header: Record) -> Record:
    if any("\0" in name for name in header.cells):
        raise ImportRefused("This is no CSV file. Save the sheet as CSV and import that file.")
    if len(header.cells) > MAX_COLUMNS:
        raise ImportRefused(f"The file has more than {MAX_COLUMNS} columns.")
    return header


def _not_empty(records: Iterator[Record]) -> Iterator[Record]:
    first = next(records, None)
    if first is None:
        raise ImportRefused("The file has no rows below its header.")
    return chain([first], records)


def _damaged() -> ImportRefused:
    return ImportRefused("The text of this file is damaged. Save the sheet as CSV again.")
