"""Where backups are kept."""

from pathlib import Path

import pytest


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder
