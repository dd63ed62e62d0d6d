"""Reminders: of what holds when they go out, each once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

from tests.conftest import FakeClock
from tests.interviews.world import World
from tests.notifications.outgoing import Doormat, make_mailer, states
from vivavoce.database import Database
from vivavoce.notifications.postman import MayFinish, TakenBack

NEXT_WEEK = "2026-12-08T10:00:00.000Z"


def reminders(doormat: Doormat, name: str) -> list[str]:
    return [subject for to, subject in doormat.subjects() if name in to and subject.startswith("Reminder")]


def at(clock: FakeClock, **before: float) -> None:
    """So long before that interview."""
    clock.now = datetime.fromisoformat(NEXT_WEEK) - timedelta(**before)


def test_tel_8_a_day_and_an_hour_before_once_each(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)
    world.create("sam", NEXT_WEEK)
    seen = []
    for hours in (25, 24, 23, 2, 1, 0.5, -0.5):
        at(clock, hours=hours)
        mailer.work()
        mailer.work()
        seen.append(reminders(doormat, "sam"))
    one = "Reminder: your interview, Tue 8 Dec 2026, 15:00 Karachi"
    assert seen == [[], [one], [one], [one], *[[one, one]] * 3]
    assert len(reminders(doormat, "ada")) == 2


def test_tel_8_after_a_day_without_a_server_only_the_last_one(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    world.create("sam", NEXT_WEEK)
    at(clock, minutes=40)
    make_mailer(world.database, clock, doormat).work()
    assert [kind for kind, _ in states(world.database)] == ["reminder_60"] * 2 + ["scheduled"] * 2
    assert len(reminders(doormat, "sam")) == 1


def test_tel_8_who_was_told_after_its_time_needs_none(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    at(clock, hours=20)
    world.create("sam", NEXT_WEEK)
    make_mailer(world.database, clock, doormat).work()
    assert reminders(doormat, "sam") == []


def test_tel_8_none_for_what_was_cancelled_or_moved(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)
    moved, cancelled = world.create("sam", NEXT_WEEK), world.create("eve", "2026-12-08T11:00:00Z")
    world.change(moved, interview_time="2026-12-10T10:00:00Z")
    world.change(cancelled, status="cancelled")
    at(clock, hours=23)
    mailer.work()
    assert reminders(doormat, "@") == []


class Meanwhile:
    """A postman in whose hands something happens, right before the last dot of a reminder."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self._deed, self.brought = deed, list[str]()

    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        subject = str(mail["Subject"])
        if subject.startswith("Reminder"):
            self._deed()
        if not may_finish():
            raise TakenBack
        self.brought.append(subject)

    def rest(self) -> None:
        return


def test_tel_9_a_reminder_on_its_way_is_stopped_by_a_cancellation(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", NEXT_WEEK)
    done: list[str] = []

    def cancel() -> None:
        if not done:
            done.append("cancelled")
            world.change(interview, status="cancelled")

    postman = Meanwhile(cancel)
    make_mailer(world.database, clock, postman).work()
    at(clock, hours=23)
    make_mailer(world.database, clock, postman).work()
    assert [subject for subject in postman.brought if "Reminder" in subject] == []
    assert [status for kind, status in states(world.database) if kind == "reminder_1440"] == ["obsolete"] * 2
    assert sum("Cancelled" in subject for subject in postman.brought) == 2


def test_tel_8_a_reminder_that_could_not_go_in_time_is_not_sent_late(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", NEXT_WEEK)
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    at(clock, minutes=30)
    _derive(world.database, clock)
    at(clock, minutes=-1)
    make_mailer(world.database, clock, doormat).work()
    assert reminders(doormat, "sam") == []
    assert [status for kind, status in states(world.database) if kind == "reminder_60"] == ["obsolete"] * 2
    assert interview["status"] == "scheduled"


def _derive(database: Database, clock: FakeClock) -> None:
    with database.writing() as session:
        make_mailer(database, clock, Doormat()).sources[0](session)
