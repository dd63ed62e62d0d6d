"""Indexes for lists of a million interviews: those of one status by time, and which programmes there are."""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_interviews_status_time", "interviews", ["status", "interview_time", "id"])
    op.create_index(op.f("ix_applications_programme"), "applications", ["programme"])
