"""Secret addresses of calendars."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.notifications.models import CalendarFeed


class CalendarRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, person_id: str) -> CalendarFeed | None:
        return self._session.get(CalendarFeed, person_id)

    def replace(self, person_id: str, token_hash: str, now: datetime) -> None:
        self.revoke(person_id)
        self._session.add(CalendarFeed(person_id=person_id, token_hash=token_hash, created_at=now))

    def revoke(self, person_id: str) -> None:
        self._session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))

    def owner(self, token_hash: str) -> Person | None:
        """Who may no longer sign in has no calendar either."""
        return self._session.scalar(
            select(Person)
            .join(CalendarFeed, CalendarFeed.person_id == Person.id)
            .where(CalendarFeed.token_hash == token_hash, Person.disabled_at.is_(None))
        )
