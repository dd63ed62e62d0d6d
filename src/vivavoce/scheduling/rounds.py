"""Looks every few seconds at what has become due, in one thread, for as long as the server runs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import structlog
from sqlalchemy.exc import SQLAlchemyError

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.rounds")

LOOK_EVERY = timedelta(seconds=5)
STOP_SECONDS = 20.0


class Rounds:
    def __init__(self, looks: Sequence[Callable[[], None]], every: timedelta = LOOK_EVERY) -> None:
        self._looks, self._every, self._stopped = looks, every, Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        self._thread = Thread(target=self._run, name="rounds", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        while not self._stopped.wait(self._every.total_seconds()):
            for look in self._looks:
                with trouble_said("looking"):
                    look()


@contextmanager
def trouble_said(work: str, about: str | None = None) -> Iterator[None]:
    """In the log: the next look tries again. `about`: the id of what it was done for."""
    try:
        yield
    except SQLAlchemyError as error:
        log.warning("cannot be done now", work=work, about=about, reason=str(getattr(error, "orig", error)))
    except Exception:
        log.exception("could not be done", work=work, about=about)
