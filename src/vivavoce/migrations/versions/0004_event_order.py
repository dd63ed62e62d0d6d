"""Number the events of each interview, so that two of the same moment keep their order."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NUMBER_BY_TIME = """
UPDATE interview_events SET number = (
    SELECT count(*) FROM interview_events AS e
    WHERE e.interview_id = interview_events.interview_id
    AND (e.at < interview_events.at OR (e.at = interview_events.at AND e.id <= interview_events.id))
)
"""


def upgrade() -> None:
    # The default is there for the rows that exist: SQLite adds no NOT NULL column without one.
    op.add_column("interview_events", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.execute(NUMBER_BY_TIME)
    op.drop_index("ix_interview_events_interview_at", "interview_events")
    op.create_index("uq_interview_events_interview_number", "interview_events", ["interview_id", "number"], unique=True)
