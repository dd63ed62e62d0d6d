"""Who is signed in, without having signed in."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.sessions import new_token, token_hash


def add_session(session: Session, person_id: str, now: datetime) -> str:
    """Its token, which is the value of the cookie."""
    token = new_token()
    session.add(
        LoginSession(
            id=token_hash(token), person_id=person_id, created_at=now, last_seen_at=now,
            expires_at=now + timedelta(days=7),
        )
    )  # fmt: skip
    return token
