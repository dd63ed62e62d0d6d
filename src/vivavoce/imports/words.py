"""What pydantic finds wrong with a row → the errors of its cells, in people's words."""

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from vivavoce.imports.errors import RowError


def row_errors(row: int, error: ValidationError, columns: Mapping[str, str] | None = None) -> list[RowError]:
    """`columns`: the name that the file gives to a field, where it is another one."""
    return [_row_error(row, details, columns or {}) for details in error.errors(include_url=False)]


def _row_error(row: int, details: ErrorDetails, columns: Mapping[str, str]) -> RowError:
    field = str(details["loc"][0])
    code, words = _in_words(details)
    return RowError(row, columns.get(field, field), code, words)


def _in_words(details: ErrorDetails) -> tuple[str, str]:
    """(code, message)."""
    limits = details.get("ctx", {})
    if not str(details["input"]).strip():
        return "missing", "This is missing."
    match details["type"]:
        case "string_too_long":
            return "too_long", f"Keep this to {limits['max_length']} characters."
        case "string_unicode":
            return "nul_character", "This text holds a character that cannot be kept."
        case "less_than_equal":
            return "too_large", f"The score is at most {limits['le']:,.0f}."
    return details["type"], details["msg"]
