"""The lab leaves nothing behind."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.network.lab import Lab
from tests.network.namespaces import Namespace, names, sweep

pytestmark = pytest.mark.network

KILLED_RUN = """
import os, signal, subprocess
from tests.network.namespaces import Namespace, folder
kept = folder()
there = kept.__enter__()
place = Namespace("killed")
place.make()
subprocess.Popen(place.inside("sleep", "600"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(place.name, there.name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_is_swept_and_a_living_one_is_not(lab: Lab) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_RUN], capture_output=True, text=True, check=False, timeout=30)
    place, there = killed.stdout.split()
    assert place in names()
    assert {place, there} <= set(sweep())
    assert place not in names()
    assert lab.internet.name in names()
    assert not (Path(tempfile.gettempdir()) / there).exists()


def test_removing_a_place_ends_what_runs_there(lab: Lab) -> None:
    place = Namespace("short-lived")
    place.make()
    sleeper = subprocess.Popen(place.inside("sleep", "600"))
    place.remove()
    assert sleeper.wait(10) != 0
    assert place.name not in names()
    assert os.getpid() not in place.pids()
