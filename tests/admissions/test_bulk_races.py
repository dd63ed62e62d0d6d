"""Changes to many applications while others change them, too."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from tests.accounts.fakes import RecordingBus
from tests.admissions.crowd import DONE, Deed, all_at_once, perform
from tests.admissions.test_bulk import bulk, fill, rows
from tests.interviews.crowd import caller_of
from tests.interviews.test_races import AT_TEN, booking, wait_until_somebody_waits_for_a_lock
from tests.interviews.world import Json, World, refused
from vivavoce.admissions.bulk_schemas import BulkChange
from vivavoce.admissions.bulk_service import BulkService
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.schemas import PhaseMove
from vivavoce.admissions.service import CycleService
from vivavoce.clock import new_id
from vivavoce.interviews.service import InterviewService

A = ApplicationStatus


def changing(cycle: str, change: Json, **which: object) -> Deed:
    body = BulkChange.model_validate({"change": change, **which})
    return lambda session: BulkService(session).change(cycle, body)


def test_adm_9_two_changes_at_once_leave_what_one_after_the_other_leaves(world: World) -> None:
    cycle = fill(world, Phase.SELECTION, A.SCORED, *(f"S {n:02}" for n in range(30)), score=1.0)
    ids = list(rows(world, cycle))
    padded = [one.ljust(22, "0") for one in ids]
    deeds = [
        changing(cycle, {"status": "selected"}, ids=padded),
        changing(cycle, {"status": "not_selected"}, ids=padded[::-1]),
        changing(cycle, {"status": "selected"}, matching={"status": "scored"}),
        changing(cycle, {"status": "not_selected"}, matching={"status": "scored"}),
    ]
    became = Counter(all_at_once(world.database, deeds))
    assert set(became) <= {DONE, "forbidden_move"}
    assert len(set(rows(world, cycle).values())) == 1
    assert rows(world, cycle)[ids[0]][0] in {"selected", "not_selected"}


def test_adm_9_a_change_and_a_move_of_the_phase(world: World) -> None:
    """Whoever comes first is seen by the other: what is checked is never unchecked behind the guard's back."""
    cycle = fill(world, Phase.PREPROCESSING, A.SUBMITTED, *(f"S {n:02}" for n in range(20)), checked=True)
    ada = caller_of(world.database, world.people["ada"])

    def move(session: Session) -> object:
        return CycleService(session, world.clock, new_id).move_phase(cycle, PhaseMove(to=Phase.BATCH_PREP), ada)

    became = all_at_once(world.database, [changing(cycle, {"checked": False}, matching={}), move])
    assert became in ([DONE, "guard_unmet"], ["wrong_phase", DONE])
    assert {row[2] for row in rows(world, cycle).values()} == {became[0] != DONE}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_adm_9_a_booking_under_way_is_waited_for_and_then_seen(world: World) -> None:
    ada = caller_of(world.database, world.people["ada"])
    world["ada"].get("/api/auth/me")  # PostgreSQL tells a transaction only of connections that it found at first
    with ThreadPoolExecutor(1) as threads:
        with world.database.writing() as session:
            service = InterviewService(session, world.clock, new_id, RecordingBus())
            booking(world.applications["eve"], AT_TEN)(service, ada)
            answer = threads.submit(bulk, world, world.cycle, {"status": "scored"}, matching={})
            wait_until_somebody_waits_for_a_lock(session)
        assert refused(answer.result())[:2] == (409, "interview_scheduled")
    answers = bulk(world, world.cycle, {"status": "scored"}, matching={})
    assert (refused(answers)[1], answers.json()["detail"][:4]) == ("interview_scheduled", "Eve:")
    assert perform(world.database, changing(world.cycle, {"status": "selected"}, matching={})) == DONE
