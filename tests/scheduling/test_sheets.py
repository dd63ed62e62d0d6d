"""Interviews as spreadsheets: everything that the list shows, and nothing that runs."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import ELEVEN, TEN, World
from vivavoce.accounts.models import Person
from vivavoce.scheduling.sheets import HEADER

__all__ = ["bus", "sign_in", "world"]
EXPORT = "/api/admin/exports/interviews"
NASTY = '=HYPERLINK("https://evil.invalid";"x")'


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_sch_14_a_row_for_each_with_wall_time_zone_and_instant(world: World) -> None:
    interview = world.create("sam", TEN, time_zone="Asia/Karachi", interviewer_ids=[world.people["ivy"]])
    world.create("eve", ELEVEN)
    answer = world["ada"].get(EXPORT)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="interviews.csv"'
    first, second = table(answer.text)
    assert first == {
        "interview_id": interview["id"], "cycle": "Autumn", "applicant": "Sam", "email": "sam@example.edu",
        "programme": first["programme"], "date": "2026-12-02", "time": "15:00", "time_zone": "Asia/Karachi",
        "starts_at_utc": TEN, "duration_minutes": "30", "interviewer": "Ada",
        "interviewer_email": "ada@example.edu", "panel": "Ivy", "status": "scheduled",
        "attendance": "", "link": f"http://localhost:8000/interview/{interview['id']}",
    } | {"cycle": first["cycle"]}  # fmt: skip
    assert second["applicant"] == "Eve"


def test_sch_14_the_same_filters_as_the_list(world: World) -> None:
    world.create("sam", TEN)
    world.change(world.create("eve", ELEVEN), status="cancelled")
    names = [row["applicant"] for row in table(world["ada"].get(EXPORT, params={"status": "cancelled"}).text)]
    assert names == ["Eve"]
    assert table(world["ada"].get(EXPORT, params={"q": "nobody"}).text) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_sch_14_no_cell_is_a_formula(world: World, form: str) -> None:
    with world.database.writing() as session:
        session.execute(update(Person).where(Person.id == world.people["sam"]).values(name=NASTY))
    world.create("sam", TEN)
    answer = world["ada"].get(EXPORT, params={"format": form})
    if form == "csv":
        assert table(answer.text)[0]["applicant"] == f"'{NASTY}"
        return
    with ZipFile(BytesIO(answer.content)) as book:
        sheet, strings = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)
    assert "=HYPERLINK(" in strings
    assert all(f"<t>{name}</t>" in strings for name in HEADER)
