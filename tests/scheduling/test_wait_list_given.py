"""What becomes free is given to whoever has waited longest and whom it suits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from tests.conftest import FakeClock
from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import Json, World, good, refused
from tests.notifications.outgoing import Doormat, make_mailer, told, words
from tests.scheduling.test_busy import calendar
from tests.scheduling.test_self_service import DAY, HOURS, MONDAY, TUESDAY, ask_for, choose, rules, times
from tests.scheduling.waiting_world import (
    HALF_PAST,
    LATER,
    cancel,
    full_tuesday,
    join,
    leave,
    look,
    waiting,
    when,
)
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id
from vivavoce.interviews.models import Interview, Occupation
from vivavoce.scheduling.giving import Giver

__all__ = ["bus", "sign_in", "world"]


def test_sch_22_a_time_that_becomes_free_is_given_and_told(world: World, app: FastAPI, clock: FakeClock) -> None:
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    look(app)
    assert world.read(sams)["version"] == 1
    cancel(world, eves)
    make_mailer(world.database, clock, Doormat()).work()
    look(app)
    after = world.read(sams)
    assert (after["interview_time"], after["admin_id"], after["version"]) == (TUESDAY, world.people["ivy"], 2)
    event = world.history(sams)[-1]
    assert (event["by"]["name"], set(event["changes"])) == ("Sam", {"interview_time"})
    moved = sorted((world.people[name], "moved", 1) for name in ("sam", "ivy"))
    assert [one for one in told(world.database) if one[1] == "moved"] == moved
    found = times(world, sams)
    assert (found["changes_left"], found["waiting"]) == (2, None)
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    mine, theirs = sorted(doormat.mails, key=lambda mail: mail["To"] != "Sam <sam@example.edu>")
    assert "It comes from the wait list: it is one of those that you said would suit you" in words(mine)
    assert "It comes from the wait list: the applicant had waited for such a time." in words(theirs)
    assert all("Eve" not in words(mail) for mail in doormat.mails)
    look(app)
    assert world.read(sams)["version"] == 2


def test_sch_22_another_interviewer_hears_why(world: World, app: FastAPI, clock: FakeClock) -> None:
    sams, *_ = full_tuesday(world)
    join(world, sams)
    good(world["ada"].put(f"/api/admin/people/{world.people['ben']}/hours", json=HOURS))
    make_mailer(world.database, clock, Doormat()).work()
    look(app)
    assert (when(world, sams), world.read(sams)["admin_id"]) == ([TUESDAY], world.people["ben"])
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    by_person = {str(mail["To"]).partition(" ")[0]: words(mail) for mail in doormat.mails}
    assert "the applicant had waited for such a one" in by_person["Ben"]
    assert "was given another time from the wait list" in by_person["Ivy"]
    assert "It comes from the wait list" in by_person["Sam"]


def test_sch_22_whoever_has_waited_longest_and_their_old_time_serves_the_next(world: World, app: FastAPI) -> None:
    sams, eves, kims = full_tuesday(world)
    rest = [{"day": "2026-12-14", "spans": [{"starts": "09:00", "ends": "18:00"}]}]
    join(world, eves, "eve", time_zone="Europe/London", days=rest)
    join(world, kims, "kim", time_zone="Europe/London", days=[{"day": "2026-12-08", "spans": [DAY]}])
    join(world, sams)
    world.change(sams, notes="Kind.")
    look(app)
    assert when(world, eves, kims, sams) == ["2026-12-14T09:30:00.000Z", TUESDAY, HALF_PAST]


def test_sch_22_in_the_order_of_joining_whoever_changes_their_wish(world: World, app: FastAPI) -> None:
    sams, eves, kims = full_tuesday(world)
    join(world, sams, days=[{"day": "2026-12-15", "spans": [DAY]}])
    world.change(eves, interview_time="2026-12-14T09:30:00Z")
    join(world, eves, "eve")
    join(world, sams, version=1)
    world.change(kims, interview_time=MONDAY[0])
    look(app)
    assert when(world, sams, eves) == [TUESDAY, HALF_PAST]


def test_sch_22_hours_that_widen_and_calendars_that_clear(world: World, app: FastAPI) -> None:
    sams, *_ = full_tuesday(world)
    join(world, sams)
    busy = calendar("DTSTART:20261208T070000Z\nDTEND:20261208T090000Z")
    assert world["ivy"].put("/api/interviewer/busy", json={"calendar": busy}).status_code == 200
    weekly = [[DAY], [{"starts": "08:00", "ends": "10:00"}], [], [], [], [], []]
    good(world["ivy"].put("/api/interviewer/hours", json={**HOURS, "version": 1, "weekly": weekly}))
    look(app)
    assert when(world, sams) == [LATER]
    assert world["ivy"].delete("/api/interviewer/busy").status_code == 204
    look(app)
    assert when(world, sams) == ["2026-12-08T08:00:00.000Z"]


@pytest.mark.parametrize("what", ["notice", "limit", "buffer", "conflict", "language"])
def test_sch_22_only_what_they_could_choose(world: World, app: FastAPI, clock: FakeClock, what: str) -> None:
    sams, eves, kims = full_tuesday(world)
    join(world, sams)
    hours = f"/api/admin/people/{world.people['ivy']}/hours"
    if what == "notice":
        clock.now = datetime(2026, 12, 6, 10, tzinfo=UTC)
    elif what == "limit":
        good(world["ada"].put(hours, json={**HOURS, "version": 1, "daily_limit": 1}))
    elif what == "buffer":
        good(world["ada"].put(hours, json={**HOURS, "version": 1, "buffer_minutes": 10}))
    elif what == "conflict":
        part = {"staff_id": world.people["ivy"], "student_id": world.people["sam"], "holds": True}
        assert world["ada"].put("/api/admin/conflicts", json=part).status_code == 204
    else:
        good(world["ada"].put(hours, json={**HOURS, "version": 1, "weekly": [[]] * 7}))
        good(world["ada"].put(f"/api/admin/people/{world.people['ben']}/hours", json=HOURS))
        ask_for(world, "Urdu")
    cancel(world, eves)
    look(app)
    assert (when(world, sams), world.read(kims)["version"]) == ([LATER], 1)


def test_sch_22_what_somebody_waits_for_is_offered_to_nobody_else(world: World, app: FastAPI) -> None:
    sams, eves, kims = full_tuesday(world)
    join(world, sams)
    cancel(world, eves)
    assert MONDAY[0] not in times(world, kims, "kim")["times"]
    assert refused(choose(world, kims, TUESDAY, "kim"))[:2] == (409, "time_gone")
    assert times(world, sams)["times"][:2] == MONDAY[:2]
    look(app)
    assert when(world, sams, kims) == [TUESDAY, HALF_PAST]
    assert times(world, kims, "kim")["times"][:2] == MONDAY[:2]
    assert choose(world, kims, MONDAY[0], "kim").status_code == 204


def test_sch_22_who_waits_may_still_choose(world: World, app: FastAPI) -> None:
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    assert choose(world, sams, MONDAY[0]).status_code == 204
    cancel(world, eves)
    look(app)
    assert (when(world, sams), waiting(world, sams)) == ([MONDAY[0]], None)


def test_sch_22_who_has_left_is_given_nothing(world: World, app: FastAPI) -> None:
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    assert leave(world, sams) == 204
    cancel(world, eves)
    look(app)
    assert when(world, sams) == [LATER]


def test_sch_22_one_that_cannot_be_moved_keeps_no_other_waiting(world: World, app: FastAPI) -> None:
    """Only those who come after them for the same interviewer."""
    sams, eves, kims = full_tuesday(world)
    join(world, sams)
    good(world["ada"].put(f"/api/admin/people/{world.people['ben']}/hours", json=WEDNESDAY))
    join(world, kims, "kim", time_zone="Europe/London", days=[{"day": "2026-12-09", "spans": [DAY]}])
    with world.database.writing() as session:
        session.execute(update(Interview).where(Interview.id == sams["id"]).values(time_zone="Nowhere"))
    cancel(world, eves)
    look(app)
    assert (when(world, kims), waiting(world, sams)["version"]) == (["2026-12-09T09:00:00.000Z"], 1)


WEDNESDAY: Json = {**HOURS, "weekly": [[], [], [DAY], [], [], [], []]}


def another(world: World) -> Giver:
    """As in another process on the same database."""
    return Giver(world.database, world.clock, new_id, MemoryBus())


def test_sch_22_two_servers_look_at_once(world: World, app: FastAPI) -> None:
    sams, eves, kims = full_tuesday(world)
    join(world, sams)
    cancel(world, eves)
    cancel(world, kims)
    start = Barrier(2)

    def both(one: Giver) -> None:
        start.wait(30)
        one.look()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(both, (app.state.giver, another(world))))
    assert (when(world, sams), len(world.history(sams))) == ([TUESDAY], 2)
    assert [kind for _, kind, _ in told(world.database)].count("moved") == 2


def test_sch_22_whoever_chooses_at_the_same_moment_is_not_quicker(world: World, app: FastAPI) -> None:
    sams, eves, kims = full_tuesday(world)
    join(world, sams)
    cancel(world, eves)
    world["kim"]
    start = Barrier(3)

    def at_once(deed: Callable[[], object]) -> object:
        start.wait(30)
        return deed()

    deeds = [app.state.giver.look, another(world).look, lambda: choose(world, kims, TUESDAY, "kim").status_code]
    with ThreadPoolExecutor(3) as threads:
        *_, answer = threads.map(at_once, deeds)
    assert (answer, when(world, sams, kims)) == (409, [TUESDAY, HALF_PAST])
    with world.database.reading() as session:
        assert len(session.scalars(select(Occupation)).all()) == 4


def test_sch_22_a_cycle_that_lets_nobody_choose_gives_nothing(world: World, app: FastAPI) -> None:
    sams, eves, _ = full_tuesday(world)
    join(world, sams)
    rules(world, version=1, closes_at="2026-12-01T10:00:00Z")
    world.clock.advance(hours=2)
    cancel(world, eves)
    look(app)
    assert when(world, sams) == [LATER]
