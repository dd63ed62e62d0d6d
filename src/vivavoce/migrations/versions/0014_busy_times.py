"""When interviewers are busy elsewhere, as their own calendars say."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("interviewer_hours", sa.Column("busy", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("interviewer_hours", sa.Column("busy_read_at", sa.DateTime(timezone=True), nullable=True))
