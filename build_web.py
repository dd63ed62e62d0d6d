"""Puts the built web app into the wheel and the sdist, as `vivavoce/static`, without leaving a copy in the tree.

Uses web/dist if it is there, builds it if npm is, and otherwise refuses: a wheel without pages helps nobody. A wheel
made from the sdist finds the pages in src/vivavoce/static already. An editable install needs neither.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebAppHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        if (root / "src" / "vivavoce" / "static" / "index.html").is_file():
            return
        target = "src/vivavoce/static" if self.target_name == "sdist" else "vivavoce/static"
        build_data["force_include"][str(built(root / "web"))] = target


def built(web: Path) -> Path:
    """The folder of the built web app."""
    dist = web / "dist"
    if not (dist / "index.html").is_file():
        build(web)
    return dist


def build(web: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or not web.is_dir():
        raise RuntimeError(
            "The web app is not built (web/dist) and npm is not here to build it. Run `make web` with Node 20 or newer."
        )
    for command in (["ci", "--ignore-scripts"], ["run", "build"]):
        subprocess.run([npm, *command], cwd=web, check=True)  # noqa: S603 (fixed arguments)
