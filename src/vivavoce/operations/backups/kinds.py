"""What backups ask of either kind of database."""

from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from vivavoce.operations.backups.checksums import TableState
from vivavoce.operations.backups.postgresql_repository import PostgresqlRepository
from vivavoce.operations.backups.sqlite_repository import SqliteRepository


class WholeDatabase(Protocol):
    def dump(self, into: Path, /) -> tuple[str | None, dict[str, TableState]]: ...
    def states(self) -> dict[str, TableState]: ...
    def refuse_data(self) -> None: ...
    def restore(self, dump: Path, /) -> None: ...


def whole(engine: Engine) -> WholeDatabase:
    return SqliteRepository(engine) if engine.dialect.name == "sqlite" else PostgresqlRepository(engine)
