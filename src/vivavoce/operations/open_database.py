"""The database of the settings, for commands: opened, perhaps migrated, closed again."""

import getpass
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from vivavoce.database import Database
from vivavoce.migrations.runner import NewerDatabase, is_current
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.secret_key import PRIVATE
from vivavoce.settings import Settings


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """Raises CannotStart when it cannot be reached or was made by a newer Vivavoce."""
    if not settings.database_url:
        _make_folder(settings)
    try:
        database = Database(settings.resolved_database_url)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise CannotStart("VIVAVOCE_DATABASE_URL must begin with sqlite:/// or postgresql://") from error
    try:
        yield database
    except NewerDatabase as error:
        raise CannotStart(str(error)) from error
    except DatabaseError as error:
        if type(error) not in {DatabaseError, OperationalError}:
            raise  # a statement of ours is wrong, not the database
        raise CannotStart(f"The database cannot be used: {error.orig}.{_whose(error)}") from error
    finally:
        database.engine.dispose()


@contextmanager
def open_migrated(settings: Settings) -> Iterator[Database]:
    """As open_database. Raises CannotStart, too, when it is not at the newest revision."""
    with open_database(settings) as database:
        if not is_current(database.engine):
            raise CannotStart("The database is not migrated: run `vivavoce migrate` first.")
        yield database


def _make_folder(settings: Settings) -> None:
    folder = settings.data_dir.absolute()
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    try:
        # SQLite makes files beside its own; asking for rights says less than making one.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(
            f"The data folder {folder} cannot be written: {error.strerror}. "
            f"It and what is in it must belong to the user that runs Vivavoce, here {getpass.getuser()}."
        ) from error


def _whose(error: DatabaseError) -> str:
    if "readonly database" not in str(error.orig):
        return ""
    return f" Its files must belong to the user that runs Vivavoce, here {getpass.getuser()}."
