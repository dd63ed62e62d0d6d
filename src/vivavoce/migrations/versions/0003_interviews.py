"""Interviews, their panels, the time they take of people, their history.

The database itself refuses two overlapping occupations of one person: an exclusion constraint on PostgreSQL,
a pair of triggers on SQLite (inserting and updating).
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INSTANT = sa.DateTime(timezone=True)
TAKES_TIME = sa.text("status = 'scheduled' AND deleted_at IS NULL")

# btree_gist comes with PostgreSQL and is a trusted extension: the database's owner may create it.
# Deferrable, so that a later bulk move can let two interviews change places; checked at once otherwise.
POSTGRESQL_NO_OVERLAP = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    (
        "ALTER TABLE occupations ADD CONSTRAINT ex_occupations_double_booking "
        "EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) "
        "DEFERRABLE INITIALLY IMMEDIATE"
    ),
)
SQLITE_NO_OVERLAP = (
    (
        "CREATE TRIGGER tr_occupations_double_booking_insert BEFORE INSERT ON occupations "
        "WHEN EXISTS (SELECT 1 FROM occupations AS o WHERE o.person_id = NEW.person_id "
        "AND o.starts_at < NEW.ends_at AND NEW.starts_at < o.ends_at) "
        "BEGIN SELECT RAISE(ABORT, 'double_booking'); END"
    ),
    (
        "CREATE TRIGGER tr_occupations_double_booking_update BEFORE UPDATE ON occupations "
        "WHEN EXISTS (SELECT 1 FROM occupations AS o WHERE o.rowid <> OLD.rowid AND o.person_id = NEW.person_id "
        "AND o.starts_at < NEW.ends_at AND NEW.starts_at < o.ends_at) "
        "BEGIN SELECT RAISE(ABORT, 'double_booking'); END"
    ),
)


def upgrade() -> None:
    _create_interviews()
    _create_panel()
    _create_occupations()
    _create_events()


def _refers(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _create_interviews() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("student_id", sa.String(32), nullable=False),
        sa.Column("admin_id", sa.String(32), nullable=False),
        sa.Column("admission_cycle_id", sa.String(32), nullable=False),
        sa.Column("interview_time", INSTANT, nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("interview_link", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("attendance", sa.String(20), nullable=True),
        sa.Column("attendance_message", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.CheckConstraint("duration_minutes BETWEEN 5 AND 240", name=op.f("ck_interviews_duration")),
        _refers("interviews", "application_id", "applications"),
        _refers("interviews", "student_id", "people"),
        _refers("interviews", "admin_id", "people"),
        _refers("interviews", "admission_cycle_id", "admission_cycles"),
    )
    op.create_index(
        "uq_interviews_scheduled_application",
        "interviews",
        ["application_id"],
        unique=True,
        sqlite_where=TAKES_TIME,
        postgresql_where=TAKES_TIME,
    )
    for column in ("application_id", "student_id", "admin_id"):
        op.create_index(op.f(f"ix_interviews_{column}"), "interviews", [column])
    op.create_index("ix_interviews_cycle_time", "interviews", ["admission_cycle_id", "interview_time", "id"])
    op.create_index("ix_interviews_time", "interviews", ["interview_time", "id"])


def _create_panel() -> None:
    op.create_table(
        "interview_panel",
        sa.Column("interview_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "person_id", name=op.f("pk_interview_panel")),
        _refers("interview_panel", "interview_id", "interviews", ondelete="CASCADE"),
        _refers("interview_panel", "person_id", "people"),
    )
    op.create_index(op.f("ix_interview_panel_person_id"), "interview_panel", ["person_id"])


def _create_occupations() -> None:
    op.create_table(
        "occupations",
        sa.Column("interview_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "person_id", name=op.f("pk_occupations")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_occupations_order")),
        _refers("occupations", "interview_id", "interviews", ondelete="CASCADE"),
        _refers("occupations", "person_id", "people"),
    )
    op.create_index("ix_occupations_person_time", "occupations", ["person_id", "starts_at", "ends_at"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_NO_OVERLAP if sqlite else POSTGRESQL_NO_OVERLAP:
        op.execute(statement)


def _create_events() -> None:
    op.create_table(
        "interview_events",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("interview_id", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=True),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_events")),
        _refers("interview_events", "interview_id", "interviews"),
        _refers("interview_events", "by_id", "people"),
    )
    op.create_index("ix_interview_events_interview_at", "interview_events", ["interview_id", "at"])
