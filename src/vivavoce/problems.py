"""How problem documents (RFC 9457, see errors.py) look in the OpenAPI document."""

from typing import Any

_FIELD = {
    "type": "object",
    "required": ["field", "code", "message"],
    "properties": {
        **{name: {"type": "string"} for name in ("field", "code", "message")},
        "row": {"type": "integer", "description": "Of an imported file; its header is row 1."},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        **{name: {"type": "string"} for name in ("type", "title", "detail", "code")},
        "status": {"type": "integer"},
        "errors": {"type": "array", "items": _FIELD},
    },
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {"description": "Problem", "content": {"application/problem+json": {"schema": _PROBLEM}}}
}
"""`responses` of a router: every answer that is no success is a problem."""
