"""docs/security.md names only tests that exist."""

import re

import pytest

from tests import sources
from tests.sources import ROOT

NAMED = re.compile(r"`((?:tests|scripts)/[\w/]+\.py)(?:::(\w+))?`")
DOCUMENT = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_every_row_names_a_test() -> None:
    rows = [line for line in DOCUMENT.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert [row for row in rows if not NAMED.search(row)] == []


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(DOCUMENT))))
def test_a_named_test_exists(file: str, name: str) -> None:
    assert (ROOT / file).is_file()
    if name:
        assert f"def {name}(" in sources.text(ROOT / file)
