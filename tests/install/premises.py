"""A server that stands in a folder: docs/install.md is followed on it to the letter, but for what must differ.

What differs: the host name (localhost), the ports (free ones), the folder (everything below one of the test's), the
user (whoever runs the test) and the certificate (the test's own). Programs are the real ones; systemctl is played.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.demo_server import free_port
from tests.install import document, systemctl
from tests.install.distribution import ROOT
from tests.operations.test_cli import CLEAN
from vivavoce.operations.tls import self_signed

HOST = "interviews.example.edu"
BEFORE_THE_PROXY = ("1. The wheel", "2. A user, a folder, the program", "3. Settings", "4. The service", "5. The proxy")
PROXIES = {"nginx": "nginx", "caddy": "Caddy"}
ANSWERS, FIRST = "Does it answer?", "6. The first interview"
LATER = ("7. What a call needs", "Back up", "Restore", "Upgrade", "Logs", "When it does not work")
_OURS = re.compile(r"(?<![\w.\-/])/(srv|etc|var|run|root)/")
_COMMANDS = {
    "python3": f'exec {sys.executable} "$@"',
    "systemctl": f'exec {sys.executable} {systemctl.__file__} "$@"',
    "nginx": 'exec /usr/sbin/nginx -e "$PREMISES/var/log/nginx/error.log" -c "$PREMISES/etc/nginx/nginx.conf" "$@"',
}


class Premises:
    def __init__(self, root: Path, built: Path) -> None:
        self.root = root
        self.app_port, self.https_port, self.http_port = free_port(), free_port(), free_port()
        self.blocks = document.read()
        for folder in ("bin", "run/units", "root", "etc/systemd/system", "var/log"):
            (root / folder).mkdir(parents=True)
        for file in (*built.glob("*.whl"), ROOT / "requirements" / "run.lock"):
            shutil.copy(file, root / "root")
        for name, script in _COMMANDS.items():
            (root / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
            (root / "bin" / name).chmod(0o755)
        self.certificate = self_signed(root / "certificate", "127.0.0.1")
        (root / "root" / ".curlrc").write_text(f'cacert = "{self.certificate.certificate}"\n')

    @property
    def url(self) -> str:
        return f"https://localhost:{self.https_port}"

    @property
    def database(self) -> Path:
        return self.root / "srv" / "vivavoce" / "data" / "vivavoce.sqlite3"

    def log(self, name: str) -> str:
        return (self.root / "run" / "units" / f"{name}.log").read_text()

    def follow(self, *sections: str) -> str:
        """Does what the document says there; answers what was printed."""
        printed = ""
        for block in self.blocks:
            if block.section in sections and block.not_run is None:
                printed += self._do(block)
        return printed

    def sh(self, script: str, what: object = "") -> str:
        environment = CLEAN | {
            "PATH": f"{self.root / 'bin'}:/usr/sbin:/usr/bin:/sbin:/bin",
            "PREMISES": str(self.root),
            "CURL_HOME": str(self.root / "root"),
            "NO_PROXY": "localhost,127.0.0.1",
        }
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", script],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{what}\n{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def install_package(self, proxy: str) -> None:
        """What Debian's package brings, below our folder: its own main configuration, unchanged but for paths."""
        etc, unit = self.root / "etc", self.root / "etc" / "systemd" / "system" / f"{proxy}.service"
        if proxy == "caddy":
            (etc / "caddy").mkdir(exist_ok=True)
            unit.write_text(f"ExecStart=/usr/bin/caddy run --config {etc}/caddy/Caddyfile\n")
            return
        shutil.rmtree(etc / "nginx", ignore_errors=True)
        shutil.copytree("/etc/nginx", etc / "nginx", symlinks=True)
        (self.root / "var" / "log" / "nginx").mkdir(exist_ok=True)
        main = etc / "nginx" / "nginx.conf"
        main.write_text(re.sub(r"^user .*;", "", self._below(main.read_text()), flags=re.MULTILINE) + self._user())
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        spool = "".join(f"{kind}_temp_path {self.root}/var/{kind};\n" for kind in kinds)
        (etc / "nginx" / "conf.d" / "spool.conf").write_text(spool)
        unit.write_text(f"ExecStart={self.root}/bin/nginx -g 'daemon off;'\n")

    def close(self) -> None:
        for kept in (self.root / "run" / "units").glob("*.pid"):
            self.sh(f"systemctl stop {kept.stem}")

    def adapted(self, text: str) -> str:
        me = f"{os.getuid()}:{os.getgid()}"
        text = text.replace(f"https://{HOST}", self.url).replace(HOST, "localhost")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.app_port}").replace(
            "--port 8000", f"--port {self.app_port}"
        )
        text = text.replace("runuser -u vivavoce -- ", "").replace("root:vivavoce", me)
        text = text.replace("-o vivavoce -g vivavoce", f"-o {os.getuid()} -g {os.getgid()}")
        return self._below(text).replace("$(date +%F)", "2031-01-31")

    def _do(self, block: document.Block) -> str:
        text = self.adapted(block.text)
        if not block.file:
            assert block.language == document.SHELL, f"{block}: neither run nor written"
            return self.sh(self._trusting(text) if block.section == ANSWERS else text, block)
        file = Path(self._below(block.file))
        if file.is_relative_to(self.root / "etc" / "nginx"):
            text = self._on_our_ports(text)
            self._put_certificate()
        if file.name == "Caddyfile":
            text = self._caddy_globals() + re.sub("# tls .*", f"tls {self._pair()}", text)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return ""

    def _trusting(self, text: str) -> str:
        """`vivavoce doctor` asks for the site as browsers do, which know who made its certificate."""
        return f"export SSL_CERT_FILE={self.certificate.certificate}\n{text}"

    def _below(self, text: str) -> str:
        return _OURS.sub(lambda found: f"{self.root}/{found[1]}/", text)

    def _on_our_ports(self, nginx: str) -> str:
        nginx = re.sub(r"^ *listen \[::\]:.*\n", "", nginx, flags=re.MULTILINE)
        return nginx.replace("listen 80;", f"listen 127.0.0.1:{self.http_port};").replace(
            "listen 443 ", f"listen 127.0.0.1:{self.https_port} "
        )

    def _put_certificate(self) -> None:
        folder = self.root / "etc" / "letsencrypt" / "live" / "localhost"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.certificate.certificate, folder / "fullchain.pem")
        shutil.copy(self.certificate.key, folder / "privkey.pem")

    def _pair(self) -> str:
        return f"{self.certificate.certificate} {self.certificate.key}"

    def _caddy_globals(self) -> str:
        return (
            f"{{\n\thttp_port {self.http_port}\n\thttps_port {self.https_port}\n\tdefault_bind 127.0.0.1\n"
            f"\tadmin off\n\tstorage file_system {self.root}/var/lib/caddy\n}}\n"
        )

    @staticmethod
    def _user() -> str:
        return "user root;\n" if os.getuid() == 0 else ""


@contextmanager
def installed(root: Path, built: Path) -> Iterator[Premises]:
    """As far as the proxy; the service runs."""
    if not hasattr(os, "pidfd_open") or shutil.which("curl") is None:
        pytest.skip("needs Linux and curl")
    made = Premises(root, built)
    try:
        made.follow(*BEFORE_THE_PROXY)
        yield made
    finally:
        made.close()


@contextmanager
def proxied(premises: Premises, proxy: str) -> Iterator[Premises]:
    if shutil.which(proxy, path="/usr/sbin:/usr/bin") is None:
        pytest.skip(f"{proxy} is not installed")
    premises.install_package(proxy)
    try:
        premises.follow(PROXIES[proxy])
        premises.follow(ANSWERS)
        yield premises
    finally:
        premises.sh(f"systemctl stop {proxy}")
