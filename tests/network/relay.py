"""coturn with deploy/coturn.conf, on the lab's internet."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.waiting import wait_until
from tests.network.certificates import Certificates
from tests.network.namespaces import Namespace
from tests.network.topology import RELAY
from tests.turn.turn_client import Refused, TurnClient

CONF = Path(__file__).parents[2] / "deploy" / "coturn.conf"
SECRET = "a-secret-of-the-lab"
PORT = 3478
UNAUTHORIZED = 401


class Relay:
    def __init__(self, folder: Path, internet: Namespace, certificates: Certificates) -> None:
        self._folder, self._internet, self._certificates = folder, internet, certificates
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        file = self._folder / "turnserver.conf"
        file.write_text(self._conf(), "utf-8")
        with (self._folder / "relay.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._internet.inside(shutil.which("turnserver") or "turnserver", "-c", str(file)),
                stdout=log, stderr=log, cwd=self._folder,
            )  # fmt: skip
        wait_until(lambda: self.refuses("nobody", "nothing"), f"coturn (log: {self._folder}/relay.log)", 20)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @contextmanager
    def restarted(self) -> Iterator[None]:
        """Gone in between, and with it every allocation."""
        self.stop()
        yield
        self.start()

    def refuses(self, username: str, password: str) -> bool:
        """Whether it turns these credentials away; False also while it does not answer."""
        return self._internet.call(self._refuses, username, password)

    def _refuses(self, username: str, password: str) -> bool:
        with TurnClient(PORT, username, password, host=RELAY) as client:
            try:
                client.allocate(4)
            except Refused as refused:
                return refused.code == UNAUTHORIZED
            except OSError:
                return False
        return False

    def _conf(self) -> str:
        text = CONF.read_text("utf-8").replace("static-auth-secret=CHANGE", f"static-auth-secret={SECRET}")
        text = re.sub(r"^cert=.*$", f"cert={self._certificates.certificate}", text, flags=re.MULTILINE)
        text = re.sub(r"^pkey=.*$", f"pkey={self._certificates.key}", text, flags=re.MULTILINE)
        text = re.sub(r"^syslog$", "", text, flags=re.MULTILINE)
        return text + "\n".join(
            [f"listening-ip={RELAY}", f"relay-ip={RELAY}", f"pidfile={self._folder}/relay.pid",
             f"userdb={self._folder}/users", "log-file=stdout", ""]
        )  # fmt: skip
