"""Students who wait for another time of their interview."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "wait_list",
        sa.Column("interview_id", sa.String(32), nullable=False),
        sa.Column("interview_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_wait_list")),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_wait_list_interview_id_interviews")),
    )
