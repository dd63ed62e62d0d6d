"""Mails, and what each of them tells whom about."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


class Mail(Base):
    """One message to one person, written in the transaction of what it tells of."""

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_status_due", "status", "due_at", "created_at"),
        Index("ix_mails_created", "created_at", "id"),
        Index("ix_mails_person_subject", "person_id", "subject_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Part of its Message-ID, so that whoever gets it twice can see that it is the same."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64))
    """The person's, as the three above: as they were when it was written."""
    for_student: Mapped[bool] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """Of its one notice, or `several`."""
    subject_id: Mapped[str | None] = mapped_column(String(32), index=True)
    """Of its one notice."""
    status: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int] = mapped_column()
    doubts: Mapped[int] = mapped_column()
    """How often the answer to all of its text was lost: it may have arrived."""
    due_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it would tell nobody anything any more."""
    lease_id: Mapped[str | None] = mapped_column(String(32))
    """Of the worker that is sending it."""
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class Notice(Base):
    """One thing that a mail tells: of one interview, in one of its states. Nobody is told it twice."""

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("person_id", "subject_id", "kind", "sequence"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mail_id: Mapped[str] = mapped_column(ForeignKey("mails.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    subject_id: Mapped[str] = mapped_column(String(32), index=True)
    """The interview's id, or of whatever else it is about."""
    kind: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int] = mapped_column()
    """The calendar's SEQUENCE: rises with every change of what people have in their calendars."""
    facts: Mapped[dict[str, object]] = mapped_column(JSON)
    """What the template needs, as it was then."""


class CalendarFeed(Base):
    """The secret address under which a calendar reads somebody's interviews; a new one takes the place of the old."""

    __tablename__ = "calendar_feeds"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 in hex."""
    created_at: Mapped[datetime] = mapped_column(Instant)
