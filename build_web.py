"""Hatchling's build hook: the wheel and the sdist carry the built web app as `vivavoce/static`."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildWeb(BuildHookInterface):  # type: ignore[type-arg] # the builder's configuration is none of our business
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's interface)
        if version == "editable":
            return
        root = Path(self.root)
        built, carried = root / "web" / "dist", root / "src" / "vivavoce" / "static"
        if not built.is_dir() and (root / "web").is_dir():
            subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=root / "web", check=True)  # noqa: S607 (npm of the builder's PATH)
            subprocess.run(["npm", "run", "build"], cwd=root / "web", check=True)  # noqa: S607
        if built.is_dir():
            shutil.rmtree(carried, ignore_errors=True)
            shutil.copytree(built, carried)
