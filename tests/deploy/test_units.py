"""deploy/vivavoce.service and .socket: one port, closed down, and long enough to leave; what they say of PostgreSQL."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from fastapi import FastAPI
from prometheus_client import generate_latest
from sqlalchemy import QueuePool

from tests.sources import ROOT
from vivavoce.database import make_engine
from vivavoce.operations.server import REQUEST_SECONDS
from vivavoce.settings import Settings
from vivavoce.signaling.hub import DRAIN_SECONDS
from vivavoce.signaling.parting import SPREAD_SECONDS

SERVICE, SOCKET = (ROOT / "deploy" / f"vivavoce.{kind}" for kind in ("service", "socket"))
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text("utf-8")
MOST_EXPOSED = 16
"""Tenths of systemd's own scale from 0 to 10."""


class Unit(configparser.ConfigParser):
    """Of what is said twice the last; tests here ask for nothing else."""

    def __init__(self) -> None:
        super().__init__(strict=False, interpolation=None)

    def optionxform(self, optionstr: str) -> str:
        """Names keep their case."""
        return optionstr


def unit(file: Path) -> Unit:
    found = Unit()
    found.read(file)
    return found


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_dep_8_systemd_reads_both_and_finds_the_service_closed_down() -> None:
    said = analyze("verify", str(SOCKET), str(SERVICE)).stderr
    assert [line for line in said.splitlines() if "is not executable" not in line and line] == []
    done = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(SERVICE))
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


def test_dep_8_the_socket_is_where_the_service_would_listen() -> None:
    port = re.findall(r"--port (\d+)", unit(SERVICE)["Service"]["ExecStart"])
    assert unit(SOCKET)["Socket"]["ListenStream"] == f"127.0.0.1:{port[0]}"
    assert "Accept" not in unit(SOCKET)["Socket"]
    assert unit(SOCKET)["Install"]["WantedBy"] == "sockets.target"


def test_dep_2_systemd_waits_longer_than_a_server_needs_to_leave() -> None:
    linger = float(Settings.model_fields["linger_seconds"].default)
    longest = linger + SPREAD_SECONDS + DRAIN_SECONDS + REQUEST_SECONDS
    assert longest < int(unit(SERVICE)["Service"]["TimeoutStopSec"])
    assert unit(SERVICE)["Service"]["Type"] == "notify"


def test_dep_9_a_process_takes_as_many_connections_as_the_document_says() -> None:
    engine = make_engine("postgresql://nobody@127.0.0.1:1/x")
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    most = pool.size() + pool._max_overflow
    engine.dispose()
    assert f"- **DEP-9** Each process holds at most {most} connections" in DOCUMENT


def test_what_there_is_to_watch_is_there(app: FastAPI) -> None:
    named = set(re.findall(r"`(vivavoce_\w+)", DOCUMENT))
    told = generate_latest(app.state.metrics.registry).decode()
    assert named
    assert [name for name in named if f"# TYPE {name} " not in told] == []
