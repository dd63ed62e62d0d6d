"""Who gets in: the first refusal wins; one statement for everyone; the same on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, update

from tests.conftest import NOW, FakeClock, People
from tests.signaling.conftest import INTERVIEW, STARTS, AddInterview, Token
from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.models import Person as PersonRow
from vivavoce.accounts.sessions import Lifetime, token_hash
from vivavoce.bus import MemoryBus
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.signaling.authorization import Admission, Appointment, Asked, Login, Standing, decide
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.guestlist import StoredGuestlist
from vivavoce.signaling.messages import Person

LIFETIME = Lifetime.of_hours(12)
LOGIN = Login(Person("sam", "Sam", "student"), NOW, NOW + timedelta(days=7), disabled=False)
MEETING = Appointment("sam", "ada", frozenset({"ivy"}), NOW, InterviewStatus.SCHEDULED, deleted=False)


def person(id_: str, role: str) -> Login:
    return replace(LOGIN, person=Person(id_, id_.title(), role))


@pytest.mark.parametrize(
    ("login", "appointment", "code"),
    [
        (None, None, CloseCode.NOT_SIGNED_IN),
        (None, MEETING, CloseCode.NOT_SIGNED_IN),
        (replace(LOGIN, disabled=True), MEETING, CloseCode.NOT_SIGNED_IN),
        (replace(LOGIN, expires_at=NOW), MEETING, CloseCode.NOT_SIGNED_IN),
        (replace(LOGIN, last_seen_at=NOW - timedelta(hours=12)), MEETING, CloseCode.NOT_SIGNED_IN),
        (LOGIN, None, CloseCode.NOT_YOURS),
        (person("eve", "student"), replace(MEETING, deleted=True), CloseCode.NOT_YOURS),
        (person("joe", "interviewer"), MEETING, CloseCode.NOT_YOURS),
        (LOGIN, replace(MEETING, deleted=True), CloseCode.NOT_SCHEDULED),
        (LOGIN, replace(MEETING, status=InterviewStatus.CANCELLED), CloseCode.NOT_SCHEDULED),
        (
            LOGIN,
            replace(MEETING, status=InterviewStatus.NO_SHOW, interview_time=NOW - timedelta(days=9)),
            CloseCode.NOT_SCHEDULED,
        ),
        (LOGIN, replace(MEETING, interview_time=NOW + timedelta(hours=24, seconds=1)), CloseCode.OUTSIDE_WINDOW),
        (LOGIN, replace(MEETING, interview_time=NOW - timedelta(hours=24, seconds=1)), CloseCode.OUTSIDE_WINDOW),
    ],
)
def test_sig_9_the_first_refusal_wins(login: Login | None, appointment: Appointment | None, code: CloseCode) -> None:
    assert decide(Standing(login, appointment), LIFETIME, NOW) is code


@pytest.mark.parametrize("login", [LOGIN, person("ada", "admin"), person("ivy", "interviewer"), person("ben", "admin")])
@pytest.mark.parametrize("starts", [NOW - timedelta(hours=24), NOW, NOW + timedelta(hours=24)])
def test_sig_9_its_people_and_admins_enter_while_the_window_is_open_both_ends_included(
    login: Login, starts: datetime
) -> None:
    day = timedelta(hours=24)
    assert decide(Standing(login, replace(MEETING, interview_time=starts)), LIFETIME, NOW) == Admission(
        login.person, frozenset({"sam", "ada", "ivy"}), starts - day, starts + day, NOW
    )


@pytest.fixture
def guestlist(database: Database, clock: FakeClock) -> StoredGuestlist:
    return StoredGuestlist(database, LIFETIME, clock, MemoryBus())


def test_sig_32_any_number_of_questions_is_one_statement(
    database: Database, guestlist: StoredGuestlist, add_interview: AddInterview, people: People, token: Token
) -> None:
    add_interview(INTERVIEW, "sam", "ada", ("ivy", "ben"))
    add_interview("other", "eve", "ben")
    sessions = {name: token_hash(token(name)) for name in people.ids}
    asked = [Asked(interview, id_) for interview in (INTERVIEW, "other", "nowhere") for id_ in sessions.values()]
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda *seen: statements.append(seen[2]) if "FROM" in seen[2] else None,
    )
    found = guestlist.check([*asked, Asked(INTERVIEW, "no session")])
    assert len(statements) == 1
    names = {id_: name for name, id_ in sessions.items()}
    entered = {(one.interview_id, names[one.session_id]) for one in asked if isinstance(found[one], Admission)}
    assert entered == {
        *((INTERVIEW, name) for name in ("sam", "ada", "ivy", "ben")),
        *(("other", name) for name in ("eve", "ada", "ben")),
    }
    assert found[Asked(INTERVIEW, "no session")] is CloseCode.NOT_SIGNED_IN
    assert {code for code in found.values() if isinstance(code, CloseCode)} == {
        CloseCode.NOT_SIGNED_IN,
        CloseCode.NOT_YOURS,
    }


def test_sig_9_what_the_database_says_reaches_the_decision(
    database: Database, guestlist: StoredGuestlist, interview: str, people: People, token: Token
) -> None:
    sam = Asked(interview, token_hash(token("sam")))
    everyone = frozenset(people[name] for name in ("sam", "ada", "ivy"))
    day = timedelta(hours=24)
    admitted = Admission(Person(people["sam"], "Sam", "student"), everyone, STARTS - day, STARTS + day, NOW)
    assert guestlist.check([sam]) == {sam: admitted}
    steps: list[tuple[dict[str, object], CloseCode]] = [
        ({"interview_time": NOW + timedelta(days=2)}, CloseCode.OUTSIDE_WINDOW),
        ({"status": "cancelled"}, CloseCode.NOT_SCHEDULED),
        ({"status": "scheduled", "deleted_at": NOW}, CloseCode.NOT_SCHEDULED),
        ({"student_id": people["eve"]}, CloseCode.NOT_YOURS),
    ]
    for change, code in steps:
        with database.writing() as session:
            session.execute(update(Interview).values(change))
        assert guestlist.check([sam]) == {sam: code}
    with database.writing() as session:
        session.execute(update(PersonRow).where(PersonRow.id == people["sam"]).values(disabled_at=NOW))
    assert guestlist.check([sam]) == {sam: CloseCode.NOT_SIGNED_IN}


def test_sig_35_an_open_socket_keeps_its_session_alive(
    database: Database, guestlist: StoredGuestlist, clock: FakeClock, interview: str, token: Token
) -> None:
    sam, ada = (Asked(interview, token_hash(token(name))) for name in ("sam", "ada"))
    clock.advance(hours=11)
    verdicts = guestlist.check([sam])
    guestlist.keep_alive([(one, verdict) for one, verdict in verdicts.items() if isinstance(verdict, Admission)])
    clock.advance(hours=11)
    assert isinstance(guestlist.check([sam])[sam], Admission)
    assert guestlist.check([ada])[ada] is CloseCode.NOT_SIGNED_IN
    with database.reading() as session:
        seen = session.get_one(LoginSession, sam.session_id).last_seen_at
    assert seen == NOW + timedelta(hours=11)


def test_sig_35_a_session_seen_a_moment_ago_is_not_written_again(
    database: Database, guestlist: StoredGuestlist, clock: FakeClock, interview: str, token: Token
) -> None:
    sam = Asked(interview, token_hash(token("sam")))
    clock.advance(seconds=30)
    verdict = guestlist.check([sam])[sam]
    assert isinstance(verdict, Admission)
    statements: list[object] = []
    event.listen(database.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
    guestlist.keep_alive([(sam, verdict)])
    assert statements == []


def test_sig_35_thousands_of_sessions_are_kept_in_portions(guestlist: StoredGuestlist, people: People) -> None:
    person = Person(people["sam"], "Sam", "student")
    old = Admission(person, frozenset(), NOW, NOW, NOW - timedelta(hours=1))
    guestlist.keep_alive([(Asked("one", f"session-{number}"), old) for number in range(25_000)])
