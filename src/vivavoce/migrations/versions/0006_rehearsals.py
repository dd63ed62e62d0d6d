"""What a student's check of devices and connection found, one row an interview."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "rehearsals",
        sa.Column("interview_id", sa.String(32), nullable=False),
        sa.Column("camera", sa.String(20), nullable=False),
        sa.Column("microphone", sa.String(20), nullable=False),
        sa.Column("speaker", sa.String(20), nullable=False),
        sa.Column("route", sa.String(20), nullable=False),
        sa.Column("round_trip_ms", sa.Integer(), nullable=True),
        sa.Column("loss", sa.Double(), nullable=True),
        sa.Column("quality", sa.String(20), nullable=False),
        sa.Column("browser", sa.String(200), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_rehearsals")),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interviews.id"],
            name=op.f("fk_rehearsals_interview_id_interviews"),
            ondelete="CASCADE",
        ),
    )
