"""Admission cycles, their history, applications, and drafts of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vivavoce.database import Base, Instant


class Cycle(Base):
    __tablename__ = "admission_cycles"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    phase: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    exported_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the scoring export was last made: the guard of batch_prep → processing."""


class PhaseChange(Base):
    """Who moved a cycle from where to where, when, and (going back) why."""

    __tablename__ = "phase_changes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), index=True)
    from_phase: Mapped[str] = mapped_column(String(20))
    to_phase: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Application(Base):
    """One student's application in one cycle."""

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("admission_cycle_id", "student_id"),
        UniqueConstraint("admission_cycle_id", "external_id"),
        Index("ix_applications_cycle_status", "admission_cycle_id", "status"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"))
    student_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    external_id: Mapped[str | None] = mapped_column(String(100))
    programme: Mapped[str] = mapped_column(String(200), index=True)
    school: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    """Where they live; for admins and themselves."""
    statement: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(20))
    score: Mapped[float | None] = mapped_column()
    checked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was set aside; never shown to the student."""
    created_at: Mapped[datetime] = mapped_column(Instant)


class ApplicationDraft(Base):
    """What a student has written so far for a cycle; gone once they have applied."""

    __tablename__ = "application_drafts"

    admission_cycle_id: Mapped[str] = mapped_column(ForeignKey("admission_cycles.id"), primary_key=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    programme: Mapped[str] = mapped_column(String(200))
    school: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(300))
    statement: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Instant)
