"""PostgreSQL connections that give up on a server that no longer answers.

`statement_timeout` is kept by the server, and TCP's timers by its kernel: neither ends the wait for a server that
hangs (a stopped process, a stuck disk). So each wait for an answer has a limit of our own; past it the connection is
closed, for an answer that still came would be taken for that of the next question.
"""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready, Wait
from sqlalchemy import Connection, Engine, event

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 15
"""The server's own limit for one statement."""
ANSWER_SECONDS = STATEMENT_SECONDS + 2.0
IDLE_SECONDS = 2.0
"""For the question whether a connection that rested in the pool still lives."""

Result = TypeVar("Result")


class NoAnswer(psycopg.OperationalError):
    """The server took the question and did not answer in time."""


class ImpatientConnection(psycopg.Connection[Any]):
    limit: float | None = ANSWER_SECONDS
    """Seconds for each answer; None waits for ever."""

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """Raises NoAnswer."""
        return super().wait(gen if self.limit is None else self._limited(gen, self.limit), interval, timeout)

    def _limited(self, gen: PQGen[Result], limit: float) -> Generator[Wait, Ready | int, Result]:
        ends = time.monotonic() + limit
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > ends:
                    self.close()
                    raise NoAnswer(f"the server did not answer within {limit:g} seconds")
                wanted = gen.send(ready)
        except StopIteration as done:
            result: Result = done.value
            return result


def make_impatient(engine: Engine) -> None:
    event.listen(engine, "do_connect", lambda _, __, args, options: ImpatientConnection.connect(*args, **options))
    event.listen(engine, "checkin", lambda connection, _: _limit(connection, IDLE_SECONDS))
    # After the pool asked whether it still lives.
    event.listen(engine, "checkout", lambda connection, _, __: _limit(connection, ANSWER_SECONDS))


def wait_for_ever(connection: Connection) -> None:
    """Until it goes back to the pool."""
    _limit(connection.connection.driver_connection, None)


def _limit(connection: object, seconds: float | None) -> None:
    if isinstance(connection, ImpatientConnection):
        connection.limit = seconds
