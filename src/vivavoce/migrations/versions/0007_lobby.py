"""Interviews where the student waits to be admitted, and those whose media goes through the relay alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("interviews", sa.Column("lobby", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("interviews", sa.Column("relay_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("interviews", sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True))
