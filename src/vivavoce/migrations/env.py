"""Runs inside `vivavoce.migrations.runner`: the connection, already in a transaction, is handed over."""

from alembic import context

from vivavoce.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # Alembic turns it off for SQLite; our engine says BEGIN itself, so it holds
    transaction_per_migration=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
