"""systemctl, where no systemd runs: starts the ExecStart of a unit file in its WorkingDirectory, and stops it again.

What it needs is in PREMISES: units in etc/systemd/system, a pid and a log of each in run/units. Run as a program.
"""

import os
import select
import shlex
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("PREMISES", "/nowhere"))
END_SECONDS = 30


def directive(unit: str, name: str) -> str:
    return next((line.partition("=")[2] for line in unit.splitlines() if line.startswith(f"{name}=")), "")


def start(name: str) -> None:
    unit = (ROOT / "etc" / "systemd" / "system" / f"{name}.service").read_text()
    environment = os.environ | {"XDG_CONFIG_HOME": str(ROOT / "var")}
    with (ROOT / "run" / "units" / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            shlex.split(directive(unit, "ExecStart")),
            cwd=directive(unit, "WorkingDirectory") or "/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (ROOT / "run" / "units" / f"{name}.pid").write_text(str(process.pid))


def stop(name: str) -> None:
    """Nobody may be there to collect its exit status: a pidfd tells of its end all the same."""
    kept = ROOT / "run" / "units" / f"{name}.pid"
    if not kept.exists():
        return
    pid = int(kept.read_text())
    kept.unlink()
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        signal.pidfd_send_signal(handle, signal.SIGTERM)
        if not select.select([handle], [], [], END_SECONDS)[0]:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            raise SystemExit(f"{name} did not end within {END_SECONDS} s")
    except ProcessLookupError:
        pass
    finally:
        os.close(handle)


def main(action: str, *words: str) -> None:
    names = [word for word in words if not word.startswith("-")]
    if action == "enable":
        action = "start" if "--now" in words else "daemon-reload"
    if action not in {"start", "stop", "restart", "daemon-reload"}:
        raise SystemExit(f"systemctl {action} is not played here")
    for name in names:
        if action in {"stop", "restart"}:
            stop(name)
        if action in {"start", "restart"}:
            start(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
