"""What the log says, and what it does not."""

import re
import signal
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.operations.test_cli import running


def test_a_refused_handshake_is_no_error_of_ours(tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", "demo", "--port", "0", "--data", "d") as (printed, process):
        found = re.search(r"http://localhost:(\d+)", printed)
        assert found
        with pytest.raises(InvalidStatus, match="400"):
            connect(f"ws://localhost:{found[1]}/ws/interview/x", proxy=None)
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        assert "error" not in process.stdout.read()
