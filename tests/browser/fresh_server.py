"""A real `vivavoce serve` on the day it was installed: migrated, one admin invited, nothing else in it."""

import re
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.browser.demo_server import VIVAVOCE, DemoServer
from tests.browser.office import DEMO, PASSWORD

LINK = re.compile(r"/token#\S+")


class FreshServer(DemoServer):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "data")
        self.invitation = ""
        """The first admin's one-time link, as a path."""

    def start(self) -> None:
        self.data.mkdir(exist_ok=True)
        self._command("migrate")
        self.invitation = _path_in(self._command("create-admin", "--email", f"ada{DEMO}", "--name", "Ada"))
        super().start()

    def invite(self, name: str, role: str) -> str:
        """Ada invites somebody, once she has a password; answers the path of the one-time link."""
        with httpx.Client(base_url=self.url, timeout=30) as http:
            http.post("/api/auth/login", json={"email": f"ada{DEMO}", "password": PASSWORD}).raise_for_status()
            person: dict[str, Any] = {"name": name.title(), "email": name + DEMO, "role": role}
            return _path_in(http.post("/api/admin/people", json=person).raise_for_status().text)

    def _command(self, *arguments: str) -> str:
        done = subprocess.run(
            [VIVAVOCE, *arguments],
            env=self._environment(),
            cwd=self.data.parent,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def _arguments(self) -> list[str]:
        return ["serve", "--port", str(self.port)]

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "VIVAVOCE_DATA_DIR": str(self.data),
            "VIVAVOCE_PUBLIC_URL": self.url,
            "VIVAVOCE_OFFICE_CONTACT": "admissions@example.edu",
        }


def _path_in(text: str) -> str:
    found = LINK.search(text.replace('"', " "))
    assert found is not None, text
    return found[0]
