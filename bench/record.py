"""Where figures go: a file under bench/results/, with the machine and the versions that they are of."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results")
PACKAGES = ("uvicorn", "uvloop", "websockets", "msgspec", "fastapi", "sqlalchemy", "psycopg", "redis", "httptools")


def record(name: str, figures: Any) -> None:
    RESULTS.mkdir(exist_ok=True)
    found = {
        "command": " ".join(["python", "-m", f"bench.{Path(sys.argv[0]).stem}", *sys.argv[1:]]),
        "machine": machine(),
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(found | {"figures": figures}, indent=2) + "\n")


def machine() -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": _said("git", "describe", "--always", "--dirty"),
        "cpu": _first("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "kernel": platform.release(),
        "priority": os.nice(0),
        "python": platform.python_version(),
        "node": _said("node", "--version"),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _first(file: str, key: str) -> str:
    lines = Path(file).read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "unknown")


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
