"""The database, its schema, its clock and the secret. Nothing is made or changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from vivavoce.clock import Clock
from vivavoce.database import Database, takes_a_file
from vivavoce.migrations.runner import NewerDatabase, head, is_current
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.doctor.findings import Finding, failure, ok, warning
from vivavoce.operations.open_database import open_database
from vivavoce.operations.production import DEMO_PEOPLE, unsafe_secret
from vivavoce.operations.repository import OperationsRepository
from vivavoce.operations.secret_key import FILE, kept_key
from vivavoce.settings import Settings

MIGRATE = "Run `vivavoce migrate`."
DRIFT, WRONG = timedelta(seconds=2), timedelta(seconds=60)


def check_database(settings: Settings) -> list[Finding]:
    with _reached(settings) as database:
        if isinstance(database, Finding):
            return [database]
        with database.reading() as session:
            name = OperationsRepository(session).database_version()
        if database.folder and not takes_a_file(database.folder):
            fix = "Make room there; the folder and all in it must belong to the user that runs Vivavoce."
            return [failure("database", f"Nothing can be written to {database.folder}.", fix), *_migrations(database)]
        return [ok("database", f"{name}."), *_migrations(database)]


def _migrations(database: Database) -> list[Finding]:
    try:
        if not is_current(database.engine):
            return [failure("migrations", "The schema is older than this Vivavoce.", MIGRATE)]
    except NewerDatabase as error:
        return [failure("migrations", str(error))]
    newest = ok("migrations", f"At the newest revision ({head()}).")
    with database.reading() as session:
        return [newest, failure("people", DEMO_PEOPLE)] if OperationsRepository(session).has_demo_people() else [newest]


def check_clock(settings: Settings, clock: Clock) -> Finding:
    if make_url(settings.resolved_database_url).drivername.startswith("sqlite"):
        return ok("clock", f"{clock():%Y-%m-%d %H:%M} UTC. There is no other clock here to compare it with.")
    try:
        with open_database(settings) as database, database.reading() as session:
            before = clock()
            theirs = OperationsRepository(session).database_time()
            return drifted(theirs, before, clock())
    except CannotStart:
        return warning("clock", "Not compared with the database's, which cannot be reached.", "See `database`.")


def drifted(theirs: datetime, before: datetime, after: datetime) -> Finding:
    """`theirs` was read at some moment in between."""
    apart = max(before - theirs, theirs - after, timedelta())
    says = f"This machine's clock and the database's are {apart.total_seconds():.1f} seconds apart."
    fix = "Let both be set by NTP (`timedatectl set-ntp true`): rooms open, sessions and relay passwords end by them."
    if apart > WRONG:
        return failure("clock", says, fix)
    return warning("clock", says, fix) if apart > DRIFT else ok("clock", "It agrees with the database's.")


def check_secret(settings: Settings) -> Finding:
    if sentence := unsafe_secret(settings):
        return failure("secret", sentence)
    if settings.secret_key is not None:
        return ok("secret", "Given.")
    file = settings.data_dir / FILE
    if not file.exists():
        return ok("secret", f"None is given; the first start makes one and keeps it in {file}.")
    try:
        kept_key(file)
        return _for_its_owner(file)
    except CannotStart as error:
        return failure("secret", str(error))
    except OSError as error:
        fix = "It must belong to the user that runs Vivavoce."
        return failure("secret", f"{file} cannot be read: {error.strerror}.", fix)


def _for_its_owner(file: Path) -> Finding:
    if file.stat().st_mode & 0o077:
        return warning("secret", f"Others on this machine may read {file}.", f"`chmod 600 {file}`.")
    return ok("secret", f"Kept in {file}.")


@contextmanager
def _reached(settings: Settings) -> Iterator[Database | Finding]:
    """The database, or why it is not reached. Raises CannotStart, too."""
    try:
        url = make_url(settings.resolved_database_url)
    except ArgumentError:
        yield failure("database", "VIVAVOCE_DATABASE_URL must begin with sqlite:/// or postgresql://")
        return
    if url.drivername.startswith("sqlite") and url.database and not _is_there(url.database):
        yield failure("database", f"{url.database} is not there.", MIGRATE)
        return
    with open_database(settings) as database:
        yield database


def _is_there(file: str) -> bool:
    return file.startswith("file:") or Path(file).exists()
