"""The address under which somebody's calendar reads their interviews."""

from sqlalchemy import update

from tests.conftest import FakeClock
from tests.interviews.world import ELEVEN, TEN, World, good
from tests.notifications.test_calendar import read
from vivavoce.accounts.models import Person
from vivavoce.secret_paths import logged

FEED = "/api/calendar"


def opened(world: World, name: str) -> str:
    url: str = good(world[name].post(FEED), 201)["url"]
    assert url.startswith("http://localhost:8000/api/calendar/")
    return url.removeprefix("http://localhost:8000")


def test_tel_12_whoever_has_the_address_reads_the_interviews(world: World) -> None:
    first, second = world.create("sam", TEN), world.create("eve", ELEVEN)
    world.change(first, duration_minutes=45)
    address = opened(world, "sam")
    answer = world[""].get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert [(one[0], one[1], one[4]) for one in read(answer.content)] == [(f"{first['id']}@vivavoce", 1, "CONFIRMED")]
    assert second["id"] not in answer.text
    assert len(read(world[""].get(opened(world, "ada")).content)) == 2


def test_tel_12_the_same_numbers_as_in_the_mails(world: World) -> None:
    interview = world.create("sam", TEN)
    interview = world.change(interview, interview_time=ELEVEN)
    world.change(interview, status="cancelled")
    assert [(one[1], one[4]) for one in read(world[""].get(opened(world, "sam")).content)] == [(2, "CANCELLED")]


def test_tel_12_a_new_address_ends_the_old_and_it_can_be_closed(world: World, clock: FakeClock) -> None:
    assert good(world["sam"].get(FEED)) == {"exists": False, "created_at": None}
    old, new = opened(world, "sam"), opened(world, "sam")
    assert [world[""].get(address).status_code for address in (old, new)] == [404, 200]
    assert good(world["sam"].get(FEED)) == {"exists": True, "created_at": "2026-12-01T09:00:00.000Z"}
    assert world["sam"].delete(FEED).status_code == 204
    assert [world[""].get(new).status_code, world["sam"].get(FEED).json()["exists"]] == [404, False]


def test_tel_12_who_may_not_come_in_any_more_has_none(world: World, clock: FakeClock) -> None:
    address = opened(world, "sam")
    with world.database.writing() as session:
        session.execute(update(Person).where(Person.id == world.people["sam"]).values(disabled_at=clock()))
    assert world[""].get(address).status_code == 404


def test_tel_12_guesses_find_nothing(world: World) -> None:
    assert [world[""].get(f"{FEED}/{token}.ics").status_code for token in ("x" * 43, "x", "..%2f", "")] == [404] * 4


def test_tel_12_logs_do_not_hold_the_address() -> None:
    assert [logged(path) for path in (f"{FEED}/secret.ics", "/api/auth/me")] == [f"{FEED}/…", "/api/auth/me"]
