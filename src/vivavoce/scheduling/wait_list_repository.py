"""All SQL over the wait list."""

from collections.abc import Sequence

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from vivavoce.database import batches
from vivavoce.scheduling.models import WaitListEntry


class WaitListRepository:
    """Whoever puts or removes one holds the interview's row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Sequence[WaitListEntry]:
        """Whoever joined first, first."""
        in_order = select(WaitListEntry).order_by(WaitListEntry.joined_at, WaitListEntry.interview_id)
        return self._session.scalars(in_order).all()

    def of(self, interview_id: str) -> WaitListEntry | None:
        return self._session.get(WaitListEntry, interview_id, populate_existing=True)

    def put(self, row: WaitListEntry) -> None:
        """In place of the one before."""
        self._session.merge(row)
        self._session.flush()

    def remove(self, interview_id: str) -> None:
        self._session.execute(delete(WaitListEntry).where(WaitListEntry.interview_id == interview_id))

    def forget(self, rows: Sequence[WaitListEntry]) -> None:
        """As they were read: not those that somebody has joined with anew."""
        same = tuple_(WaitListEntry.interview_id, WaitListEntry.joined_at)
        for some in batches([(one.interview_id, one.joined_at) for one in rows]):
            self._session.execute(delete(WaitListEntry).where(same.in_(some)))
