"""Many at once, each with a transaction of their own. Nothing is tried again: a deadlock is a failure here."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from vivavoce.database import Database
from vivavoce.errors import AppError

Deed = Callable[[Session], object]
DONE = "done"


def perform(database: Database, deed: Deed) -> str:
    """`done`, or the code of the refusal."""
    try:
        with database.writing() as session:
            deed(session)
    except AppError as error:
        return error.code
    return DONE


def all_at_once(database: Database, deeds: Sequence[Deed]) -> list[str]:
    start = Barrier(len(deeds))

    def one(deed: Deed) -> str:
        start.wait(30)
        return perform(database, deed)

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))
