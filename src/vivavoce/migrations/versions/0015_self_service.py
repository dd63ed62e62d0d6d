"""Cycles whose students may choose another time themselves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "self_service",
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("notice_hours", sa.Integer(), nullable=False),
        sa.Column("most_changes", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("admission_cycle_id", name=op.f("pk_self_service")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_self_service_admission_cycle_id_admission_cycles"),
        ),
    )
