"""All SQL over people's hours."""

from sqlalchemy.orm import Session

from vivavoce.interviews.models import Hours


class HoursRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person_id: str) -> Hours | None:
        return self._session.get(Hours, person_id)

    def put(self, hours: Hours) -> Hours:
        """In place of those before. Whoever calls holds the person's row, or two at once would collide."""
        stored = self._session.merge(hours)
        self._session.flush()
        return stored
