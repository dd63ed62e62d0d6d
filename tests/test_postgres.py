"""What the fixtures promise: no test finds anything of the one before it, though databases are used again."""

import pytest
from sqlalchemy import Engine, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.conftest import NOW
from tests.postgres import PostgresServer
from vivavoce.accounts.models import Person

TEMPLATE = "template_vivavoce"
KIM = {
    "id": "kim", "email": "kim@example.edu", "name": "Kim", "role": "student", "time_zone": "Asia/Seoul",
    "is_demo": False, "created_at": NOW,
}  # fmt: skip


def engine_of(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def test_a_database_that_is_used_again_is_empty(postgres: PostgresServer) -> None:
    with postgres.migrated_database(TEMPLATE) as url, engine_of(url).begin() as connection:
        connection.execute(insert(Person), KIM)
    with postgres.migrated_database(TEMPLATE) as other, engine_of(other).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Person)) == 0


def test_what_a_test_left_running_does_not_find_it_again(postgres: PostgresServer) -> None:
    with postgres.migrated_database(TEMPLATE) as url:
        left = engine_of(url).connect()
        left.execute(text("SELECT 1"))
    with postgres.migrated_database(TEMPLATE), pytest.raises(OperationalError):
        left.execute(text("SELECT 1"))
    left.invalidate()
    with pytest.raises(OperationalError, match="does not exist"):
        engine_of(url).connect()


def test_a_changed_schema_is_not_handed_on(postgres: PostgresServer) -> None:
    with postgres.migrated_database(TEMPLATE) as url, engine_of(url).begin() as connection:
        connection.execute(text("ALTER TABLE people DROP COLUMN is_demo"))
    with postgres.migrated_database(TEMPLATE) as other, engine_of(other).connect() as connection:
        assert "is_demo" in {column["name"] for column in inspect(connection).get_columns("people")}
