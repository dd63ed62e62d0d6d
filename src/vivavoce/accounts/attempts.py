"""Counts failed sign-ins in the database, so that every process and every restart knows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vivavoce.accounts.repository import FailedLoginRepository
from vivavoce.accounts.throttle import WINDOW, Bucket, TooManyAttempts, wait_for
from vivavoce.clock import Clock, new_id
from vivavoce.database import Database


@dataclass(frozen=True)
class Attempt:
    row_ids: tuple[str, ...]


class Attempts:
    """An attempt counts as failed from its beginning and is forgiven when it succeeds: parallel guesses cannot
    slip through between counting and adding. Refused attempts add nothing, so each bucket stays within its limit.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, buckets: Sequence[Bucket]) -> Attempt:
        """Raises TooManyAttempts."""
        now = self._clock()
        with self._database.writing() as session:
            failed = FailedLoginRepository(session)
            failed.lock()
            failed.prune(now - WINDOW)
            wait = max(wait_for(bucket, failed.times(bucket.name), now) for bucket in buckets)
            if wait > 0:
                raise TooManyAttempts(wait)
            row_ids = tuple(new_id() for _ in buckets)
            for row_id, bucket in zip(row_ids, buckets, strict=True):
                failed.add(row_id, bucket.name, now)
        return Attempt(row_ids)

    @staticmethod
    def forgive(session: Session, attempt: Attempt) -> None:
        FailedLoginRepository(session).remove(attempt.row_ids)
