"""Whole cycles as they might be."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "schedule_drafts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("away", sa.JSON(), nullable=False),
        sa.Column("input_hash", sa.String(64), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(20), nullable=False),
        sa.Column("created_by_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_drafts")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_schedule_drafts_admission_cycle_id_admission_cycles"),
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_schedule_drafts_created_by_id_people")),
    )
    op.create_index(op.f("ix_schedule_drafts_admission_cycle_id"), "schedule_drafts", ["admission_cycle_id"])
    op.create_table(
        "draft_placements",
        sa.Column("draft_id", sa.String(32), nullable=False),
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("interview_id", sa.String(32), nullable=True),
        sa.Column("interview_version", sa.Integer(), nullable=True),
        sa.Column("before_admin_id", sa.String(32), nullable=True),
        sa.Column("before_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("admin_id", sa.String(32), nullable=True),
        sa.Column("interview_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "application_id", name=op.f("pk_draft_placements")),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["schedule_drafts.id"],
            name=op.f("fk_draft_placements_draft_id_schedule_drafts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_draft_placements_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_draft_placements_interview_id_interviews")
        ),
        sa.ForeignKeyConstraint(
            ["before_admin_id"], ["people.id"], name=op.f("fk_draft_placements_before_admin_id_people")
        ),
        sa.ForeignKeyConstraint(["admin_id"], ["people.id"], name=op.f("fk_draft_placements_admin_id_people")),
    )
