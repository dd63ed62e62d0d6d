"""deploy/coturn.conf on the real coturn: nobody gets through the relay into the network it stands in."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from ipaddress import ip_address, ip_network
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

SPECIAL = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "::/128", "::1/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
    "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
)  # fmt: skip
"""IANA's registries of special addresses. Of each range the first and the last are asked for."""
HIDDEN = ("169.254.169.254", "::7f00:1", "::a00:1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "64:ff9b::7f00:1")
"""What the ranges are about: a cloud's metadata, and addresses within written as IPv6."""
INSIDE = sorted({*HIDDEN, *(str(net[end]) for net in map(ip_network, SPECIAL) for end in (0, -1))})
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
