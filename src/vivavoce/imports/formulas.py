"""Text that no spreadsheet takes for a formula. Pure.

Whoever opens a CSV file runs each cell that begins like a formula, and such a cell can send the others away. What
applicants typed must stay text: an apostrophe in front keeps it so, and reading takes it off again.
"""

GUARD = "'"
LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets take the full-width ones too)
BREAKS = ("\t", "\r", "\n")


def protect(cell: str) -> str:
    return GUARD + cell if _needs_guard(cell) else cell


def unprotect(cell: str) -> str:
    """What `protect` was given. An apostrophe that protects nothing belongs to the text ('t Hooft)."""
    return cell[1:] if cell.startswith(GUARD) and _needs_guard(cell[1:]) else cell


def _needs_guard(cell: str) -> bool:
    """Also when the cell begins with the guard itself: else reading could not tell the two apart."""
    return cell.startswith((GUARD, *BREAKS)) or cell.lstrip().startswith(LIVE)
