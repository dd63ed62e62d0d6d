"""When interviewers and students can."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


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
    """Between two interviews."""
    daily_limit: Mapped[int | None] = mapped_column()
    weekly_limit: Mapped[int | None] = mapped_column()
    languages: Mapped[list[str]] = mapped_column(JSON)
    subjects: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(Instant)


class WindowRequest(Base):
    """That the selected applicants of a cycle are asked when they can."""

    __tablename__ = "window_requests"

    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), primary_key=True)
    first_day: Mapped[str] = mapped_column(String(10))
    last_day: Mapped[str] = mapped_column(String(10))
    """Days on each student's own wall, both included."""
    closes_at: Mapped[datetime] = mapped_column(Instant)
    """Answers count and may be changed until then."""
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(Instant)


class StudentWindows(Base):
    """When one applicant can, and what they need."""

    __tablename__ = "student_windows"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(64))
    days: Mapped[dict[str, list[list[int]]]] = mapped_column(JSON)
    """{"2026-12-08": [[starts, ends], …]} in minutes since 00:00 on the wall."""
    language: Mapped[str] = mapped_column(String(200))
    """Empty: any."""
    extra_minutes: Mapped[int] = mapped_column()
    captioner: Mapped[bool] = mapped_column()
    needs: Mapped[str] = mapped_column(Text)
    """In their own words; for admins."""
    version: Mapped[int] = mapped_column()
    answered_at: Mapped[datetime] = mapped_column(Instant)
