"""Admission cycles, their history, applications."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_cycles()
    _create_phase_changes()
    _create_applications()


def _create_cycles() -> None:
    op.create_table(
        "admission_cycles",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("phase", sa.String(20), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("exported_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_cycles")),
    )
    op.create_index(op.f("ix_admission_cycles_phase"), "admission_cycles", ["phase"])


def _create_phase_changes() -> None:
    op.create_table(
        "phase_changes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("from_phase", sa.String(20), nullable=False),
        sa.Column("to_phase", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", sa.String(32), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_changes")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_phase_changes_admission_cycle_id_admission_cycles"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_phase_changes_by_id_people")),
    )
    op.create_index(op.f("ix_phase_changes_admission_cycle_id"), "phase_changes", ["admission_cycle_id"])


def _create_applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("student_id", sa.String(32), nullable=False),
        sa.Column("external_id", sa.String(100), nullable=True),
        sa.Column("programme", sa.String(200), nullable=False),
        sa.Column("school", sa.String(200), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.ForeignKeyConstraint(
            ["admission_cycle_id"],
            ["admission_cycles.id"],
            name=op.f("fk_applications_admission_cycle_id_admission_cycles"),
        ),
        sa.ForeignKeyConstraint(["student_id"], ["people.id"], name=op.f("fk_applications_student_id_people")),
        sa.UniqueConstraint(
            "admission_cycle_id", "student_id", name=op.f("uq_applications_admission_cycle_id_student_id")
        ),
        sa.UniqueConstraint(
            "admission_cycle_id", "external_id", name=op.f("uq_applications_admission_cycle_id_external_id")
        ),
    )
    op.create_index(op.f("ix_applications_student_id"), "applications", ["student_id"])
    op.create_index("ix_applications_cycle_status", "applications", ["admission_cycle_id", "status"])
