"""What the office's clock says at an interview, and by which rules: so that a change of the rules is noticed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Interviews of before say nothing of it; they do from their next change on."""
    op.add_column("interviews", sa.Column("wall_time", sa.String(16), nullable=False, server_default=""))
    op.add_column("interviews", sa.Column("zone_rules", sa.String(20), nullable=False, server_default=""))
