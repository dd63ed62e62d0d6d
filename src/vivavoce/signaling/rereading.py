"""A second look, by Python's own reader, at a frame that msgspec refuses though it is JSON. Pure.

msgspec holds every duplicate of a key to its type, where only the last counts, and knows no half of a surrogate pair,
which `JSON.stringify` writes as an escape and `JSON.parse` reads.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

_SIGN = re.compile(r"[^ \t\n\r]")


class Reread:
    """`values` of the object, each as the last of its name; `texts` are the same as they stand there."""

    def __init__(self, frame: bytes) -> None:
        """Raises ValueError and RecursionError for what is no JSON object in UTF-8."""
        self.values: dict[str, Any] = {}
        self.texts: dict[str, str] = {}
        for name, value, text in _members(frame.decode()):
            self.values[name], self.texts[name] = value, text


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_read = json.JSONDecoder(parse_constant=_refuse).raw_decode


def _members(text: str) -> Iterator[tuple[str, Any, str]]:
    at = _after(text, 0, "{")
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise ValueError("a key that is no text")
        name, at = _read(text, at)
        start = _after(text, _skip(text, at), ":")
        value, at = _read(text, start)
        yield name, value, text[start:at]
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
            if text[at : at + 1] == "}":
                raise ValueError("a comma before the end")
        elif text[at : at + 1] != "}":
            raise ValueError("no comma")
    if _skip(text, at + 1) != len(text):
        raise ValueError("something behind the end")


def _after(text: str, at: int, sign: str) -> int:
    """Where what follows the sign begins."""
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"no {sign}")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SIGN.search(text, at)
    return found.start() if found else len(text)
