"""Drafts whose interviews are held by two people."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Drafts and moments of before ask for one interviewer."""
    for table in ("schedule_drafts", "allotments"):
        op.add_column(table, sa.Column("panel", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("draft_placements") as placements:
        for column in ("before_second_id", "second_id"):
            placements.add_column(sa.Column(column, sa.String(32), nullable=True))
            placements.create_foreign_key(op.f(f"fk_draft_placements_{column}_people"), "people", [column], ["id"])
