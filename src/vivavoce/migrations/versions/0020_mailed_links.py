"""Which mail carries a one-time link: a mail that waits gives way to a link that was made by hand meanwhile."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("one_time_links", sa.Column("carried_by", sa.String(32), nullable=True))
