"""The interviews table, the people an interview takes time of, their hours, its rehearsal and its history."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


class Interview(Base):
    __tablename__ = "interviews"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 5 AND 240", name="duration"),
        # At most one scheduled interview per application, on every way there.
        Index(
            "uq_interviews_scheduled_application",
            "application_id",
            unique=True,
            sqlite_where=text("status = 'scheduled' AND deleted_at IS NULL"),
            postgresql_where=text("status = 'scheduled' AND deleted_at IS NULL"),
        ),
        Index("ix_interviews_cycle_time", "admission_cycle_id", "interview_time", "id"),
        Index("ix_interviews_time", "interview_time", "id"),
        Index("ix_interviews_status_time", "status", "interview_time", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), index=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    admin_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """The lead interviewer: an admin or an interviewer."""
    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"))
    interview_time: Mapped[datetime] = mapped_column(Instant)
    """The instant it starts."""
    duration_minutes: Mapped[int] = mapped_column()
    time_zone: Mapped[str] = mapped_column(String(64))
    """IANA, as the office typed the time."""
    wall_time: Mapped[str] = mapped_column(String(16), default="")
    """What the clock of that zone says at it: 2026-12-02T10:00, by the rules below."""
    zone_rules: Mapped[str] = mapped_column(String(20), default="")
    """The version of tzdata when the time was set."""
    interview_link: Mapped[str] = mapped_column(String(64))
    """Always /interview/{id}, made by the server."""
    status: Mapped[str] = mapped_column(String(20))
    notes: Mapped[str] = mapped_column(Text, default="")
    """Of the office; no student ever receives them."""
    attendance: Mapped[str | None] = mapped_column(String(20))
    attendance_message: Mapped[str] = mapped_column(Text, default="")
    lobby: Mapped[bool] = mapped_column(default=False)
    """The student waits until the office admits them."""
    relay_only: Mapped[bool] = mapped_column(default=False)
    """Nobody learns an address of the other: all media through the relay."""
    admitted_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the office let the student in; a new time of the interview takes it back."""
    version: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    """Of its entry in people's calendars: rises with every change of time, people, or whether it takes place."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)


class PanelMember(Base):
    """One of at most two interviewers beside the lead."""

    __tablename__ = "interview_panel"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column()


class Occupation(Base):
    """A stretch of a person's time that a scheduled interview takes, [starts_at, ends_at).

    Rows exist only while the interview is `scheduled` and not deleted. The database itself refuses two
    overlapping rows of one person (migration 0003: EXCLUDE on PostgreSQL, triggers on SQLite).
    """

    __tablename__ = "occupations"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        Index("ix_occupations_person_time", "person_id", "starts_at", "ends_at"),
    )

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    """With the time that an interviewer keeps free after it."""


class Hours(Base):
    """One interviewer's hours and limits; read and written as a whole."""

    __tablename__ = "interviewer_hours"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(64))
    """IANA; the wall on which the hours are read."""
    weekly: Mapped[list[list[list[int]]]] = mapped_column(JSON)
    """Seven days, Monday first; of each day [starts, ends) in minutes since 00:00."""
    exceptions: Mapped[dict[str, list[list[int]]]] = mapped_column(JSON)
    """{"2026-12-24": [[starts, ends], …]}: what holds on this day instead."""
    buffer_minutes: Mapped[int] = mapped_column()
    """Between two interviews: what is booked takes so much more of their time."""
    daily_limit: Mapped[int | None] = mapped_column()
    weekly_limit: Mapped[int | None] = mapped_column()
    languages: Mapped[list[str]] = mapped_column(JSON)
    subjects: Mapped[list[str]] = mapped_column(JSON)
    ties: Mapped[list[str]] = mapped_column(JSON)
    """Schools and people whose applicants they may not judge."""
    address: Mapped[str] = mapped_column(String(300), default="")
    """Where they live; for admins and themselves."""
    busy: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """[[from, until], …] in RFC 3339, as their own calendar said."""
    busy_read_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(Instant)


class ConflictOfInterest(Base):
    """That these two are not to meet in an interview, or that somebody has looked at it and they may."""

    __tablename__ = "conflicts_of_interest"

    staff_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    holds: Mapped[bool] = mapped_column()
    """False: it was looked at, and is none."""
    reason: Mapped[str] = mapped_column(Text)
    declared_by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    declared_at: Mapped[datetime] = mapped_column(Instant)


class Rehearsal(Base):
    """What the student's last check of devices and connection found. A row of its own: it is no change of the
    interview, so neither `version` nor `updated_at` moves."""

    __tablename__ = "rehearsals"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    camera: Mapped[str] = mapped_column(String(20))
    microphone: Mapped[str] = mapped_column(String(20))
    speaker: Mapped[str] = mapped_column(String(20))
    route: Mapped[str] = mapped_column(String(20))
    round_trip_ms: Mapped[int | None] = mapped_column()
    loss: Mapped[float | None] = mapped_column()
    """Of all packets, 0 to 1."""
    quality: Mapped[str] = mapped_column(String(20))
    browser: Mapped[str] = mapped_column(String(200))
    """As it names itself."""
    checked_at: Mapped[datetime] = mapped_column(Instant)
    """By the server's clock."""


class InterviewEvent(Base):
    """Who changed what and when; kept after deletion."""

    __tablename__ = "interview_events"
    __table_args__ = (Index("uq_interview_events_interview_number", "interview_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    number: Mapped[int] = mapped_column()
    """1, 2, 3… within its interview: the order of events, which their times need not give."""
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(20))
    changes: Mapped[dict[str, dict[str, object]]] = mapped_column(JSON)
    """{field: {"from": …, "to": …}}"""
