"""Looking for words a person typed."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_


def mentions(words: str, *columns: Any) -> ColumnElement[bool]:
    """Whether a column holds the words, upper and lower case alike; `%` and `_` are letters like others.

    As typed, too: a PostgreSQL database made with the C locale lowers only ASCII, and must still find Émile.
    """
    lowered = words.lower()
    return or_(
        *(func.lower(column).contains(lowered, autoescape=True) for column in columns),
        *(column.contains(words, autoescape=True) for column in columns),
    )
