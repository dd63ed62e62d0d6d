"""When students can, and drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


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


class SelfService(Base):
    """That students of a cycle may choose another time themselves, and how far."""

    __tablename__ = "self_service"

    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), primary_key=True)
    notice_hours: Mapped[int] = mapped_column()
    """Neither the old nor the new time may be nearer."""
    most_changes: Mapped[int] = mapped_column()
    """Of one interview, by its student."""
    closes_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column()


class WaitListEntry(Base):
    """That a student waits for another time of their interview."""

    __tablename__ = "wait_list"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    interview_time: Mapped[datetime] = mapped_column(Instant)
    """The one they would leave: who has another by now no longer waits."""
    time_zone: Mapped[str] = mapped_column(String(64))
    days: Mapped[dict[str, list[list[int]]]] = mapped_column(JSON)
    """What would suit them, as in `StudentWindows`."""
    joined_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column()


class Draft(Base):
    """A whole cycle as it might be; nothing of it holds before it is published."""

    __tablename__ = "schedule_drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    length_minutes: Mapped[int] = mapped_column()
    seed: Mapped[int] = mapped_column()
    panel: Mapped[bool] = mapped_column(default=False)
    """Two people hold each new interview."""
    away: Mapped[list[list[str]]] = mapped_column(JSON)
    """[[person id, from, until], …]: interviewers who cannot, instants in RFC 3339."""
    input_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of all that the assignment depends on."""
    choice: Mapped[int | None] = mapped_column()
    """How many of their times applicants were offered; None: all."""
    statuses: Mapped[list[str]] = mapped_column(JSON)
    """What the solver said."""
    explanation: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Why people have no place, and what would help: `Explanation` as JSON."""
    failure: Mapped[str] = mapped_column(String(20))
    """Empty, or why there is no assignment."""
    created_by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column()


class Placement(Base):
    """One applicant in a draft: what they have, and what they would have."""

    __tablename__ = "draft_placements"

    draft_id: Mapped[str] = mapped_column(ForeignKey("schedule_drafts.id", ondelete="CASCADE"), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    interview_id: Mapped[str | None] = mapped_column(ForeignKey("interviews.id"))
    """The scheduled interview they have."""
    interview_version: Mapped[int | None] = mapped_column()
    """As it was when the draft was made."""
    before_admin_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    before_second_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    before_time: Mapped[datetime | None] = mapped_column(Instant)
    admin_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    second_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    """The other one of a panel."""
    interview_time: Mapped[datetime | None] = mapped_column(Instant)
    """None, as `admin_id`: there is no place for them."""
    duration_minutes: Mapped[int] = mapped_column()
    time_zone: Mapped[str] = mapped_column(String(64))
    """The applicant's."""


class Allotment(Base):
    """That the times of a cycle are given out by themselves: a draft is made at a set moment, and published."""

    __tablename__ = "allotments"

    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    """Never before answers are in, should that be later."""
    length_minutes: Mapped[int] = mapped_column()
    panel: Mapped[bool] = mapped_column(default=False)
    publishes: Mapped[bool] = mapped_column()
    """Else the draft waits for somebody."""
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    """The admin in whose name it is done."""
    status: Mapped[str] = mapped_column(String(20))
    failure: Mapped[str] = mapped_column(String(40))
    """Empty, or the code of what kept it from being done."""
    draft_id: Mapped[str | None] = mapped_column(ForeignKey("schedule_drafts.id"))
    version: Mapped[int] = mapped_column()
