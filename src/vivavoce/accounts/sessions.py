"""When a session lives, and how its token becomes the id that is stored. Pure."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

COOKIE = "vivavoce_session"
ABSOLUTE_FACTOR = 14
TOUCH_EVERY = timedelta(minutes=1)
"""`last_seen_at` is written at most this often, so that reading pages does not mean writing rows."""
TOKEN_CHARACTERS = 43
"""256 bits in base64url."""


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256 in hex; a token of 256 random bits needs no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def session_id_of(cookies: Mapping[str, str]) -> str | None:
    """The stored id that belongs to the session cookie, for HTTP requests and sockets alike."""
    token = cookies.get(COOKIE, "")
    return token_hash(token) if len(token) == TOKEN_CHARACTERS else None


@dataclass(frozen=True)
class Lifetime:
    """How long sessions live: `idle` since they were last seen, `absolute` since sign-in."""

    idle: timedelta

    @classmethod
    def of_hours(cls, hours: int) -> "Lifetime":
        return cls(timedelta(hours=hours))

    @property
    def absolute(self) -> timedelta:
        return self.idle * ABSOLUTE_FACTOR

    def seen_after(self, now: datetime) -> datetime:
        """A session is idle no longer than allowed when `last_seen_at` is later than this."""
        return now - self.idle

    def is_live(self, last_seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
        return now < expires_at and last_seen_at > self.seen_after(now)


def wants_touch(last_seen_at: datetime, now: datetime) -> bool:
    return now - last_seen_at >= TOUCH_EVERY
