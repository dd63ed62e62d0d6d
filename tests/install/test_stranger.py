"""docs/install.md followed by somebody who knows nothing else: real pip, real nginx, real Caddy."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from secrets import token_urlsafe

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.waiting import wait_until
from tests.install.distribution import ROOT
from tests.install.premises import PROXIES, Premises, installed, proxied
from tests.install.rehearsal import Rehearsal, browser, rehearse, trust
from vivavoce.accounts.throttle import PER_NETWORK
from vivavoce.clock import utc_now

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

OTHER = "127.0.0.7"
FORGED = {"X-Forwarded-For": "203.0.113.9"}
TOO_LARGE = {
    "type": "urn:vivavoce:error:body_too_large",
    "title": "as this Python has it",
    "status": 413,
    "detail": "This is larger than the server takes (32 MiB). Send less at a time.",
    "code": "body_too_large",
}
NGINX_CLOSES_AFTER = 60
"""Seconds without a byte from behind: nginx's own default of proxy_read_timeout."""


@pytest.fixture(scope="module")
def office(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Premises]:
    with installed(tmp_path_factory.mktemp("stranger") / "server", built) as premises:
        yield premises


@pytest.fixture(scope="module")
def rehearsal(office: Premises) -> Iterator[Rehearsal]:
    with proxied(office, "nginx"):
        made = rehearse(office)
    with closing(made.office):
        yield made


@pytest.fixture(scope="module", params=PROXIES)
def site(office: Premises, rehearsal: Rehearsal, request: pytest.FixtureRequest) -> Iterator[Premises]:
    """One proxy at a time: both are at the same ports."""
    with proxied(office, request.param):
        yield office


behind_nginx = pytest.mark.parametrize("site", ["nginx"], indirect=True)


def room(premises: Premises, rehearsal: Rehearsal, cookie: str | None = None) -> ClientConnection:
    cookie = cookie or f"vivavoce_session={rehearsal.office.cookies['vivavoce_session']}"
    address = premises.url.replace("https", "wss") + f"/ws/interview/{rehearsal.interview}?peer={token_urlsafe(16)}&n=1"
    return connect(
        address,
        ssl=trust(premises),
        subprotocols=[Subprotocol("vivavoce.v1")],
        additional_headers={"Cookie": cookie},
        proxy=None,
        open_timeout=60,
    )


def test_the_site_is_there_over_https_and_leads_there_from_http(site: Premises) -> None:
    plain = httpx.get(f"http://localhost:{site.http_port}/login?next=%2F", headers={"Host": "localhost"})
    assert plain.status_code in {301, 308}
    assert re.fullmatch(r"https://localhost(:\d+)?/login\?next=%2F", plain.headers["location"])
    with browser(site) as somebody:
        page = somebody.get("/login")
        assert (page.status_code, page.headers["strict-transport-security"]) == (200, "max-age=31536000")
        assert f"wss://localhost:{site.https_port}" in page.headers["content-security-policy"]
        assert somebody.get("/api/office").json()["contact"] == "admissions@example.edu"
        assert somebody.get("/metrics").status_code == 403


def test_who_guesses_is_known_by_their_own_address_whatever_they_claim(site: Premises) -> None:
    guess = {"email": "nobody@example.edu", "password": "wrong password"}
    with ExitStack() as people:
        guesser, forger, neighbor = (
            people.enter_context(browser(site, address)) for address in (OTHER, OTHER, "127.0.0.8")
        )
        assert guesser.post("/api/auth/login", json=guess).status_code == 401
        assert _networks(site) >= {f"network:{OTHER}"}
        assert "network:127.0.0.1" not in _networks(site)
        _fill(site, f"network:{OTHER}")
        assert guesser.post("/api/auth/login", json=guess).status_code == 429
        assert forger.post("/api/auth/login", json=guess, headers=FORGED).status_code == 429
        assert neighbor.post("/api/auth/login", json=guess, headers=FORGED).status_code == 401
    assert not any("203.0.113.9" in network for network in _networks(site))
    _forget(site)


def _networks(site: Premises) -> set[str]:
    with sqlite3.connect(site.database) as database:
        return {bucket for (bucket,) in database.execute("SELECT bucket FROM failed_logins") if "network" in bucket}


def _fill(site: Premises, bucket: str) -> None:
    now = utc_now().replace(tzinfo=None).isoformat(" ", "microseconds")
    with sqlite3.connect(site.database, timeout=30) as database:
        rows = [(f"filled{number}", bucket, now) for number in range(PER_NETWORK)]
        database.executemany("INSERT INTO failed_logins (id, bucket, at) VALUES (?, ?, ?)", rows)


def _forget(site: Premises) -> None:
    with sqlite3.connect(site.database, timeout=30) as database:
        database.execute("DELETE FROM failed_logins")


def test_imports_pass_whole_and_what_is_too_large_is_refused_in_words(rehearsal: Rehearsal, site: Premises) -> None:
    path = f"/api/admin/cycles/{rehearsal.cycle}/applications/import"
    header, row = "external_id,email,name,programme,statement\n", "A-{0},a{0}@example.com,A,Physics,{1}\n"
    sheet = header + "".join(row.format(number, "x" * 18_000) for number in range(200))
    answer = rehearsal.office.post(path, params={"dry_run": "true"}, content=sheet)
    assert answer.json()["code"] != "body_too_large", "nginx takes 1 MiB unless it is told to take more"
    assert answer.headers["x-request-id"]
    refused = rehearsal.office.post(path, content=b"x" * (33 * 2**20))
    assert (refused.status_code, {**refused.json(), "title": "as this Python has it"}) == (413, TOO_LARGE)


def test_sockets_pass_and_know_who_comes(rehearsal: Rehearsal, site: Premises) -> None:
    with room(site, rehearsal) as socket:
        assert '"type":"welcome"' in str(socket.recv(timeout=30))
        socket.send('{"type":"ping","t":1}')
        assert '"type":"pong"' in str(socket.recv(timeout=30))
    with room(site, rehearsal, "vivavoce_session=nobody") as socket:
        assert _closed_with(socket) == 4401


def _closed_with(socket: ClientConnection) -> int | None:
    try:
        while socket.recv(timeout=30):
            pass
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    return None


def test_while_the_server_restarts_the_proxy_says_so_and_then_all_is_well(rehearsal: Rehearsal, site: Premises) -> None:
    with room(site, rehearsal) as socket:
        assert '"type":"welcome"' in str(socket.recv(timeout=30))
        site.sh("systemctl stop vivavoce")
        assert _closed_with(socket) == 1012
        away = rehearsal.office.get("/login")
        assert (away.status_code, away.headers["retry-after"]) == (503, "5")
        assert "The interview server is not there right now" in away.text
        site.sh("systemctl start vivavoce")
    assert _is_up(site)
    assert rehearsal.office.get("/api/auth/me").json()["email"] == "dean@example.edu"
    with room(site, rehearsal) as socket:
        assert '"type":"welcome"' in str(socket.recv(timeout=30))


def _is_up(site: Premises) -> bool:
    address = f"http://127.0.0.1:{site.app_port}/readyz"
    return '"ok"' in site.sh(f"curl --fail --silent --retry 30 --retry-connrefused {address}")


def _is_proxied(site: Premises) -> bool:
    try:
        return httpx.get(f"{site.url}/login", verify=trust(site)).status_code == 200
    except httpx.TransportError:
        return False


@behind_nginx
def test_a_silent_socket_outlives_the_time_after_which_nginx_closes_by_itself(
    rehearsal: Rehearsal, site: Premises
) -> None:
    """With nginx's own time-out, too. The server pings each socket every 20 s (uvicorn's `ws_ping_interval`, held by
    tests/signaling/test_endpoint_wire.py), a page says something itself every 10 (`PING_EVERY_MS` in
    web/src/call/signalSocket.ts). This client only waits.
    """
    conf = site.root / "etc" / "nginx" / "sites-available" / "vivavoce"
    ours = conf.read_text()
    conf.write_text(re.sub(r"proxy_(read|send)_timeout 1h;", "", ours))
    site.sh("systemctl restart nginx")
    wait_until(lambda: _is_proxied(site), "nginx back", 30)
    with room(site, rehearsal) as socket:
        assert '"type":"welcome"' in str(socket.recv(timeout=30))
        with pytest.raises(TimeoutError):
            socket.recv(timeout=NGINX_CLOSES_AFTER + 5)
        socket.send('{"type":"ping","t":1}')
        assert '"type":"pong"' in str(socket.recv(timeout=30))
    conf.write_text(ours)


def test_pages_send_more_often_than_any_proxy_closes() -> None:
    page = (ROOT / "web" / "src" / "call" / "signalSocket.ts").read_text("utf-8")
    every = re.search(r"PING_EVERY_MS = ([\d_]+);", page)
    assert every
    assert int(every[1]) / 1000 < NGINX_CLOSES_AFTER / 2


@behind_nginx
def test_a_copy_made_while_it_serves_brings_back_what_was_there(rehearsal: Rehearsal, site: Premises) -> None:
    rehearsal.office.post("/api/admin/cycles", json={"name": "Only in the log yet"}).raise_for_status()
    assert Path(f"{site.database}-wal").stat().st_size > 0, "the copy is to hold what is only in the log yet"
    before = rehearsal.office.get("/api/admin/cycles").json()["items"]
    site.follow("Back up")
    rehearsal.office.post("/api/admin/cycles", json={"name": "Made by mistake"})
    assert len(rehearsal.office.get("/api/admin/cycles").json()["items"]) == len(before) + 1
    site.follow("Restore")
    assert _is_up(site)
    assert rehearsal.office.get("/api/admin/cycles").json()["items"] == before


@behind_nginx
def test_an_upgrade_keeps_everything(rehearsal: Rehearsal, site: Premises) -> None:
    before = rehearsal.office.get("/api/admin/cycles").json()["items"]
    site.follow("Upgrade")
    assert _is_up(site)
    assert rehearsal.office.get("/api/admin/cycles").json()["items"] == before
