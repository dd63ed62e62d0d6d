"""docs/install.md leaves nothing to chance: each block is run by a test or says why not, each quotation is true."""

import re
import shutil
import subprocess

import pytest

from tests.install.distribution import ROOT
from tests.install.document import DOCUMENT, SHELL, read
from tests.install.premises import ANSWERS, BEFORE_THE_PROXY, FIRST, LATER, PROXIES

FOLLOWED = {*BEFORE_THE_PROXY, *PROXIES.values(), ANSWERS, FIRST, *LATER}
"""By tests/install/test_stranger.py; the lists are what it follows."""
SHIPPED = {
    "/etc/systemd/system/vivavoce.service": "vivavoce.service",
    "/etc/nginx/sites-available/vivavoce": "nginx.conf",
    "/etc/caddy/Caddyfile": "Caddyfile",
}


def test_every_step_is_run_or_says_why_not() -> None:
    blocks = read()
    text = DOCUMENT.read_text("utf-8")
    assert len(blocks) * 2 == len(re.findall(r"^ *```", text, re.MULTILINE)), "a block that the reader does not see"
    assert len(re.findall(r"<!--", text)) == len([one for one in blocks if one.file or one.not_run is not None])
    assert [str(one) for one in blocks if one.not_run is None and one.section not in FOLLOWED] == []
    assert [str(one) for one in blocks if one.not_run is None and not one.file and one.language != SHELL] == []
    assert [str(one) for one in blocks if one.not_run is not None and len(one.not_run) < 10] == []


def test_the_files_of_the_document_are_those_of_deploy() -> None:
    written = {one.file: one.text for one in read() if one.file in SHIPPED}
    assert written == {file: (ROOT / "deploy" / name).read_text("utf-8") for file, name in SHIPPED.items()}


def test_the_words_that_the_table_quotes_are_the_products() -> None:
    """A symptom is found by the words that people see."""
    table = DOCUMENT.read_text("utf-8").partition("## When it does not work")[2]
    quoted = {words for row in table.splitlines()[4:] for words in re.findall(r"(?<!\*)\*([^*]+)\*", row)}
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "web" / "src").rglob("*.ts*"), *(ROOT / "deploy").iterdir()]
    product = "\n".join(file.read_text("utf-8") for file in sources)
    known = {"413", "502"}
    assert {words for words in quoted - known if words not in product} == set()
    assert len(quoted - known) >= 7


def test_the_unit_is_one_that_systemd_reads() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    command = ["systemd-analyze", "verify", str(ROOT / "deploy" / "vivavoce.service")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stderr
    assert [line for line in said.splitlines() if "is not executable" not in line and line] == []
