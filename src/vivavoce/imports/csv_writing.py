"""Rows → CSV that spreadsheets show and do not run. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from vivavoce.imports.formulas import protect

CSV = "text/csv; charset=utf-8"
BOM = "\ufeff"
LONGEST_NAME = 80


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Begins with a BOM, by which Excel knows UTF-8. Every cell is quoted; lines end as RFC 4180 has them."""
    start = BOM
    for row in rows:
        yield start + ",".join(map(_quoted, row)) + "\r\n"
        start = ""


def _quoted(cell: str) -> str:
    return '"' + protect(cell).replace('"', '""') + '"'


def number(value: float | None) -> str:
    """The shortest decimal that is read back as the same number; nothing for none."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def attachment(prefix: str, name: str, ending: str) -> str:
    """Content-Disposition of a download named after `name`: ASCII letters, digits and hyphens whatever it holds."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", folded)[:LONGEST_NAME].strip("-").lower()
    return f'attachment; filename="{"-".join(filter(None, (prefix, words)))}.{ending}"'
