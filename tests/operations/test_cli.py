"""The command as people type it: real processes, real ports."""

import os
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

VIVAVOCE = Path(sys.executable).with_name("vivavoce")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("VIVAVOCE_")}


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**CLEAN, **{f"VIVAVOCE_{name}": value for name, value in settings.items()}}
    return subprocess.run(
        [str(VIVAVOCE), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def running(folder: Path, until: str, *arguments: str, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The process and what it printed, up to and with the line that has `until`."""
    environment = {**CLEAN, **{f"VIVAVOCE_{name}": value for name, value in settings.items()}}
    with process([VIVAVOCE, *arguments], folder, until, environment) as started:
        yield started


@contextmanager
def process(
    command: Sequence[str | Path], folder: Path, until: str, environment: Mapping[str, str]
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        try:
            yield _read(started, until), started
        finally:
            started.terminate()
            started.communicate(timeout=60)


def _read(process: subprocess.Popen[str], until: str) -> str:
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if until in line:
            return printed
    raise AssertionError(f"it ended with {process.wait()}:\n{printed}")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_demo_prints_its_accounts_and_answers_to_this_machine_only(tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0") as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found, printed
        assert "vivavoce-demo" in printed
        assert all(f"{name}@example.edu" in printed for name in ("ada", "ben", "ivy", "sam", "eve", "kim"))
        port = int(found[1])
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        evil = httpx.get(f"http://127.0.0.1:{port}/api/office", headers={"Host": "evil.example"})
        assert evil.status_code == 400
        answer = httpx.get(f"http://localhost:{port}/api/office")
        assert "server" not in answer.headers
        again = run(tmp_path, "demo", "--port", str(port))
        assert (again.returncode, again.stderr.count("already in use"), "Traceback" in again.stderr) == (1, 1, False)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert (tmp_path / ".vivavoce" / "demo" / "vivavoce.sqlite3").is_file()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_lan_serves_https_with_a_certificate_of_its_own_and_random_passwords(tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--lan", "--data", "d") as (printed, _):
        found = re.search(r"https://localhost:(\d+)", printed)
        assert found, printed
        assert "vivavoce-demo" not in printed
        context = ssl.create_default_context(cafile=str(next((tmp_path / "d").glob("lan-*.crt"))))
        base = f"https://localhost:{found[1]}"
        with httpx.Client(verify=context, base_url=base) as client:
            old = client.post("/api/auth/login", json={"email": "ada@example.edu", "password": "vivavoce-demo"})
            assert old.status_code == 401
            shown = re.search(r"demo account: (\S+)", printed)
            assert shown
            new = client.post("/api/auth/login", json={"email": "ada@example.edu", "password": shown[1]})
            assert new.status_code == 200
            assert "Secure" in new.headers["set-cookie"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_from_nothing_to_a_first_admin_in_production(tmp_path: Path) -> None:
    settings = {"PUBLIC_URL": "http://localhost:8123", "LOG_FORMAT": "json"}
    refused = run(tmp_path, "serve", **settings)
    assert (refused.returncode, "vivavoce migrate" in refused.stderr) == (1, True)
    assert run(tmp_path, "migrate").returncode == 0
    assert "already" in run(tmp_path, "migrate").stdout
    link = run(tmp_path, "create-admin", "--email", "Dean@Example.edu", "--name", "Dean", **settings).stdout
    token = re.search(r"http://localhost:8123/token#(\S+)", link)
    assert token, link
    with running(tmp_path, '"serving"', "serve", "--port", "0", **settings) as (printed, process):
        port = re.search(r'"port": (\d+)', printed)
        assert port, printed
        with httpx.Client(base_url=f"http://127.0.0.1:{port[1]}", headers={"Host": "localhost:8123"}) as client:
            used = client.post("/api/auth/token?secret=q", json={"token": token[1], "password": "a-good-password-9"})
            assert (used.status_code, used.json()["email"]) == (200, "dean@example.edu")
            assert client.post("/api/auth/token", json={"token": token[1], "password": "x"}).status_code >= 400
        process.terminate()
        rest, _ = process.communicate(timeout=60)
    assert [word for word in (token[1], "secret=q", "a-good-password-9") if word in printed + rest] == []


def test_serve_says_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    refused = run(tmp_path, "serve", "--workers", "4", DATABASE_URL="postgresql://nobody@127.0.0.1:1/x")
    assert refused.returncode == 1
    for word in ("VIVAVOCE_PUBLIC_URL", "VIVAVOCE_SECRET_KEY", "--workers 4"):
        assert word in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (("migrate",), {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, "The database cannot be used"),
        (("migrate",), {"DATABASE_URL": "nonsense"}, "must begin with sqlite:/// or postgresql://"),
        (("migrate",), {"SESSION_HOURS": "soon"}, "VIVAVOCE_SESSION_HOURS"),
        (("create-admin", "--email", "x@example.edu", "--name", "X"), {}, "run `vivavoce migrate` first"),
        (("create-admin", "--email", "nobody", "--name", "X"), {}, "e-mail address"),
        (("serve", "--tls-cert", "x.pem"), {"PUBLIC_URL": "https://x.example"}, "go together"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], words: str
) -> None:
    ended = run(tmp_path, *arguments, **settings)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert words in ended.stderr


@pytest.mark.parametrize("command", [("migrate",), ("create-admin", "--email", "x@example.edu", "--name", "X")])
def test_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    """/proc is one for root, too, whom a folder's mode does not stop."""
    folder = Path("/proc") if Path("/proc").is_dir() else tmp_path / "closed"
    if not folder.exists():
        folder.mkdir(mode=0o500)
    ended = run(tmp_path, *command, DATA_DIR=str(folder))
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert f"The data folder {folder} cannot be written" in ended.stderr
    assert "must belong to the user that runs Vivavoce" in ended.stderr


def test_a_database_of_somebody_else_is_said(tmp_path: Path) -> None:
    """Opened for reading only: what the driver says then is what it says of another user's file."""
    sqlite3.connect(tmp_path / "theirs.sqlite3").close()
    ended = run(tmp_path, "migrate", DATABASE_URL=f"sqlite:///file:{tmp_path}/theirs.sqlite3?mode=ro&uri=true")
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "readonly database. Its files must belong to the user that runs Vivavoce" in ended.stderr


def test_settings_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"VIVAVOCE_OFFICE_NAME=\xff\n")
    ended = run(tmp_path, "migrate")
    assert (ended.returncode, ended.stderr) == (
        1,
        "The settings in .env cannot be read: the file is not UTF-8 text.\n",
    )


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("command", "into", "reason"),
    [
        ("demo --port 0", ">/dev/full", "No space left on device"),
        ("demo --port 0", "| true", "Broken pipe"),
        ("migrate", ">/dev/full", "No space left on device"),
        ("migrate", ">&-", "it is closed"),
    ],
)
def test_words_that_cannot_be_printed_end_a_command_in_a_sentence(
    tmp_path: Path, command: str, into: str, reason: str
) -> None:
    script = f"set -o pipefail; '{VIVAVOCE}' {command} {into}"
    ended = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=CLEAN, stderr=subprocess.PIPE, text=True, timeout=240, check=False
    )
    assert (ended.returncode, ended.stderr) == (
        1,
        f"What this command has to say cannot be written to standard output: {reason}.\n",
    )


@pytest.mark.slow
def test_a_proxy_that_is_not_named_is_said_once(tmp_path: Path) -> None:
    settings = {"PUBLIC_URL": "http://localhost:8123", "LOG_FORMAT": "json"}
    assert run(tmp_path, "migrate").returncode == 0
    for trusted, times in (("", 1), ("127.0.0.1", 0)):
        serve = running(tmp_path, '"serving"', "serve", "--port", "0", TRUSTED_PROXIES=trusted, **settings)
        with serve as (printed, process):
            port = re.search(r'"port": (\d+)', printed)
            assert port, printed
            for forwarded in ({}, {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "203.0.113.8"}):
                assert httpx.get(f"http://127.0.0.1:{port[1]}/readyz", headers=forwarded).status_code == 200
            process.terminate()
            rest, _ = process.communicate(timeout=60)
        assert rest.count("name it in VIVAVOCE_TRUSTED_PROXIES") == times, rest


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run(tmp_path, "demo", "--port", str(taken.getsockname()[1]), "--data", "d")
    assert (ended.returncode, "already in use" in ended.stderr) == (1, True)
    assert not (tmp_path / "d" / "vivavoce.sqlite3").exists()
