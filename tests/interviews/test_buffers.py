"""What an interviewer keeps free between two interviews is held by the database."""

import pytest
from sqlalchemy import select

from tests.interviews.world import TEN, World, good, refused
from vivavoce.interviews.models import Occupation

HOURS = {
    "version": 0, "time_zone": "Europe/London", "weekly": [[]] * 7, "exceptions": [], "buffer_minutes": 15,
    "languages": [], "subjects": [],
}  # fmt: skip


@pytest.fixture
def ivy(world: World) -> str:
    good(world["ivy"].put("/api/interviewer/hours", json=HOURS))
    return world.people["ivy"]


@pytest.mark.parametrize(
    ("at", "taken"),
    [("10:44", True), ("10:45", False), ("09:16", True), ("09:15", False), ("10:10", True)],
)
def test_int_53_nobody_is_booked_into_the_time_between(world: World, ivy: str, at: str, taken: bool) -> None:
    world.create("sam", TEN, admin_id=ivy)
    answer = world.try_create("eve", f"2026-12-02T{at}:00Z", admin_id=ivy)
    assert answer.status_code == (409 if taken else 201)
    if taken:
        assert refused(answer) == (409, "interview_taken", [("admin_id", "person_busy")])
        assert "keeps 15 minutes free after it" in answer.json()["errors"][0]["message"]


def test_int_53_a_student_keeps_nothing_free_and_panels_do(world: World, ivy: str) -> None:
    world.create("sam", TEN, interviewer_ids=[ivy])
    with world.database.reading() as session:
        rows = session.scalars(select(Occupation))
        minutes = {row.person_id: (row.ends_at - row.starts_at).total_seconds() / 60 for row in rows}
    assert minutes == {world.people["sam"]: 30, world.people["ada"]: 30, ivy: 45}


def test_int_53_a_move_within_ones_own_time_is_no_clash(world: World, ivy: str) -> None:
    interview = world.create("sam", TEN, admin_id=ivy)
    assert world.change(interview, interview_time="2026-12-02T10:40:00Z")["interview_time"].startswith(
        "2026-12-02T10:40"
    )
