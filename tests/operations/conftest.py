"""Two databases of one kind: the one that is backed up, and an empty one to restore into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from vivavoce.database import Database


@pytest.fixture
def elsewhere(database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Without a table; of SQLite not even a file."""
    if database.engine.dialect.name == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
        yield made
        made.engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.temporary_database() as url:
        made = Database(url)
        yield made
        made.engine.dispose()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where backups are kept."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder
