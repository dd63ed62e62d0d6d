"""Times are given out by themselves, at a moment that the office has set."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from fastapi import FastAPI
from httpx import Response
from sqlalchemy import func, select, update

from tests.admissions.build import add_cycle
from tests.browser.waiting import wait_until
from tests.conftest import NOW, FakeClock
from tests.interviews.world import Json, World, good, refused
from tests.notifications.outgoing import told
from tests.scheduling.test_drafts import ASKED, interviews, make, placements, publish, read, world
from vivavoce.admissions.rules import Phase
from vivavoce.bus import MemoryBus
from vivavoce.clock import iso, new_id
from vivavoce.scheduling.allotting import FORGOTTEN, Allotter
from vivavoce.scheduling.models import Allotment, Draft
from vivavoce.scheduling.solving import Solver

__all__ = ["world"]
CLOSES = NOW + timedelta(hours=2)
MOMENT = CLOSES + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _closes_soon(world: World) -> None:
    """Before anybody's session ends."""
    asked = {**ASKED, "version": 1, "closes_at": iso(CLOSES)}
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=asked))


def path(world: World) -> str:
    return f"/api/admin/cycles/{world.cycle}/allotment"


def ask(world: World, at: datetime = MOMENT, **change: object) -> Response:
    body = {"version": 0, "at": iso(at), "length_minutes": 30, "publishes": True, **change}
    answer: Response = world["ada"].put(path(world), json=body)
    return answer


def state(world: World) -> tuple[str, str]:
    found = good(world["ada"].get(path(world)))["allotment"]
    return found["status"], found["failure"]


def newest(world: World) -> Json | None:
    draft: Json | None = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}/draft"))["draft"]
    return draft


def begun(world: World, app: FastAPI, clock: FakeClock) -> Json:
    """Its draft, done, after the first step."""
    clock.now = MOMENT
    app.state.allotter.look()
    assert state(world) == ("making", "")
    draft = newest(world)
    assert draft is not None
    wait_until(lambda: read(world, draft)["status"] != "solving", "the draft is made")
    return read(world, draft)


def test_sch_20_at_the_moment_everybody_has_a_time_and_is_told(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world))
    clock.now = MOMENT - timedelta(seconds=1)
    app.state.allotter.look()
    assert (state(world), interviews(world)) == (("waiting", ""), [])
    draft = begun(world, app, clock)
    assert interviews(world) == []
    app.state.allotter.look()
    assert state(world) == ("published", "")
    found = {one["application_id"]: one["interview_time"] for one in interviews(world)}
    assert found == {row["application_id"]: row["interview_time"] for row in placements(world, draft)}
    assert [event["by"]["name"] for event in world.history(interviews(world)[0])] == ["Ada"]
    students = {world.people[name] for name in ("sam", "eve", "kim")}
    assert {person for person, kind, _ in told(world.database) if kind == "scheduled"} >= students
    app.state.allotter.look()
    assert len(interviews(world)) == 3
    (mail,) = [one for one in good(world["ada"].get("/api/admin/messages"))["items"] if one["kind"] == "times_allotted"]
    assert (mail["to"]["name"], mail["subject"]) == ("Ada", "Times are given out: Autumn")
    text = good(world["ada"].get(f"/api/admin/messages/{mail['id']}"))["text"]
    assert "With a time: 3. Without one: 0." in text
    assert f"/admin/cycles/{world.cycle}/schedule" in text


def test_sch_20_once_more_after_it_was_taken_back(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world))
    begun(world, app, clock)
    app.state.allotter.look()
    assert world["ada"].delete(path(world)).status_code == 204
    good(ask(world, MOMENT + timedelta(hours=1)))
    clock.now = MOMENT + timedelta(hours=1)
    wait_until(lambda: looked(world, app.state.allotter) == "published", "they are given out again")
    kinds = [one["kind"] for one in good(world["ada"].get("/api/admin/messages"))["items"]]
    assert (kinds.count("times_allotted"), len(interviews(world))) == (2, 3)


@pytest.mark.parametrize("change", [{"role": "interviewer"}, {"disabled": True}])
def test_sch_20_not_in_the_name_of_somebody_who_may_no_longer(
    world: World, app: FastAPI, clock: FakeClock, change: Json
) -> None:
    good(ask(world))
    good(world["ben"].patch(f"/api/admin/people/{world.people['ada']}", json=change))
    clock.now = MOMENT
    app.state.allotter.look()
    found = good(world["ben"].get(path(world)))["allotment"]
    assert (found["status"], found["failure"]) == ("failed", "forbidden")


def test_sch_20_a_draft_may_wait_for_somebody(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world, publishes=False, length_minutes=20))
    draft = begun(world, app, clock)
    app.state.allotter.look()
    assert (state(world), draft["length_minutes"], interviews(world)) == (("drafted", ""), 20, [])
    good(publish(world, draft))
    assert len(interviews(world)) == 3


def test_sch_20_as_set_read_and_taken_back(world: World, clock: FakeClock) -> None:
    assert good(world["ada"].get(path(world))) == {"allotment": None, "server_time": iso(clock.now)}
    allotment = {
        "at": iso(MOMENT), "length_minutes": 30, "panel": False, "publishes": True, "status": "waiting", "failure": "",
        "version": 1,
    }  # fmt: skip
    assert good(ask(world)) == {"allotment": allotment, "server_time": iso(clock.now)}
    assert refused(ask(world)) == (409, "stale_version", [])
    assert good(ask(world, version=1, publishes=False))["allotment"] == {**allotment, "publishes": False, "version": 2}
    assert world["ada"].delete(path(world)).status_code == 204
    assert good(world["ada"].get(path(world)))["allotment"] is None


def test_sch_20_what_makes_no_sense_is_refused(world: World) -> None:
    assert refused(ask(world, CLOSES - timedelta(minutes=1)))[2] == [("at", "before_answers")]
    assert refused(ask(world, datetime(2026, 11, 30, tzinfo=UTC)))[2] == [("at", "in_the_past")]
    assert refused(ask(world, length_minutes=4))[0] == 422
    unknown = world["ada"].get("/api/admin/cycles/no-such-cycle-000000000/allotment")
    assert unknown.status_code == 404
    world.set_phase(Phase.COMPLETED)
    assert refused(ask(world))[:2] == (409, "wrong_phase")


def test_sch_20_answers_that_close_later_put_it_off(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world))
    later = {**ASKED, "version": 2, "closes_at": iso(MOMENT + timedelta(hours=1))}
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=later))
    clock.now = MOMENT
    app.state.allotter.look()
    assert (state(world), newest(world)) == (("waiting", ""), None)
    clock.now = MOMENT + timedelta(hours=1)
    app.state.allotter.look()
    assert state(world) == ("making", "")


def test_sch_20_students_know_when_while_it_is_on_its_way(world: World, app: FastAPI, clock: FakeClock) -> None:
    def known() -> object:
        (item,) = good(world["sam"].get("/api/student/windows"))["items"]
        return item["allotted_at"]

    assert known() is None
    good(ask(world, publishes=False))
    assert known() is None
    good(ask(world, version=1))
    assert known() == iso(MOMENT)
    begun(world, app, clock)
    app.state.allotter.look()
    assert known() is None


def test_sch_20_a_draft_changed_by_hand_is_kept(world: World, app: FastAPI, clock: FakeClock) -> None:
    draft = make(world)
    place = {"version": 1}
    good(world["ada"].put(f"/api/admin/drafts/{draft['id']}/placements/{world.applications['sam']}", json=place))
    good(ask(world))
    clock.now = MOMENT
    app.state.allotter.look()
    kept = newest(world)
    assert kept is not None
    assert (state(world), kept["id"]) == (("failed", "draft_kept"), draft["id"])


def test_sch_20_one_that_was_thrown_away_is_not_made_again(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world))
    draft = begun(world, app, clock)
    assert refused(ask(world, MOMENT + timedelta(hours=1), version=1)) == (409, "draft_busy", [])
    assert refused(world["ada"].delete(path(world))) == (409, "draft_busy", [])
    assert world["ada"].delete(f"/api/admin/drafts/{draft['id']}").status_code == 204
    app.state.allotter.look()
    app.state.allotter.look()
    assert (state(world), interviews(world), newest(world)) == (("failed", "replaced"), [], None)
    good(ask(world, MOMENT + timedelta(hours=1), version=1))


def test_sch_20_a_cycle_that_changed_meanwhile_leaves_the_draft_to_people(
    world: World, app: FastAPI, clock: FakeClock
) -> None:
    good(ask(world))
    draft = begun(world, app, clock)
    made = world.create("sam", "2026-12-10T10:00:00Z")
    app.state.allotter.look()
    assert state(world) == ("failed", "schedule_changed")
    assert ([one["id"] for one in interviews(world)], read(world, draft)["status"]) == ([made["id"]], "ready")


def test_sch_20_a_phase_in_which_nobody_is_scheduled(world: World, app: FastAPI, clock: FakeClock) -> None:
    good(ask(world))
    world.set_phase(Phase.COMPLETED)
    clock.now = MOMENT
    app.state.allotter.look()
    assert state(world) == ("failed", "wrong_phase")


def test_sch_20_one_that_cannot_be_read_keeps_no_other_from_being_given_out(
    world: World, app: FastAPI, clock: FakeClock
) -> None:
    good(ask(world))
    with world.database.writing() as session:
        session.execute(update(Allotment).values(length_minutes=1))
        spring = add_cycle(session, "spring", Phase.SELECTION)
    office = f"/api/admin/cycles/{spring}"
    good(world["ada"].put(f"{office}/windows", json={**ASKED, "closes_at": iso(CLOSES)}))
    later = {"version": 0, "at": iso(MOMENT), "length_minutes": 30, "publishes": True}
    good(world["ada"].put(f"{office}/allotment", json=later))
    clock.now = MOMENT
    app.state.allotter.look()
    assert (state(world)[0], good(world["ada"].get(f"{office}/allotment"))["allotment"]["status"]) == (
        "waiting", "making",
    )  # fmt: skip


def another(world: World, clock: FakeClock) -> tuple[Allotter, Solver]:
    """As in another process on the same database."""
    solver = Solver(world.database, clock)
    return Allotter(world.database, clock, new_id, MemoryBus(), solver), solver


def test_sch_20_a_server_that_was_stopped_meanwhile(world: World, app: FastAPI, clock: FakeClock) -> None:
    """The next one makes the draft of the one before, once nobody can be making it any more."""
    good(ask(world))
    clock.now = MOMENT
    app.state.solver.stop()
    app.state.allotter.look()
    allotter, solver = another(world, clock)
    try:
        allotter.look()
        draft = newest(world)
        assert draft is not None
        assert (state(world), solver.knows(draft["id"])) == (("making", ""), False)
        clock.now = MOMENT + FORGOTTEN + timedelta(seconds=1)
        allotter.look()
        assert solver.knows(draft["id"])
        solver.finish()
        allotter.look()
        assert (state(world), len(interviews(world))) == (("published", ""), 3)
    finally:
        solver.stop()


@pytest.mark.parametrize("making", [False, True])
def test_sch_20_two_servers_look_at_once(world: World, app: FastAPI, clock: FakeClock, *, making: bool) -> None:
    good(ask(world))
    if making:
        begun(world, app, clock)
    clock.now = MOMENT
    allotter, solver = another(world, clock)
    start = Barrier(2)

    def look(one: Allotter) -> None:
        start.wait(30)
        one.look()

    try:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(look, (app.state.allotter, allotter)))
        wait_until(lambda: looked(world, allotter) == "published", "times are given out")
        assert (drafts(world), len(interviews(world))) == (1, 3)
    finally:
        solver.stop()


def looked(world: World, allotter: Allotter) -> str:
    allotter.look()
    return state(world)[0]


def drafts(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Draft)) or 0
