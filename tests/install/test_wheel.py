"""What is handed to others: an sdist, the wheel made from it, and the demo from that wheel where there is no Node."""

import shutil
import sys
import tarfile
from pathlib import Path

import httpx
import pytest

from tests.install.distribution import DIST, ROOT, UV, do
from tests.operations.test_cli import CLEAN, process


@pytest.fixture(scope="module")
def bin_folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel and what it needs, in the locked versions, and nothing else."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    do(sys.executable, "-m", "venv", "--without-pip", environment)
    install = (UV, "pip", "install", "--quiet", "--python", environment / "bin" / "python")
    do(*install, "--require-hashes", "-r", ROOT / "requirements" / "run.lock")
    do(*install, "--no-deps", next(built.glob("*.whl")))
    do(UV, "pip", "check", "--quiet", "--python", environment / "bin" / "python")
    return environment / "bin"


def test_the_sdist_carries_the_pages_and_no_tests(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {Path(name).relative_to(Path(name).parts[0]).as_posix() for name in sdist.getnames()}
    assert {"pyproject.toml", "LICENSE", "src/vivavoce/static/index.html"} <= names
    assert {"docs/install.md", "requirements/run.lock", "deploy/vivavoce.service"} <= names, "what an installer reads"
    assert [name for name in names if name.startswith(("tests", "web", "bench"))] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_demo_of_the_wheel_serves_the_same_pages_without_node(bin_folder: Path, tmp_path: Path) -> None:
    assert shutil.which("node", path=str(bin_folder)) is None
    command = (bin_folder / "vivavoce", "demo", "--port", "0", "--data", tmp_path / "data")
    environment = CLEAN | {"PATH": str(bin_folder)}
    with process(command, tmp_path, "Stop with Ctrl-C", environment) as (printed, _):
        address = next(word for word in printed.split() if word.startswith("http://localhost:"))
        with httpx.Client(base_url=address.rstrip("/")) as browser:
            page = browser.get("/login")
            nonce = page.headers["content-security-policy"].split("'nonce-")[1].split("'")[0]
            built_page = (DIST / "index.html").read_text("utf-8").replace("__CSP_NONCE__", nonce)
            assert page.text == built_page.replace("__OFFICE_CONTACT__", "admissions@example.edu")
            for asset in (DIST / "assets").iterdir():
                assert browser.get(f"/assets/{asset.name}").content == asset.read_bytes(), asset.name
            credentials = {"email": "kim@example.edu", "password": "vivavoce-demo"}
            assert browser.post("/api/auth/login", json=credentials).json()["name"] == "Kim"
