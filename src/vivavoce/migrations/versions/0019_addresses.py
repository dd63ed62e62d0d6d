"""Postal addresses of applicants and interviewers: who lives where the other does perhaps should not interview them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    for table in ("applications", "application_drafts", "interviewer_hours"):
        op.add_column(table, sa.Column("address", sa.String(300), nullable=False, server_default=""))
