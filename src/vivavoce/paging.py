"""Keyset paging: an opaque cursor holds the sort key of the last row seen."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

from vivavoce.errors import Unacceptable, refuse
from vivavoce.fields import no_nul


def _words(value: str) -> str:
    return no_nul(value).strip()


SearchQuery = Annotated[str | None, Query(max_length=200), AfterValidator(_words)]
LimitQuery = Annotated[int, Query(ge=1, le=200)]
OptionalLimitQuery = Annotated[int | None, Query(ge=1, le=200)]
CursorQuery = Annotated[str | None, Query(max_length=1000)]
DEFAULT_LIMIT = 50


def bad_cursor() -> Unacceptable:
    return refuse("cursor", "bad_cursor", "This page cannot be found. Load the list again from its start.")


def encode_cursor(*key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int) -> list[str]:
    """Raises Unacceptable for anything that `encode_cursor` cannot have made."""
    try:
        padded = (cursor + "=" * (-len(cursor) % 4)).encode("ascii")
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise bad_cursor() from None
    if not isinstance(key, list) or len(key) != parts or not all(_is_text(part) for part in key):
        raise bad_cursor()
    return key


def decode_position(cursor: str) -> tuple[datetime, str]:
    """Of a list by time and id."""
    at, row_id = decode_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(at).astimezone(UTC), row_id
    except (ValueError, OverflowError):
        raise bad_cursor() from None


def _is_text(part: object) -> bool:
    """Text that both databases can hold: no NUL, no half of a surrogate pair."""
    return isinstance(part, str) and "\0" not in part and not any("\ud800" <= c <= "\udfff" for c in part)
