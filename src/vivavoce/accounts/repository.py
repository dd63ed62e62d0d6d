"""All SQL over people, sessions, one-time links and failed sign-ins."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import LoginSession, Person
from vivavoce.accounts.sessions import TOUCH_EVERY, Lifetime


class SessionRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def live(self, session_id: str, lifetime: Lifetime, now: datetime) -> tuple[LoginSession, Person] | None:
        found = self._session.execute(
            select(LoginSession, Person)
            .join(Person, Person.id == LoginSession.person_id)
            .where(
                LoginSession.id == session_id,
                LoginSession.expires_at > now,
                LoginSession.last_seen_at > lifetime.seen_after(now),
                Person.disabled_at.is_(None),
            )
        ).one_or_none()
        return (found[0], found[1]) if found else None

    def add(self, session_id: str, person_id: str, lifetime: Lifetime, now: datetime) -> None:
        self._session.add(
            LoginSession(
                id=session_id,
                person_id=person_id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + lifetime.absolute,
            )
        )

    def touch(self, session_ids: Collection[str], now: datetime) -> None:
        self._session.execute(
            update(LoginSession)
            .where(LoginSession.id.in_(session_ids), LoginSession.last_seen_at <= now - TOUCH_EVERY)
            .values(last_seen_at=now)
        )

    def end(self, session_id: str) -> None:
        self._session.execute(delete(LoginSession).where(LoginSession.id == session_id))

    def end_all(self, person_id: str, keep: str | None = None) -> Sequence[str]:
        """Ends the person's sessions but `keep`; answers the ids of those that ended."""
        others = LoginSession.person_id == person_id
        if keep is not None:
            others &= LoginSession.id != keep
        return self._session.scalars(delete(LoginSession).where(others).returning(LoginSession.id)).all()

    def prune(self, lifetime: Lifetime, now: datetime) -> None:
        self._session.execute(
            delete(LoginSession).where(
                (LoginSession.expires_at <= now) | (LoginSession.last_seen_at <= lifetime.seen_after(now))
            )
        )
