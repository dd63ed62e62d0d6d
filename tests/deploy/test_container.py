"""The Dockerfile, read and played: what its stages copy is there, and is enough to build pages and a wheel."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.deploy.dockerfile import copied, health_command, is_sent, read
from tests.install.distribution import UV, do
from tests.operations.test_cli import running
from tests.sources import ROOT

STAGES = read((ROOT / "Dockerfile").read_text("utf-8"))
WEB, WHEEL, FINAL = STAGES
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_dep_6_its_images_are_named_without_a_registry_and_with_a_version() -> None:
    assert [stage.name for stage in STAGES] == ["web", "wheel", ""]
    assert all(re.fullmatch(r"[a-z]+:\d+(\.\d+)*-[a-z-]+", stage.image) for stage in STAGES)
    assert WHEEL.image == FINAL.image, "a venv works with the Python that it was made with"
    lowest = tuple(map(int, re.findall(r"\d+", PROJECT["requires-python"])))
    assert tuple(map(int, re.findall(r"\d+", FINAL.image)))[:2] >= lowest
    assert int(re.findall(r"\d+", WEB.image)[0]) >= 20  # as the Makefile asks


def test_dep_6_it_copies_what_is_there_and_nothing_secret() -> None:
    for stage in STAGES:
        assert stage.all("ADD") == []
        for origin, sources, _ in copied(stage):
            assert origin in {"", *(earlier.name for earlier in STAGES)}
            if not origin:
                assert [one for one in sources if not (ROOT / one).exists() or not is_sent(one)] == []
    kept_back = (".env", ".git/config", "web/.env", ".vivavoce/demo/vivavoce.sqlite3", "web/node_modules/x", "tests/x")
    assert [one for one in kept_back if is_sent(one)] == []
    assert is_sent("src/vivavoce/cli.py")


def test_dep_6_it_runs_as_nobody_special_and_what_it_runs_is_pinned() -> None:
    order = [instruction for instruction, _ in FINAL.steps]
    assert FINAL.all("USER") == ["vivavoce"]
    assert order.index("USER") > max(number for number, step in enumerate(order) if step in {"RUN", "COPY"})
    installs = [run for run in WHEEL.all("RUN") if "pip install" in run]
    assert all("--require-hashes" in run or "--offline --no-deps" in run for run in installs)
    assert "npm ci --ignore-scripts" in " ".join(WEB.all("RUN"))
    assert FINAL.all("ENTRYPOINT") == ['["vivavoce"]']


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_dep_6_its_health_check_tells_a_server_that_is_ready(tmp_path: Path) -> None:
    subprocess.run([UV.with_name("vivavoce"), "migrate"], cwd=tmp_path, check=True, capture_output=True)
    command = health_command(FINAL)
    assert f":{FINAL.all('EXPOSE')[0]}/readyz" in command[-1]
    settings = {"PUBLIC_URL": "https://interviews.example.edu", "LOG_FORMAT": "json", "LINGER_SECONDS": "0"}
    with running(tmp_path, '"serving"', "serve", "--port", "0", **settings) as (printed, _):
        port = re.findall(r'"port": (\d+)', printed)[-1]
        here = [sys.executable, *command[1:-1], command[-1].replace(":8000", f":{port}")]
        assert subprocess.run(here, timeout=30, check=False).returncode == 0
    assert subprocess.run(here, timeout=30, check=False, capture_output=True).returncode != 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_dep_6_what_its_stages_copy_is_enough_to_build_from(tmp_path: Path) -> None:
    """Without an engine: into folders, with the tools that are here, which are those of the same locks."""
    for stage in (WEB, WHEEL):
        for origin, sources, target in copied(stage):
            for source in sources if not origin else ():
                _copy(ROOT / source, tmp_path / stage.name / (target if target != "./" else source))
    web = tmp_path / "web" / "web"
    if not web.exists():
        shutil.move(tmp_path / "web", tmp_path / "moved")
        shutil.move(tmp_path / "moved", web)
    (web / "node_modules").symlink_to(ROOT / "web" / "node_modules")
    done = subprocess.run(["npm", "run", "build", "--silent"], cwd=web, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wheel = tmp_path / "wheel"
    shutil.copytree(web / "dist", wheel / "web" / "dist")
    do(UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--offline", "--out-dir", tmp_path / "dist", wheel)
    (built,) = (tmp_path / "dist").glob("*.whl")
    assert PROJECT["version"] in built.name
    names = zipfile.ZipFile(built).namelist()
    assert {"vivavoce/static/index.html", "vivavoce/cli.py"} <= set(names)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        leave = shutil.ignore_patterns("node_modules", "dist", "static", "__pycache__")
        shutil.copytree(source, target, ignore=leave, dirs_exist_ok=True)
    else:
        target = target / source.name if target.is_dir() or str(target).endswith("/") else target
        shutil.copy(source, target)
