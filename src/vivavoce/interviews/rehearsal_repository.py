"""All SQL over rehearsals of its own; lists join them (repository.py)."""

from sqlalchemy.orm import Session

from vivavoce.interviews.models import Rehearsal


class RehearsalRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, rehearsal: Rehearsal) -> None:
        """In place of the one before. Whoever calls holds the interview's row, or two at once would collide."""
        self._session.merge(rehearsal)
        self._session.flush()
