"""The lab leaves nothing behind."""

import os
import subprocess
import sys

import pytest

from tests.network import namespaces
from tests.network.lab import Lab
from tests.network.namespaces import Namespace

pytestmark = pytest.mark.network

KILLED_RUN = """
import os, signal, subprocess
from tests.network.namespaces import Namespace
place = Namespace("killed")
place.make()
subprocess.Popen(place.inside("sleep", "600"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(place.name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def names() -> list[str]:
    return [line.split()[0] for line in namespaces.run("ip", "netns", "list").splitlines()]


def test_what_a_killed_run_left_is_swept_and_a_living_one_is_not(lab: Lab) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_RUN], capture_output=True, text=True, check=False, timeout=30)
    left = killed.stdout.strip()
    assert left in names()
    assert left in namespaces.sweep()
    assert left not in names()
    assert lab.internet.name in names()


def test_removing_a_place_ends_what_runs_there(lab: Lab) -> None:
    place = Namespace("short-lived")
    place.make()
    sleeper = subprocess.Popen(place.inside("sleep", "600"))
    place.remove()
    assert sleeper.wait(10) != 0
    assert place.name not in names()
    assert os.getpid() not in place.pids()
