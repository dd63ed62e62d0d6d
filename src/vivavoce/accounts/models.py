"""People, their sessions, their one-time links, and failed sign-ins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


class Role(StrEnum):
    ADMIN = "admin"
    INTERVIEWER = "interviewer"
    STUDENT = "student"


OFFICE_ROLES = frozenset({Role.ADMIN, Role.INTERVIEWER})


class Person(Base):
    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    time_zone: Mapped[str] = mapped_column(String(64))
    password_hash: Mapped[str | None] = mapped_column(Text)
    """None until the invitation is accepted."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class LoginSession(Base):
    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the token in hex; the token itself is only in the cookie."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    """The absolute end; the idle end is `last_seen_at` + SESSION_HOURS."""


class OneTimeLink(Base):
    """An invitation or a password reset; redeemed once, by POST /api/auth/token."""

    __tablename__ = "one_time_links"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the token in hex."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    carried_by: Mapped[str | None] = mapped_column(String(32))
    """The id of a mail; None: somebody passes it on."""


class FailedLogin(Base):
    """One row per failed sign-in and bucket (account, network, or account from a known browser)."""

    __tablename__ = "failed_logins"
    __table_args__ = (Index("ix_failed_logins_bucket_at", "bucket", "at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(Instant)
