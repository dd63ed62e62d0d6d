"""Invitations that could not be sent in time."""

from email.message import EmailMessage

from tests.conftest import FakeClock
from tests.interviews.world import ELEVEN, TEN, World
from tests.notifications.outgoing import Doormat, mails, make_mailer, states
from vivavoce.notifications.postman import MayFinish, NoServer, NotTaken
from vivavoce.notifications.rules import Outcome


class Refusing:
    """A postman who brings nothing back but this."""

    def __init__(self, error: Exception) -> None:
        self._error, self.asked = error, 0

    def deliver(self, mail: EmailMessage, to: str, may_finish: MayFinish) -> None:  # noqa: ARG002 (the interface)
        self.asked += 1
        raise self._error

    def rest(self) -> None:
        return


def test_tel_10_an_old_time_that_could_not_be_sent_gives_way_to_the_new_one(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", TEN)
    make_mailer(world.database, clock, Refusing(NotTaken(Outcome.TEMPORARY, "451 later"))).work()
    clock.advance(seconds=1)
    world.change(interview, interview_time=ELEVEN)
    clock.advance(hours=1)
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    assert states(world.database) == [*[("moved", "sent")] * 2, *[("scheduled", "obsolete")] * 2]
    assert len(doormat.mails) == 2


def test_tel_7_a_failed_attempt_waits_and_three_days_are_enough(world: World, clock: FakeClock) -> None:
    world.create("sam", "2026-12-20T10:00:00Z")
    refusing = Refusing(NotTaken(Outcome.TEMPORARY, "451 later"))
    waits = []
    while {mail.status for mail in mails(world.database)} == {"waiting"}:
        make_mailer(world.database, clock, refusing).work()
        due = mails(world.database)[0].due_at
        waits.append((due - clock.now).total_seconds() / 60)
        clock.now = due
    assert waits[:7] == [1, 4, 16, 64, 256, 360, 360]
    assert {(mail.status, mail.last_error) for mail in mails(world.database)} == {("failed", "451 later")}
    assert refusing.asked == 2 * len(waits) == 36


def test_tel_7_without_a_server_all_wait_and_nothing_is_used_up(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    mailer = make_mailer(world.database, clock, Refusing(NoServer("connection refused")))
    pause = mailer._round()
    assert (mailer.trouble, pause.total_seconds()) == ("connection refused", 5)
    assert {(mail.status, mail.attempts) for mail in mails(world.database)} == {("waiting", 0)}
    assert [mailer._round().total_seconds() for _ in range(4)] == [15, 60, 300, 300]


def test_tel_7_what_was_refused_for_good_is_not_tried_again(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    refusing = Refusing(NotTaken(Outcome.PERMANENT, "550 no such person"))
    for _ in range(3):
        make_mailer(world.database, clock, refusing).work()
        clock.advance(minutes=10)
    assert (refusing.asked, states(world.database)) == (2, [("scheduled", "failed")] * 2)


def test_tel_8_a_source_that_breaks_keeps_nobody_elses_mails_back(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)

    def broken(_: object) -> None:
        raise LookupError("a mistake of ours")

    mailer.sources = [broken, *mailer.sources]
    mailer.work()
    assert len(doormat.mails) == 2
