"""How many mails wait, and how long the oldest has: asked every few seconds, so that reading it needs no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from vivavoce.clock import Clock
from vivavoce.database import Database
from vivavoce.operations.repository import OperationsRepository

LOOK_EVERY: Final = timedelta(seconds=15)
STALE_AFTER: Final = timedelta(seconds=60)
"""An answer older than that is none: the database has not given one since."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`oldest_since`: since when the mail that waits longest should have gone; None when none is due."""

    mails: int
    failed: int
    oldest_since: datetime | None
    at: datetime

    def oldest_seconds(self, now: datetime) -> float:
        return 0.0 if self.oldest_since is None else max(0.0, (now - self.oldest_since).total_seconds())


class OutboxLevel(Collector):
    """Several servers on one database all say the same."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._found: Waiting | None = None

    def look(self) -> None:
        now = self._clock()
        with self._database.reading() as session:
            mails, failed, oldest = OperationsRepository(session).outbox(now)
        self._found = Waiting(mails, failed, oldest, now)

    def found(self) -> Waiting | None:
        """None: not asked yet, or the database does not answer."""
        found = self._found
        return found if found is not None and abs(self._clock() - found.at) <= STALE_AFTER else None

    def collect(self) -> Iterator[Metric]:
        """Families without a number while there is none."""
        mails = GaugeMetricFamily("vivavoce_outbox_mails", "Mails by what they wait for.", labels=["state"])
        oldest = GaugeMetricFamily("vivavoce_outbox_oldest_seconds", "How overdue the oldest waiting mail is.")
        found = self.found()
        if found is not None:
            mails.add_metric(["waiting"], found.mails)
            mails.add_metric(["failed"], found.failed)
            oldest.add_metric([], found.oldest_seconds(self._clock()))
        yield mails
        yield oldest
