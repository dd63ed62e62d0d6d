"""Invitations that could not be sent in time."""

from email.message import EmailMessage

from sqlalchemy import update

from tests.conftest import FakeClock
from tests.interviews.world import ELEVEN, TEN, World
from tests.notifications.mail_server import mail_server
from tests.notifications.outgoing import Doormat, mails, make_mailer, states
from vivavoce.accounts.models import Person
from vivavoce.notifications.postman import MayFinish, NoServer, NotTaken, SmtpPostman, smtp_server
from vivavoce.notifications.rules import Outcome


class Refusing:
    """A postman who brings nothing back but this."""

    def __init__(self, error: Exception) -> None:
        self._error, self.asked = error, list[EmailMessage]()

    def deliver(self, mail: EmailMessage, _: MayFinish, /) -> None:
        self.asked.append(mail)
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
    assert len(refusing.asked) == 2 * len(waits) == 36


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
    assert (len(refusing.asked), states(world.database)) == (2, [("scheduled", "failed")] * 2)


def test_tel_8_a_source_that_breaks_keeps_nobody_elses_mails_back(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)

    def broken(_: object) -> None:
        raise LookupError("a mistake of ours")

    mailer.sources = [broken, *mailer.sources]
    mailer.work()
    assert len(doormat.mails) == 2


def test_tel_7_an_address_that_cannot_be_written_to_keeps_nobody_elses_mail_back(
    world: World, clock: FakeClock
) -> None:
    with world.database.writing() as session:
        for name, email in (("eve", "ève@example.edu"), ("kim", "kim@münchen.example")):
            session.execute(update(Person).where(Person.id == world.people[name]).values(email=email))
    for student, at in (("eve", TEN), ("kim", ELEVEN)):
        world.create(student, at)
    with mail_server() as server:
        make_mailer(world.database, clock, SmtpPostman(smtp_server(server.url), "office@example.edu", 5)).work()
        arrived = sorted(str(mail["To"]) for mail in server.taken)
    assert arrived == ["Ada <ada@example.edu>"] * 2 + ["Kim <kim@xn--mnchen-3ya.example>"]
    (failed,) = [mail for mail in mails(world.database) if mail.status == "failed"]
    assert "not every mail server takes an address such as ève@example.edu" in failed.last_error


def test_tel_7_a_mistake_of_ours_with_one_mail_ends_no_worker(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    mailer = make_mailer(world.database, clock, Refusing(LookupError("a mistake of ours")))
    assert mailer._round().total_seconds() == 5
    clock.advance(minutes=11)
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    clock.advance(minutes=11)
    make_mailer(world.database, clock, doormat).work()
    assert len(doormat.mails) == 2
