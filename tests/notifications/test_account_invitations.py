"""One-time links that go by mail: made when they are sent, kept nowhere, and only the newest one works."""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update

from tests.conftest import FakeClock
from tests.interviews.world import Json, World, good, refused
from tests.notifications.outgoing import Doormat, mails, make_mailer, states, words
from tests.notifications.sample import OFFICE
from vivavoce.accounts.models import OneTimeLink, Person
from vivavoce.clock import new_id
from vivavoce.database import Base
from vivavoce.notifications.account_links import AccountLinks
from vivavoce.notifications.letters import letter_of
from vivavoce.notifications.postman import MayFinish, NoServer, NotTaken
from vivavoce.notifications.queue_repository import QueueRepository
from vivavoce.notifications.rules import Outcome

NEW: Json = {"email": "new@example.edu", "name": "Nora New", "role": "interviewer"}
INVITE = "/api/admin/invitations"
INVITED = "account_invited"


@dataclass
class Unlucky(Doormat):
    """Keeps what it was given, and then fails as it is told."""

    fails: list[Exception] = field(default_factory=list)

    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        failure = self.fails.pop(0) if self.fails else None
        if isinstance(failure, NoServer):
            raise failure
        super().deliver(mail, may_finish)
        if failure:
            raise failure


def sent(world: World, clock: FakeClock) -> list[EmailMessage]:
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    return doormat.mails


def token_in(mail: EmailMessage) -> str:
    """The same in its text and its HTML."""
    found = re.findall(re.escape(f"{OFFICE.site}/token#") + r"([\w-]+)", words(mail))
    assert len(found) == 2
    assert len(set(found)) == 1
    return str(found[0])


def redeemed(world: World, token: str) -> tuple[int, str]:
    body = {"token": token, "password": "a brand new one"}
    answer = world.sign_in("").post("/api/auth/token", json=body).json()
    return answer.get("status", 200), answer.get("code", answer.get("email"))


DONE, VOID = (200, "new@example.edu"), (422, "link_not_valid")


def invited(world: World) -> Json:
    return good(world["ada"].post(INVITE, json=NEW), 201)


def again(world: World, person_id: str) -> int:
    return int(world["ada"].post(f"/api/admin/people/{person_id}/invitation-mail").status_code)


def contents(world: World) -> str:
    with world.database.reading() as session:
        return "".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)))


def test_tel_15_the_mail_lets_its_reader_in_once(world: World, clock: FakeClock) -> None:
    person = invited(world)
    assert (person["name"], person["invited"], states(world.database)) == ("Nora New", True, [(INVITED, "waiting")])
    (mail,) = sent(world, clock)
    assert (str(mail["To"]), str(mail["Subject"])) == ("Nora New <new@example.edu>", "Your account: Admissions Office")
    token = token_in(mail)
    assert (redeemed(world, token), redeemed(world, token)) == (DONE, VOID)


def test_tel_15_nothing_that_is_kept_or_shown_holds_the_link(world: World, clock: FakeClock) -> None:
    answers = [world["ada"].post(INVITE, json=NEW)]
    (mail,) = sent(world, clock)
    token = token_in(mail)
    (row,) = mails(world.database)
    paths = ["", f"/{row.id}", f"/{row.id}/file"]
    answers += [world["ada"].get(f"/api/admin/messages{path}") for path in paths]
    assert [answer.status_code for answer in answers] == [201, 200, 200, 200]
    texts = [*(answer.text for answer in answers), contents(world)]
    assert [token in text or "/token#" in text for text in texts] == [False] * 5
    assert "so it is not shown here" in texts[2]


def test_tel_15_no_account_no_mail(world: World) -> None:
    taken = {**NEW, "email": "sam@example.edu"}
    assert refused(world["ada"].post(INVITE, json=taken)) == (409, "email_taken", [("email", "email_taken")])
    assert states(world.database) == []


def test_tel_15_another_mail_ends_the_earlier_link_at_once(world: World, clock: FakeClock) -> None:
    person = invited(world)
    (first,) = sent(world, clock)
    assert again(world, person["id"]) == 204
    assert redeemed(world, token_in(first)) == VOID
    (second,) = sent(world, clock)
    assert redeemed(world, token_in(second)) == DONE


def test_tel_15_another_mail_takes_back_one_that_waits(world: World, clock: FakeClock) -> None:
    assert again(world, invited(world)["id"]) == 204
    (mail,) = sent(world, clock)
    assert states(world.database) == [(INVITED, "obsolete"), (INVITED, "sent")]
    assert redeemed(world, token_in(mail)) == DONE


def test_tel_15_what_is_taken_back_in_a_workers_hands_makes_no_link(world: World, clock: FakeClock) -> None:
    person = invited(world)
    with world.database.writing() as session:
        queue = QueueRepository(session)
        mail = queue.claim("lease", clock())
        assert mail is not None
        letter = letter_of(mail, queue.notices(mail.id))
    assert again(world, person["id"]) == 204
    (newer,) = sent(world, clock)
    with world.database.writing() as session:
        assert AccountLinks(session, clock, OFFICE.site).make(mail, letter, "lease") is None
    assert redeemed(world, token_in(newer)) == DONE


def tried_twice(world: World, clock: FakeClock, outcome: Outcome) -> list[str]:
    """The tokens of both mails."""
    invited(world)
    postman = Unlucky(fails=[NotTaken(outcome, "as it happens")])
    mailer = make_mailer(world.database, clock, postman)
    mailer.work()
    clock.advance(minutes=1)
    mailer.work()
    return [token_in(mail) for mail in postman.mails]


def test_tel_15_a_new_attempt_has_a_link_of_its_own(world: World, clock: FakeClock) -> None:
    first, second = tried_twice(world, clock, Outcome.TEMPORARY)
    assert (redeemed(world, first), redeemed(world, second)) == (VOID, DONE)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_tel_15_where_two_copies_may_have_arrived_either_link_works_and_ends_the_other(
    world: World, clock: FakeClock, order: tuple[int, int]
) -> None:
    links = tried_twice(world, clock, Outcome.UNKNOWN)
    assert [redeemed(world, links[one]) for one in order] == [DONE, VOID]


def test_tel_15_a_link_given_by_hand_meanwhile_stays_the_newest(world: World, clock: FakeClock) -> None:
    person = invited(world)
    postman = Unlucky(fails=[NoServer("no connection")])
    with pytest.raises(NoServer):
        make_mailer(world.database, clock, postman).work()
    by_hand = good(world["ada"].post(f"/api/admin/people/{person['id']}/invitation"))["link"]
    assert (sent(world, clock), states(world.database)) == ([], [(INVITED, "obsolete")])
    assert redeemed(world, by_hand.partition("#")[2]) == DONE


@pytest.mark.parametrize("change", [{"disabled_at": "now"}, {"password_hash": "hash"}])
def test_tel_15_whoever_needs_none_any_more_gets_none(world: World, clock: FakeClock, change: Json) -> None:
    person = invited(world)
    values = {name: clock() if value == "now" else value for name, value in change.items()}
    with world.database.writing() as session:
        session.execute(update(Person).where(Person.id == person["id"]).values(values))
    assert (sent(world, clock), states(world.database)) == ([], [(INVITED, "obsolete")])
    with world.database.reading() as session:
        assert session.scalars(select(OneTimeLink).where(OneTimeLink.person_id == person["id"])).all() == []


def test_tel_15_whoever_has_a_password_gets_a_way_to_set_a_new_one(world: World, clock: FakeClock) -> None:
    assert again(world, world.people["sam"]) == 204
    (mail,) = sent(world, clock)
    assert str(mail["Subject"]) == "A new password for your account: Admissions Office"
    assert "Works until: Wed 2 Dec 2026, 14:00 Karachi" in words(mail)
    assert redeemed(world, token_in(mail)) == (200, "sam@example.edu")


def test_tel_15_an_account_that_is_disabled_or_is_none(world: World) -> None:
    good(world["ada"].patch(f"/api/admin/people/{world.people['sam']}", json={"disabled": True}))
    assert (again(world, world.people["sam"]), again(world, new_id()), states(world.database)) == (409, 404, [])


def test_tel_15_a_link_is_in_no_value_that_is_printed(world: World, clock: FakeClock) -> None:
    invited(world)
    with world.database.writing() as session:
        queue = QueueRepository(session)
        mail = queue.claim("lease", clock())
        assert mail is not None
        made = AccountLinks(session, clock, OFFICE.site).make(mail, letter_of(mail, queue.notices(mail.id)), "lease")
    assert made is not None
    assert made.link not in repr(made)
