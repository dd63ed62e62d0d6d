"""Drafts of applications."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "application_drafts",
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("student_id", sa.String(32), nullable=False),
        sa.Column("programme", sa.String(200), nullable=False),
        sa.Column("school", sa.String(200), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("admission_cycle_id", "student_id", name=op.f("pk_application_drafts")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_application_drafts_admission_cycle_id_admission_cycles"),
        ),
        sa.ForeignKeyConstraint(["student_id"], ["people.id"], name=op.f("fk_application_drafts_student_id_people")),
    )
