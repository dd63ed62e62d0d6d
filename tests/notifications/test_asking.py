"""Applicants hear that they are asked when they can."""

from tests.conftest import FakeClock
from tests.interviews.world import World, good
from tests.notifications.outgoing import Doormat, make_mailer, told, words
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id
from vivavoce.scheduling.asking import Asking

ASKED = {"version": 0, "first_day": "2026-12-07", "last_day": "2026-12-11", "closes_at": "2026-12-04T17:00:00Z"}


def test_tel_2_whoever_is_selected_now_or_later_hears_once_that_they_are_asked(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)
    mailer.sources = [Asking(clock, new_id, MemoryBus())]
    world.set_application("kim", ApplicationStatus.SCORED)
    mailer.work()
    assert doormat.mails == []
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=ASKED))
    mailer.work()
    mailer.work()
    assert [to for to, _ in doormat.subjects()] == ["Eve <eve@example.edu>", "Sam <sam@example.edu>"]
    world.set_application("kim", ApplicationStatus.SELECTED)
    mailer.work()
    assert len(told(world.database)) == 3
    sams = next(mail for mail in doormat.mails if "sam@" in str(mail["To"]))
    assert "Fri 4 Dec 2026, 22:00 Karachi (UTC+05:00) · Fri 17:00 London" in words(sams)


def test_tel_2_after_the_deadline_nobody_is_asked(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)
    mailer.sources = [Asking(clock, new_id, MemoryBus())]
    good(world["ada"].put(f"/api/admin/cycles/{world.cycle}/windows", json=ASKED))
    clock.advance(days=5)
    mailer.work()
    assert doormat.mails == []
