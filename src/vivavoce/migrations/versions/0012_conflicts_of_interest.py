"""Who is not to meet whom in an interview, and what interviewers are tied to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "conflicts_of_interest",
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("student_id", sa.String(32), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_by_id", sa.String(32), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "student_id", name=op.f("pk_conflicts_of_interest")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["people.id"], name=op.f(f"fk_conflicts_of_interest_{column}_people"), ondelete=deleted
            )
            for column, deleted in (("staff_id", "CASCADE"), ("student_id", "CASCADE"), ("declared_by_id", None))
        ),
    )
    op.create_index(op.f("ix_conflicts_of_interest_student_id"), "conflicts_of_interest", ["student_id"])
    op.add_column("interviewer_hours", sa.Column("ties", sa.JSON(), nullable=False, server_default="[]"))
