"""deploy/coturn.conf on the real coturn: nobody gets through the relay into the network it stands in."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until
from tests.conftest import make_settings
from tests.turn.turn_client import Refused, TurnClient
from vivavoce.clock import utc_now
from vivavoce.signaling.ice import LIFETIME, IceServers

CONF = Path(__file__).parents[2] / "deploy" / "coturn.conf"
SECRET = "a-secret-of-this-test"
FORBIDDEN, UNAUTHORIZED = 403, 401

INSIDE = (
    "0.0.0.0",  # noqa: S104 - asked for, not listened on
    "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "::ffff:192.168.1.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1",
    "2002:a00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00::1", "fdff:ffff::1", "fe80::1", "fec0::1", "ff02::1",
)  # fmt: skip
OUTSIDE = ("9.9.9.9", "100.63.255.255", "172.15.255.255", "172.32.0.0", "198.17.255.255", "2600::1", "2a00::1")
"""Public ones beside the ranges. A permission sends nothing to them."""


@pytest.fixture(scope="module")
def turn_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("coturn is not installed")
    folder, port = tmp_path_factory.mktemp("coturn"), free_port()
    server = start(program, folder, conf(port, folder))
    try:
        wait_until(lambda: answers(port), f"coturn on port {port} (log: {folder}/log)", 20)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def conf(port: int, folder: Path) -> str:
    """The file as it is, with the secret filled in, on this machine's loopback, without the lines that need a name."""
    text = CONF.read_text("utf-8").replace("static-auth-secret=CHANGE", f"static-auth-secret={SECRET}")
    text = re.sub(r"^(cert|pkey|listening-port|tls-listening-port|syslog).*$", "", text, flags=re.MULTILINE)
    return text + "\n".join(
        ["no-tls", "no-dtls", f"listening-port={port}", "listening-ip=127.0.0.1", "relay-ip=127.0.0.1", "relay-ip=::1",
         f"pidfile={folder}/pid", f"userdb={folder}/users", "log-file=stdout", ""]
    )  # fmt: skip


def start(program: str, folder: Path, text: str) -> subprocess.Popen[bytes]:
    file = folder / "turnserver.conf"
    file.write_text(text, "utf-8")
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([program, "-c", str(file)], stdout=log, stderr=log, cwd=folder, env={**os.environ})


def answers(port: int) -> bool:
    with TurnClient(port, "nobody", "nothing") as nobody:
        try:
            return code_of(partial(nobody.allocate, 4)) == UNAUTHORIZED
        except OSError:
            return False


def client(port: int, now: datetime | None = None, secret: str = SECRET) -> TurnClient:
    """With credentials as a page gets them."""
    settings = make_settings("sqlite://", Path(), turn_urls="turn:relay", turn_secret=secret)
    (server,) = IceServers(settings).offer("person", now or utc_now()).ice.ice_servers
    return TurnClient(port, str(server.username), str(server.credential))


def code_of(ask: Callable[[], None]) -> int | None:
    """None: it was granted."""
    try:
        ask()
    except Refused as refused:
        return refused.code
    return None


@pytest.fixture(scope="module")
def relays(turn_port: int) -> Iterator[dict[int, TurnClient]]:
    """By IP version: what a page could hold."""
    with client(turn_port) as four, client(turn_port) as six:
        four.allocate(4)
        six.allocate(6)
        yield {4: four, 6: six}


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_inside_is_reached(relays: dict[int, TurnClient], address: str) -> None:
    peer = ip_address(address)
    relay = relays[peer.version]
    assert [code_of(partial(relay.permit, peer)), code_of(partial(relay.bind, peer))] == [FORBIDDEN, FORBIDDEN]


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_public_internet_is_reached(relays: dict[int, TurnClient], address: str) -> None:
    peer = ip_address(address)
    assert code_of(partial(relays[peer.version].permit, peer)) is None


def test_only_our_own_fresh_credentials_open_it(turn_port: int) -> None:
    late = utc_now() - LIFETIME - timedelta(minutes=1)
    codes = []
    for one in (client(turn_port, now=late), client(turn_port, secret="another-secret"), client(turn_port)):
        with one:
            codes.append(code_of(partial(one.allocate, 4)))
    assert codes == [UNAUTHORIZED, UNAUTHORIZED, None]
