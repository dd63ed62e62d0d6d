"""All SQL over times that are given out by themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.scheduling.draft_rules import ON_ITS_WAY
from vivavoce.scheduling.models import Allotment, WindowRequest


class AllotmentRepository:
    """Whoever writes holds the cycle's row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, cycle_id: str) -> Allotment | None:
        return self._session.get(Allotment, cycle_id, populate_existing=True)

    def put(self, row: Allotment) -> None:
        """In place of the one before."""
        self._session.merge(row)
        self._session.flush()

    def remove(self, row: Allotment) -> None:
        self._session.delete(row)
        self._session.flush()

    def due(self, now: datetime) -> Sequence[str]:
        """Cycles whose time has come, and whose applicants can no longer answer; or whose draft is being made."""
        ready = (
            select(Allotment.admission_cycle_id)
            .outerjoin(WindowRequest, WindowRequest.admission_cycle_id == Allotment.admission_cycle_id)
            .where(Allotment.status.in_(ON_ITS_WAY), Allotment.at <= now)
            .where(or_(WindowRequest.closes_at.is_(None), WindowRequest.closes_at <= now))
        )
        return self._session.scalars(ready.order_by(Allotment.at, Allotment.admission_cycle_id)).all()

    def person(self, person_id: str) -> Person:
        return self._session.get_one(Person, person_id)
