"""A real coturn with the shipped configuration, on an address of this machine that browsers can reach it at."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until

CONF = Path(__file__).parents[2] / "deploy" / "coturn.conf"
SECRET = "a-secret-of-this-test"
NOT_HERE = r"^(cert|pkey|listening-port|tls-listening-port|syslog).*$"
"""What needs a name, a certificate, or a machine of its own."""


def own_address() -> str:
    """Chromium offers no loopback address, so neither end of a call is there; a datagram socket asks nobody."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])


def conf(port: int, folder: Path, address: str) -> str:
    """The file as it is, with the secret filled in. It denies every private address as a peer, and this relay's own is
    one: two ends on this relay need it allowed, just as its last lines say for a relay inside one campus."""
    text = CONF.read_text("utf-8").replace("static-auth-secret=CHANGE", f"static-auth-secret={SECRET}")
    more = [
        "no-tls", "no-dtls", f"listening-port={port}", f"listening-ip={address}", f"relay-ip={address}",
        f"allowed-peer-ip={address}", f"pidfile={folder}/pid", f"userdb={folder}/users", "log-file=stdout", "",
    ]  # fmt: skip
    return re.sub(NOT_HERE, "", text, flags=re.MULTILINE) + "\n".join(more)


@contextmanager
def running_relay(folder: Path) -> Iterator[tuple[str, int]]:
    """Its address and port, for UDP and TCP."""
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("coturn is not installed")
    address, port = own_address(), free_port()
    file = folder / "turnserver.conf"
    file.write_text(conf(port, folder, address), "utf-8")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([program, "-c", str(file)], stdout=log, stderr=log, cwd=folder)
    try:
        wait_until(lambda: _answers(address, port), f"coturn on port {port} (log: {folder}/log)", 20)
        yield address, port
    finally:
        server.terminate()
        server.wait(10)


def _answers(address: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0
