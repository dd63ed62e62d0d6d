"""Does a piece of work again when only its timing was at fault."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from vivavoce.interviews.errors import InterviewTaken

ATTEMPTS = 4
DEADLOCK = "40P01"

Result = TypeVar("Result")


def attempt(session: Session, work: Callable[[], Result]) -> Result:
    """Each try has a savepoint of its own, which gives its locks back when it fails.

    Two reasons to try again: PostgreSQL chose us to end a deadlock, or the database refused a double booking that
    our own look had not seen (somebody wrote without taking the locks first). The next try sees it and says who
    is busy; should the database still refuse, the answer is InterviewTaken without names.
    """
    for left in reversed(range(ATTEMPTS)):
        try:
            with session.begin_nested():
                return work()
        except IntegrityError as error:
            if not left:
                raise InterviewTaken from error
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", None) != DEADLOCK:
                raise
    raise AssertionError("unreachable")
