"""Engine, sessions and the one place that commits.

SQLite needs its transactions spelled out: Python's driver would otherwise open them late (half-done migrations)
and upgrade a read to a write half-way (instant "database is locked"). So every transaction begins with an explicit
BEGIN: DEFERRED for reading, IMMEDIATE for writing.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from vivavoce.errors import storage_failed, unavailable
from vivavoce.patience import CONNECT_SECONDS, STATEMENT_SECONDS, make_impatient
from vivavoce.turns import Turns

Item = TypeVar("Item")
READING = {"vivavoce_begin": "BEGIN DEFERRED"}
WRITING = {"vivavoce_begin": "BEGIN IMMEDIATE"}
AFTER_COMMIT = "after_commit"
POOL_KEPT, POOL_CONNECTIONS = 10, 20
# Of reading and of writing ones: together below the pool's connections, whose rest is for code that opens
# transactions of its own.
REQUESTS_AT_A_TIME = 8
PROBE_BYTES = 256 * 1024
AT_ONCE = 1_000
"""Ids in one statement: databases limit how many they take."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime: timestamptz on PostgreSQL; on SQLite text of fixed width, so that order is right."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime reached the database")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the interface)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_engine(url: str) -> Engine:
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if not url.startswith("sqlite"):
        limits = f"-c statement_timeout={STATEMENT_SECONDS}s -c timezone=UTC"
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=POOL_KEPT,
            max_overflow=POOL_CONNECTIONS - POOL_KEPT,
            pool_timeout=5,
            hide_parameters=True,  # rows hold notes and hashes: not for logs
            connect_args={"connect_timeout": CONNECT_SECONDS, "options": limits},
        )
        make_impatient(engine)
        return engine
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": 10},
        pool_size=POOL_KEPT,
        max_overflow=POOL_CONNECTIONS - POOL_KEPT,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    # SQLite's own knows only ASCII; searches must find Émile by émile.
    connection.create_function("lower", 1, lambda text: text.lower() if isinstance(text, str) else text)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("vivavoce_begin", "BEGIN IMMEDIATE"))


class Database:
    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reading = self.engine.execution_options(**READING)
        self._writing = self.engine.execution_options(**WRITING)
        self.reading_turns = Turns(REQUESTS_AT_A_TIME)
        self.stores = True
        """False from a write that its disk refused until one that went through."""
        self.on_the_side = Lock()
        """For what is written after an answer: each such write takes a thread and a connection for as long as the
        database makes it wait, so there is never more than one."""
        self.writing_turns = Turns(1 if self.engine.dialect.name == "sqlite" else REQUESTS_AT_A_TIME)

    def turns(self, *, writes: bool) -> Turns:
        return self.writing_turns if writes else self.reading_turns

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self._reading, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Commits at the end; then, and only then, runs what `after_commit` was given."""
        try:
            with Session(self._writing, expire_on_commit=False) as session:
                with session.begin():
                    yield session
                self.stores = True
                for callback in session.info.get(AFTER_COMMIT, ()):
                    callback()
        except OperationalError as error:
            self.stores = self.stores and not storage_failed(error)
            raise

    @property
    def folder(self) -> Path | None:
        """SQLite's, which makes files beside its own."""
        file = self.engine.url.database
        return Path(file).parent if file and self.engine.dialect.name == "sqlite" else None

    def has_room(self) -> bool:
        """As far as can be told without waiting for somebody's write: beside SQLite's file there is room again."""
        if not self.stores and self.folder:
            self.stores = takes_a_file(self.folder)
        return self.stores


def takes_a_file(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder, buffering=0) as probe:
            return probe.write(bytes(PROBE_BYTES)) == PROBE_BYTES
    except OSError:
        return False


def after_commit(session: Session, callback: Callable[[], None]) -> None:
    session.info.setdefault(AFTER_COMMIT, []).append(callback)


def batches(ids: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many at once as a statement takes."""
    return (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))


async def take_turn(request: Request) -> AsyncIterator[None]:
    database: Database = request.app.state.database
    async with database.turns(writes=request.method not in SAFE_METHODS).one():
        yield


TurnDep = Annotated[None, Depends(take_turn, scope="function")]


def get_session(request: Request, _: TurnDep) -> Iterator[Session]:
    """One transaction per request: read-only ones for safe methods, so that readers never wait for writers."""
    with request_session(request.app.state.database, writes=request.method not in SAFE_METHODS) as session:
        yield session


@contextmanager
def request_session(database: Database, *, writes: bool) -> Iterator[Session]:
    """Raises Unavailable when the database is too busy or gone, StorageFailed when its disk takes nothing more."""
    try:
        with database.writing() if writes else database.reading() as session:
            yield session
    except (OperationalError, NoConnection) as error:
        raise unavailable(error) from error


# scope="function": the commit happens before the response is sent, so a failing one never answers 2xx.
SessionDep = Annotated[Session, Depends(get_session, scope="function")]
