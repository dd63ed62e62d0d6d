"""The tables of docs/security.md and docs/reliability.md name only tests that exist, and one in every row."""

import re
from itertools import pairwise

import pytest

from tests import sources
from tests.sources import ROOT

NAMED = re.compile(r"`((?:tests|scripts)/[\w/]+\.py)(?:::(\w+))?`")
DOCUMENTS = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("security", "reliability")}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_row_names_a_test(document: str) -> None:
    lines = DOCUMENTS[document].splitlines()
    heads = [line for line, below in pairwise(lines) if below.startswith("|---")]
    rows = [line for line in lines if line.startswith("| ") and line not in heads]
    assert rows
    assert [row for row in rows if not NAMED.search(row)] == []


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall("".join(DOCUMENTS.values())))))
def test_a_named_test_exists(file: str, name: str) -> None:
    assert (ROOT / file).is_file()
    if name:
        assert f"def {name}(" in sources.text(ROOT / file)
