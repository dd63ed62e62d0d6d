"""`vivavoce backup`: the whole database in one file, while others write."""

import signal
import sys
from pathlib import Path

from vivavoce import __version__
from vivavoce.clock import Clock, iso
from vivavoce.database import Database
from vivavoce.migrations.runner import is_current
from vivavoce.operations.backups import archive
from vivavoce.operations.backups.archive import DUMPS, FORMAT, Manifest
from vivavoce.operations.backups.kinds import whole
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.open_database import open_database
from vivavoce.settings import Settings


def run_backup(settings: Settings, place: Path, clock: Clock) -> str:
    """Answers what it made, in words."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what is half done is removed
    with open_database(settings) as database:
        file, manifest = back_up(database, place, clock)
    rows = sum(state.rows for state in manifest.tables.values())
    size = file.stat().st_size
    return f"{file}: {len(manifest.tables)} tables, {rows:,} rows, {size:,} bytes, as of {manifest.made_at}."


def back_up(database: Database, place: Path, clock: Clock) -> tuple[Path, Manifest]:
    """Raises CannotStart, and then there is no file, for all that keeps it from being made."""
    is_current(database.engine)  # which refuses one that a newer Vivavoce has upgraded
    made_at = iso(clock())
    name = place / f"vivavoce-{made_at[:19].replace(':', '')}Z.backup" if place.is_dir() else place
    if name.exists():
        raise archive.taken(name)
    kind = database.engine.dialect.name
    with archive.work_folder(name.parent.absolute(), "backup") as folder:
        dump = folder / DUMPS[kind]
        revision, tables = whole(database.engine).dump(dump)
        if revision is None:
            raise CannotStart("The database has no tables yet (`vivavoce migrate` makes them): nothing to back up.")
        manifest = Manifest(FORMAT, __version__, revision, kind, made_at, archive.sha256(dump), tables)
        try:
            archive.pack(dump, manifest, folder / "whole")
            archive.publish(folder / "whole", name)
        except OSError as error:
            raise CannotStart(f"The backup {name} cannot be written: {error.strerror}.") from error
    return name, manifest
