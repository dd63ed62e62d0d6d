"""A real `vivavoce demo` of our own: free port, temporary data, stopped by its process id."""

import os
import random
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import httpx

from tests.browser.waiting import wait_until


def _trusting() -> ssl.SSLContext:
    """Of --lan the certificate is the server's own."""
    made = ssl.create_default_context()
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    return made


START_SECONDS = 120
TLS = _trusting()
"""Made once: to make one takes 30 ms of a busy processor."""
VIVAVOCE = str(Path(sys.executable).with_name("vivavoce"))


def free_port() -> int:
    """Below the ports that the system hands out, so that nobody takes it while the server is down for a moment."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class DemoServer:
    def __init__(self, data: Path, *, lan: bool = False) -> None:
        self.data, self.lan = data, lan
        self.port = free_port()
        self.log = data.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.lan else 'http'}://localhost:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                self._command_line(),
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                env=self._environment(),
                cwd=self.data.parent,
            )
        wait_until(self._ready, f"the server on port {self.port} ready (log: {self.log})", START_SECONDS)

    def _command_line(self) -> list[str]:
        return [VIVAVOCE, *self._arguments()]

    def _arguments(self) -> list[str]:
        return ["demo", "--port", str(self.port), "--data", str(self.data), *(["--lan"] if self.lan else [])]

    def _environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if not name.startswith("VIVAVOCE_")}

    def kill(self) -> None:
        """As the kernel would when memory runs out: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """It answers nothing until thaw()."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, which: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(which)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _ready(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise RuntimeError(f"the server ended with {self._process.returncode}:\n{self.log.read_text()}")
        try:
            return self._answers()
        except httpx.TransportError:
            return False

    def _answers(self) -> bool:
        return httpx.get(f"{self.url}/readyz", timeout=5, verify=TLS).status_code == 200
