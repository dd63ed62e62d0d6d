"""Cycles whose times are given out by themselves, at a set moment."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "allotments",
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("publishes", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("failure", sa.String(40), nullable=False),
        sa.Column("draft_id", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("admission_cycle_id", name=op.f("pk_allotments")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_allotments_admission_cycle_id_admission_cycles"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_allotments_asked_by_id_people")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["schedule_drafts.id"], name=op.f("fk_allotments_draft_id_schedule_drafts")
        ),
    )
