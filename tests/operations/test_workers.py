"""`serve --workers`: several processes on one socket, over Redis."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.browser.waiting import wait_until
from tests.operations.test_cli import run, running
from tests.redis import RedisServer

SETTINGS = {"PUBLIC_URL": "https://interviews.example.edu", "SECRET_KEY": "a-secret-for-tests-only-0123456789abcdef"}


def children(process: subprocess.Popen[str]) -> set[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return {int(child) for child in listed.split()}


def is_ready(port: int) -> bool:
    answer = httpx.get(f"http://127.0.0.1:{port}/readyz", headers={"Host": "interviews.example.edu"})
    return (answer.status_code, answer.json()["status"]) == (200, "ok")


def workers_seen(port: int) -> set[str]:
    """In what one of them says for all; none, where a frozen one was asked."""
    with suppress(httpx.TimeoutException):
        answer = httpx.get(f"http://127.0.0.1:{port}/metrics", headers={"Host": "interviews.example.edu"}, timeout=5)
        return set(re.findall(r'^vivavoce_start_time_seconds\{worker="(\d)"\}', answer.text, re.MULTILINE))
    return set()


def read_until(process: subprocess.Popen[str], holds: Callable[[str], bool]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if holds(line):
            return line
    raise AssertionError("it ended")


@pytest.mark.slow
def test_dep_11_workers_serve_one_port_and_are_replaced_when_they_die(tmp_path: Path, redis: RedisServer) -> None:
    settings = SETTINGS | {"BUS_URL": redis.url, "DATA_DIR": str(tmp_path), "LINGER_SECONDS": "0"}
    assert run(tmp_path, "migrate", **settings).returncode == 0
    command = ("serve", "--port", "0", "--workers", "3")
    with running(tmp_path, "all workers are up", *command, **settings) as (printed, process):
        ports = re.findall(r"port=(\d+)", re.sub(r"\x1b\[[0-9;]*m", "", printed))
        assert len(ports) == 3
        assert len(set(ports)) == 1
        before = children(process)
        assert len(before) == 3
        os.kill(min(before), signal.SIGKILL)
        read_until(process, lambda line: "serving" in line)
        after = children(process)
        assert (len(after), len(before & after)) == (3, 2)
        assert is_ready(int(ports[0]))
        wait_until(lambda: workers_seen(int(ports[0])) == {"0", "1", "2"}, "all three measured, the new one, too", 30)
        os.kill(min(after), signal.SIGSTOP)
        wait_until(lambda: len(workers_seen(int(ports[0]))) == 2, "the two that answer", 30)
        os.kill(min(after), signal.SIGCONT)
        process.terminate()
        assert process.wait(60) == 0
        assert [pid for pid in after if Path(f"/proc/{pid}").exists()] == []


def test_dep_11_where_a_worker_cannot_start_none_does(tmp_path: Path) -> None:
    program = (
        "import sys; from vivavoce.operations.workers import become_one_of; up = become_one_of(2); sys.exit('no disk')"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert found.returncode == 1
    assert found.stderr.count("no disk") == 2
    assert "CannotStart: A worker could not start" in found.stderr


def test_dep_11_sigterm_is_heard_before_another_takes_the_place_of_one_that_died() -> None:
    program = (
        "import signal; from vivavoce.operations import workers; workers.PAUSE_SECONDS = 600; "
        "workers.become_one_of(2).when_up(); signal.pause()"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            read_until(process, lambda line: "all workers are up" in line)
            os.kill(min(children(process)), signal.SIGKILL)
            read_until(process, lambda line: "worker died" in line)
            process.terminate()
            assert process.wait(60) == 0
        finally:
            with suppress(ProcessLookupError):  # all have ended
                os.killpg(process.pid, signal.SIGKILL)
