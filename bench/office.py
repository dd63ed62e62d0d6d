"""`vivavoce serve` as it is in production, for benches, on either database."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.demo_server import DemoServer
from tests.postgres import PostgresServer

from bench.rooms import Room, make
from bench.usage import on_core

NO_LIMIT = {"VIVAVOCE_SOCKET_RATE": "100000000/100000000"}
"""Counted like any other, and never reached."""


class Office(DemoServer):
    """On core 0. Its database is migrated already."""

    def __init__(self, data: Path, database_url: str, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        data.mkdir(parents=True, exist_ok=True)
        self._settings = {
            "VIVAVOCE_DATA_DIR": str(data),
            "VIVAVOCE_DATABASE_URL": database_url,
            "VIVAVOCE_SECRET_KEY": "for-benches-only-0123456789abcdef",
            "VIVAVOCE_PUBLIC_URL": self.url,
            **(settings or {}),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with on_core(0):
            super().start()

    def _arguments(self) -> list[str]:
        return ["serve", "--port", str(self.port)]

    def _environment(self) -> dict[str, str]:
        return super()._environment() | self._settings


@contextmanager
def busy(
    rooms: int, settings: Mapping[str, str] | None = None, *, postgres: bool = False
) -> Iterator[tuple[Office, list[Room]]]:
    """An office that serves, and its rooms."""
    with tempfile.TemporaryDirectory() as folder, database(Path(folder), postgres=postgres) as url:
        made = make(url, rooms)
        office = Office(Path(folder) / "data", url, settings)
        office.start()
        try:
            yield office, made
        finally:
            office.stop()


@contextmanager
def database(folder: Path, *, postgres: bool = False) -> Iterator[str]:
    """The address of an empty one."""
    if not postgres:
        yield f"sqlite:///{folder / 'vivavoce.sqlite3'}"
        return
    place = folder / "postgres"
    place.mkdir()
    with PostgresServer(place) as server:
        server.create_database("vivavoce")
        yield server.url("vivavoce")
