"""What is handed to others, built once for all who test it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
DIST = ROOT / "web" / "dist"


def build(folder: Path) -> Path:
    """The folder with the sdist and the wheel: uv makes the wheel from the sdist, as others would."""
    if not (DIST / "index.html").is_file():
        pytest.skip("web/dist is not built: run `make web`")
    do(UV, "build", "--quiet", "--no-build-isolation", "--offline", "--out-dir", folder, ROOT)
    return folder


def do(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
