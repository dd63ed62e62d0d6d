"""What is sent to a database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from vivavoce.database import Database


class Sent(NamedTuple):
    statement: str
    parameters: Any


@contextmanager
def sent_to(database: Database) -> Iterator[list[Sent]]:
    """Without the beginnings of transactions, which only some drivers send as statements."""
    sent: list[Sent] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(Sent(statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
