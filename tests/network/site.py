"""A production server (`vivavoce serve`) on the lab's internet, with the people of the demo as if they were real."""

import shutil
import ssl
from pathlib import Path

import httpx
from sqlalchemy import update

from tests.browser.demo_server import VIVAVOCE, DemoServer
from tests.browser.office import Appointment, Office
from tests.network.certificates import Certificates
from tests.network.namespaces import Namespace
from tests.network.relay import SECRET
from tests.network.topology import RELAY, SITE
from vivavoce.accounts.models import Person
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Database
from vivavoce.migrations.runner import migrate
from vivavoce.operations import demo

PORT, OTHER_PORT = 443, 8443
STUN = f"stun:{RELAY}:3478"
TURN = ",".join(
    (f"turn:{RELAY}:3478?transport=udp", f"turn:{RELAY}:3478?transport=tcp", f"turns:{RELAY}:443?transport=tcp")
)
SHORT_LIVED = (
    "from datetime import timedelta; from vivavoce.signaling import ice; "
    "ice.LIFETIME = timedelta(seconds={seconds}); from vivavoce.cli import app; app()"
)
"""The same command, but its relay's passwords are good for seconds."""


class Site(DemoServer):
    """Kill, start again: see DemoServer. `credential_seconds`: how long the relay's passwords live; None: an hour."""

    def __init__(
        self, folder: Path, internet: Namespace, certificates: Certificates, credential_seconds: int | None = None
    ) -> None:
        super().__init__(folder / "data")
        self.port = PORT if credential_seconds is None else OTHER_PORT
        self._internet, self._certificates, self._credential_seconds = internet, certificates, credential_seconds
        self._tls = certificates.client

    @property
    def url(self) -> str:
        return f"https://{SITE}" if self.port == PORT else f"https://{SITE}:{self.port}"

    def populate(self) -> None:
        """Once, before the first start."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        database = Database(f"sqlite:///{self.data / 'vivavoce.sqlite3'}")
        migrate(database.engine)
        demo.load(database, utc_now(), new_id)
        with database.writing() as session:
            # `serve` refuses accounts whose password everyone knows; in here nobody else knows them.
            session.execute(update(Person).values(is_demo=False))
        database.engine.dispose()

    def schedule(self, student: str, *, relay_only: bool = False) -> Appointment:
        return self._internet.call(self._schedule, student, self._tls, relay_only)

    def _schedule(self, student: str, tls: ssl.SSLContext, relay_only: bool) -> Appointment:
        office = Office(self, tls=tls)
        try:
            return office.schedule(student, relay_only=relay_only)
        finally:
            office.close()

    def _command_line(self) -> list[str]:
        return self._internet.inside(*self._program(), *self._arguments())

    def _program(self) -> list[str]:
        if self._credential_seconds is None:
            return [VIVAVOCE]
        return [str(Path(VIVAVOCE).with_name("python")), "-c", SHORT_LIVED.format(seconds=self._credential_seconds)]

    def _arguments(self) -> list[str]:
        keys = ["--tls-cert", str(self._certificates.certificate), "--tls-key", str(self._certificates.key)]
        return ["serve", "--host", SITE, "--port", str(self.port), *keys]

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "VIVAVOCE_DATA_DIR": str(self.data),
            "VIVAVOCE_PUBLIC_URL": self.url,
            "VIVAVOCE_OFFICE_CONTACT": "admissions@example.edu",
            "VIVAVOCE_STUN_URLS": STUN,
            "VIVAVOCE_TURN_URLS": TURN,
            "VIVAVOCE_TURN_SECRET": SECRET,
        }

    def _answers(self) -> bool:
        return self._internet.call(
            lambda: httpx.get(f"{self.url}/readyz", timeout=5, verify=self._tls).status_code == 200
        )
