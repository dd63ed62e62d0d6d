"""`vivavoce schedule` as people type it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.operations.test_cli import run
from tests.scheduling.command_world import cycle_to_schedule
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.notifications.models import Mail


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A data folder with a cycle whose three applicants are asked for a day next week, and one interviewer."""
    data = tmp_path / ".vivavoce"
    data.mkdir()
    (data / "vivavoce.sqlite3").write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{data / 'vivavoce.sqlite3'}")
    cycle_to_schedule(database)
    database.engine.dispose()
    return tmp_path


def stored(folder: Path) -> tuple[int, int]:
    """(interviews, mails)"""
    database = Database(f"sqlite:///{folder / '.vivavoce' / 'vivavoce.sqlite3'}")
    with database.reading() as session:
        found = len(session.scalars(select(Interview.id)).all()), len(session.scalars(select(Mail.id)).all())
    database.engine.dispose()
    return found


def test_sch_15_a_draft_and_then_the_same_published(folder: Path) -> None:
    drafted = run(folder, "schedule", "Autumn")
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert drafted.stdout.splitlines() == [
        "Autumn: 3 new, 0 moved, 0 unchanged, 0 without a place",
        "Interviews per interviewer: 3 to 3",
        "A draft: nothing of it holds yet.",
    ]
    assert stored(folder) == (0, 0)
    published = run(folder, "schedule", "Autumn", "--publish", "--by", "Ada@Example.edu", "--json")
    draft = json.loads(published.stdout)
    assert (draft["status"], draft["counts"]["new"]) == ("published", 3)
    assert stored(folder) == (3, 4)


def test_sch_15_two_people_in_each_interview(folder: Path) -> None:
    """Only one has said any hours."""
    drafted = run(folder, "schedule", "Autumn", "--panel")
    assert drafted.stdout.splitlines() == [
        "Autumn: 0 new, 0 moved, 0 unchanged, 3 without a place",
        "Without a place (no_second): Eve, Kim, Sam",
        "A draft: nothing of it holds yet.",
    ]


def test_sch_15_what_cannot_be_done_is_a_sentence(folder: Path) -> None:
    said = [
        run(folder, "schedule", "Winter"),
        run(folder, "schedule", "Autumn", "--by", "nobody@example.edu"),
        run(folder, "schedule", "Empty"),
    ]
    assert [one.returncode for one in said] == [1, 1, 1]
    assert [one.stderr.strip() for one in said] == [
        "There is no cycle called 'Winter'. Give its id, the last part of its page's address.",
        "There is no admin nobody@example.edu.",
        "Interviews are scheduled once applicants are selected, and before the cycle ends.",
    ]
