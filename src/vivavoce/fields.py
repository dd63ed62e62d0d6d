"""Field types that every feature's requests and answers share.

Requests: naive times, NUL characters and numbers in the place of times are refused (422).
Answers: instants leave as UTC with milliseconds and a Z.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from vivavoce.clock import iso

CANNOT_BE_KEPT = re.compile("[\0\ud800-\udfff]")
ID_PATTERN = r"^[A-Za-z0-9_-]{1,32}$"
MADE_ID_PATTERN = r"^[A-Za-z0-9_-]{22}$"
"""What `clock.new_id` makes."""
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(?P<offset>[Zz]|[+-]\d\d:\d\d)?", re.ASCII)


def parse_instant(value: object) -> datetime:
    """RFC 3339 text with an offset → UTC, cut to the milliseconds that answers carry."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    match = RFC_3339.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("not_a_time", "Give the time as in 2026-12-01T09:00:00Z.")
    if match["offset"] is None:
        raise PydanticCustomError("naive_time", "Give the time with its offset, such as Z or +05:00.")
    try:
        parsed = datetime.fromisoformat(match[0].upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("not_a_time", "There is no such time.") from None
    return parsed.replace(microsecond=parsed.microsecond // 1000 * 1000)


def no_nul(value: str) -> str:
    """Nor half of a surrogate pair: JSON can spell both, no database can hold them."""
    if CANNOT_BE_KEPT.search(value):
        raise PydanticCustomError("nul_character", "This text holds a character that cannot be kept.")
    return value


def _filled(value: str) -> str:
    if stripped := value.strip():
        return stripped
    raise PydanticKnownError("string_too_short", {"min_length": 1})


_DATE_TIME = {"type": "string", "format": "date-time"}
InstantIn = Annotated[datetime, PlainValidator(parse_instant), WithJsonSchema(_DATE_TIME)]
InstantOut = Annotated[datetime, PlainSerializer(iso, return_type=str), WithJsonSchema(_DATE_TIME)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
PathId = Annotated[str, Path(pattern=MADE_ID_PATTERN)]
"""An id in a path that is no id answers 404 (errors.py), whatever else is wrong with the request."""
NoNul = AfterValidator(no_nul)
Stripped = AfterValidator(str.strip)
"""After the limits of its length: the API's document knows nothing of what is left of a text."""
Filled = AfterValidator(_filled)
"""Like Stripped, and something must be left."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), Filled, NoNul]


def _left_out_or_given(schema: dict[str, Any]) -> None:
    """Describes optional fields as optional, not as nullable; and without defaults, which would make them
    required ones in the web's generated types."""
    for field in schema.get("properties", {}).values():
        field.pop("default", None)
        choices = [choice for choice in field.pop("anyOf", ()) if choice != {"type": "null"}]
        if choices:
            field.update(choices[0] if len(choices) == 1 else {"anyOf": choices})


class Body(BaseModel):
    """A request: unknown fields are refused, and so is `null` where a field may only be left out."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_left_out_or_given)

    @field_validator("*", mode="before")
    @classmethod
    def _no_null(cls, value: object) -> object:
        if value is None:
            raise PydanticCustomError("null", "Leave this field out, or give it a value.")
        return value
