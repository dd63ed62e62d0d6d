"""A server is replaced while people work: nobody is refused, pages come back, what was under way is finished."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.browser.waiting import wait_until
from tests.deploy import handing_over
from tests.deploy.handing_over import Held, Shared, at_work, in_rooms, leave, pages_in
from tests.faults.busy_office import fill
from tests.faults.clients import ada
from vivavoce.database import Database
from vivavoce.operations import leaving
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.inherited import inherited
from vivavoce.operations.notify import READY, notify

BACK_SECONDS = 20
"""Of a busy machine: a new process takes some seconds to start."""
Restart = Callable[[Held, subprocess.Popen[bytes]], subprocess.Popen[bytes]]


@pytest.fixture
def office(tmp_path: Path, database_url: str, database: Database, password_hash: str) -> Iterator[Held]:
    fill(database, password_hash)
    with closing(Held(tmp_path / "office", database_url)) as made:
        yield made


@pytest.fixture
def sharing(tmp_path: Path, database_url: str, database: Database, password_hash: str) -> Iterator[Shared]:
    fill(database, password_hash)
    with closing(Shared(tmp_path / "office", database_url)) as made:
        yield made


def replaced_under_load(office: Held, database: Database, restart: Restart) -> None:
    """Everything that DEP-3 and DEP-4 promise."""
    pages = pages_in(database, each=3)
    assert len({page.interview for page in pages}) > 2
    server = office.launch()
    try:
        with in_rooms(office, pages), at_work(office) as work:
            server = restart(office, server)
            wait_until(lambda: all(len(page.away) == 1 for page in pages), "every page has come back")
        with ada(office) as client:
            stored = {one["name"] for one in client.get("/api/admin/cycles").json()["items"]}
    finally:
        leave(server)
    assert [failure for worker in work.all for failure in worker.failed] == []
    assert work.names <= stored
    assert {code for page in pages for code in page.codes[:1]} == {1012}
    assert {len(page.away) for page in pages} == {1}, "a page was sent away twice"
    assert max(seconds for page in pages for seconds in page.away) < BACK_SECONDS


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("restart", [handing_over.one_after_the_other, handing_over.side_by_side])
def test_dep_3_a_restart_by_socket_activation_fails_no_request_and_loses_no_room(
    office: Held, database: Database, restart: Restart
) -> None:
    replaced_under_load(office, database, restart)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_dep_4_a_new_server_beside_the_old_on_a_shared_port(sharing: Shared, database: Database) -> None:
    replaced_under_load(sharing, database, handing_over.side_by_side)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_dep_1_a_server_that_leaves_says_so_and_goes_on_for_a_while(office: Held) -> None:
    server = office.launch()
    with httpx.Client(base_url=office.url) as client:
        before = client.get("/readyz")
        assert (before.status_code, before.headers.get("connection")) == (200, None)
        server.send_signal(signal.SIGTERM)
        told = time.monotonic()
        wait_until(lambda: client.get("/readyz").status_code == 503, "it says that it leaves", 5)
        answer = client.get("/readyz")
        assert (answer.json()["status"], answer.headers["connection"]) == ("leaving", "close")
        assert client.get("/api/office").status_code == 200
    assert server.wait(30) in {0, -signal.SIGTERM}
    assert time.monotonic() - told >= handing_over.LINGER_SECONDS


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_dep_2_a_request_under_way_is_finished(office: Held) -> None:
    """An import whose second half comes when the server has stopped accepting."""
    server = office.launch()
    with ada(office) as client:
        cycle = client.post("/api/admin/cycles", json={"name": "Imported"}).json()["id"]
        body = b"external_id,email,name,programme\nA-1,kim.late@example.edu,Kim Late,Physics\n"
        head = (
            f"POST /api/admin/cycles/{cycle}/applications/import HTTP/1.1\r\nHost: localhost:{office.port}\r\n"
            f"Origin: {office.url}\r\nCookie: vivavoce_session={client.cookies['vivavoce_session']}\r\n"
            f"Content-Type: text/csv\r\nContent-Length: {len(body)}\r\n\r\n"
        )
    with socket.create_connection(("127.0.0.1", office.port), timeout=30) as slow:
        slow.sendall(head.encode() + body[:40])
        server.send_signal(signal.SIGTERM)
        wait_until(lambda: not accepts(office), "it accepts nobody", 20)
        slow.sendall(body[40:])
        answer = slow.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200"), answer
    assert server.wait(30) in {0, -signal.SIGTERM}
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["new"] == 1


def test_dep_2_who_is_in_the_queue_of_a_closing_socket_is_taken_along() -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        listening = socket.create_server(("127.0.0.1", 0))
        address = listening.getsockname()
        serving = await loop.create_server(asyncio.Protocol, sock=listening)
        with socket.create_connection(address) as queued, socket.create_connection(address) as another:
            accepted = leaving.stop_accepting([serving], [listening], at_most=10)
            assert {one.getpeername() for one in accepted} == {queued.getsockname(), another.getsockname()}
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(address)
            for one in accepted:
                one.close()

    asyncio.run(scenario())


def accepts(office: Held) -> bool:
    """Who is not accepted waits in the kernel's queue, which is ours to hold: no answer, and no refusal."""
    try:
        return httpx.get(f"{office.url}/healthz", timeout=0.5).is_success
    except httpx.ReadTimeout:
        return False


def test_dep_3_what_is_inherited_must_listen_and_be_meant_for_us(tmp_path: Path) -> None:
    ours = {"LISTEN_PID": "1", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "x", "HOME": "/"}
    with socket.create_server(("127.0.0.1", 0)) as opened:
        handed = os.dup(opened.fileno())
        assert inherited({}, 1, handed) == inherited({"LISTEN_PID": "2", "LISTEN_FDS": "1"}, 1, handed) == []
        (found,) = inherited(ours, 1, handed)
        with found:
            assert found.getsockname() == opened.getsockname()
            assert not found.get_inheritable()
    assert ours == {"HOME": "/"}
    with socket.socket() as silent, pytest.raises(CannotStart, match="no listening TCP socket"):
        inherited({"LISTEN_PID": "1", "LISTEN_FDS": "1"}, 1, os.dup(silent.fileno()))
    with (tmp_path / "f").open("w") as file, pytest.raises(CannotStart, match="is no socket"):
        inherited({"LISTEN_PID": "1", "LISTEN_FDS": "1"}, 1, file.fileno())


def test_dep_3_systemd_is_told_only_where_it_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify(READY)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify(READY)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(tmp_path / "told"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "told"))
        notify(READY)
        assert told.recv(100) == b"READY=1"
