"""The demo's life on disk: loaded at the first start, kept afterwards; with --lan its passwords are random."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from vivavoce.accounts.passwords import hash_password
from vivavoce.database import Database
from vivavoce.operations.demo_data import DemoData
from vivavoce.operations.repository import OperationsRepository

PASSWORD = "vivavoce-demo"  # noqa: S105 (public on purpose: the demo answers to this machine alone)
LAN_MARK = "lan-passwords"
"""A file that says that the demo people's passwords are random ones, to be set back at the next plain start."""


def load(database: Database, now: datetime, new_id: Callable[[], str]) -> None:
    """Only into an empty database; all or nothing."""
    with database.writing() as session:
        repository = OperationsRepository(session)
        if not repository.has_people():
            repository.add_all(DemoData(now, hash_password(PASSWORD), new_id).rows)


def settle_password(database: Database, data_dir: Path, *, lan: bool) -> str:
    """The password that demo people have from now on: the public one, but with --lan a new one at each start."""
    mark = data_dir / LAN_MARK
    if lan:
        mark.touch()
        password = secrets.token_urlsafe(12)
        _give(database, password)
        return password
    if mark.exists():
        _give(database, PASSWORD)
        mark.unlink()
    return PASSWORD


def _give(database: Database, password: str) -> None:
    hashed = hash_password(password)
    with database.writing() as session:
        OperationsRepository(session).give_demo_people(hashed)
