"""What happens to an interview, as the people in it read it: through the API, the outbox, and both parsers."""

import re
from email.message import EmailMessage

from sqlalchemy import update

from tests.conftest import FakeClock
from tests.interviews.world import ELEVEN, HALF_PAST_TEN, TEN, World, good
from tests.notifications.outgoing import Doormat, make_mailer, states, told, words
from tests.notifications.test_calendar import Read, read
from vivavoce.accounts.models import Person

TWELVE = "2026-12-02T12:00:00.000Z"


def calendars(mail: EmailMessage) -> list[tuple[str, Read]]:
    """(METHOD, what is in it) of each object that is attached."""
    found = []
    for part in mail.iter_attachments():
        content = part.get_content()
        assert isinstance(content, bytes)
        method = re.search(rb"^METHOD:(\w+)", content, re.MULTILINE)
        assert method
        found += [(method[1].decode(), one) for one in read(content)]
    return found


def heard(mails: list[EmailMessage], name: str) -> list[tuple[str, str, int]]:
    """(METHOD, UID, SEQUENCE) of all that a person was sent, in order."""
    mine = [mail for mail in mails if str(mail["To"]).endswith(f"<{name}@example.edu>")]
    return [(method, one[0], one[1]) for mail in mine for method, one in calendars(mail)]


def test_tel_3_three_moves_another_interviewer_and_an_end_are_one_uid_and_a_rising_sequence(
    world: World, clock: FakeClock
) -> None:
    doormat = Doormat()
    mailer = make_mailer(world.database, clock, doormat)
    interview = world.create("sam", TEN)
    mailer.work()
    for changes in (
        {"interview_time": ELEVEN},
        {"interview_time": HALF_PAST_TEN},
        {"interview_time": TWELVE},
        {"admin_id": world.people["ben"]},
        {"status": "cancelled"},
    ):
        interview = world.change(interview, **changes)
        mailer.work()
    uid = f"{interview['id']}@vivavoce"
    assert heard(doormat.mails, "sam") == [
        *(("REQUEST", uid, sequence) for sequence in range(5)),
        ("CANCEL", uid, 5),
    ]
    assert heard(doormat.mails, "ada") == [*(("REQUEST", uid, sequence) for sequence in range(4)), ("CANCEL", uid, 4)]
    assert heard(doormat.mails, "ben") == [("REQUEST", uid, 4), ("CANCEL", uid, 5)]
    assert len({str(mail["Message-ID"]) for mail in doormat.mails}) == len(doormat.mails)
    organizers = {line for mail in doormat.mails for line in mail.as_string().splitlines() if "ORGANIZER" in line}
    assert organizers == {'ORGANIZER;CN="Admissions Office":mailto:interviews@example.edu'}


def test_tel_3_both_parsers_read_each_time(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    interview = world.create("sam", TEN)
    make_mailer(world.database, clock, doormat).work()
    world.change(interview, interview_time=ELEVEN, duration_minutes=45)
    make_mailer(world.database, clock, doormat).work()
    mine = [one for mail in doormat.mails if "sam@" in str(mail["To"]) for one in calendars(mail)]
    assert [(one[1][2].isoformat(), one[1][3].isoformat(), one[1][4]) for one in mine] == [
        ("2026-12-02T10:00:00+00:00", "2026-12-02T10:30:00+00:00", "CONFIRMED"),
        ("2026-12-02T11:00:00+00:00", "2026-12-02T11:45:00+00:00", "CONFIRMED"),
    ]


def test_tel_2_what_changes_no_calendar_tells_nobody(world: World) -> None:
    interview = world.create("sam", TEN)
    before = told(world.database)
    interview = world.change(interview, notes="Read the essay again.", time_zone="Asia/Tokyo", lobby=True)
    interview = world.change(interview, status="completed")
    world.change(interview, notes="Good.")
    assert told(world.database) == before


def test_tel_2_panels_hear_too_and_who_leaves_is_told(world: World) -> None:
    ada, ben, ivy, sam = (world.people[name] for name in ("ada", "ben", "ivy", "sam"))
    interview = world.create("sam", TEN, interviewer_ids=[ivy])
    world.change(interview, interviewer_ids=[ben])
    assert told(world.database) == sorted(
        [
            *((person, "scheduled", 0) for person in (ada, ivy, sam)),
            *((person, "moved", 1) for person in (ada, sam)),
            (ben, "scheduled", 1),
            (ivy, "cancelled", 1),
        ]
    )


def test_tel_2_deleting_cancels_once(world: World) -> None:
    ada, sam = world.people["ada"], world.people["sam"]
    interview = world.create("sam", TEN)
    interview = world.change(interview, status="cancelled")
    good_deletion = world["ada"].delete(f"/api/admin/interviews/{interview['id']}")
    assert good_deletion.status_code == 204
    assert [one for one in told(world.database) if one[1] == "cancelled"] == sorted(
        [(ada, "cancelled", 1), (sam, "cancelled", 1)]
    )


def test_tel_2_brought_back_it_is_announced_again(world: World) -> None:
    interview = world.create("sam", TEN)
    interview = world.change(interview, status="cancelled")
    world.change(interview, status="scheduled")
    assert [one[1:] for one in told(world.database) if one[0] == world.people["sam"]] == [
        ("cancelled", 1),
        ("scheduled", 0),
        ("scheduled", 2),
    ]


def test_tel_2_what_is_over_is_told_to_nobody(world: World, clock: FakeClock) -> None:
    world.create("sam", "2026-11-30T10:00:00Z")
    interview = world.create("eve", TEN)
    before = told(world.database)
    clock.advance(days=2)
    world.change(interview, status="cancelled")
    assert told(world.database) == before


def test_tel_1_refused_changes_tell_nobody(world: World) -> None:
    world.create("sam", TEN)
    before = told(world.database)
    assert world.try_create("eve", TEN).status_code == 409
    assert told(world.database) == before


def test_tel_2_the_lead_hears_that_somebody_cannot_come(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", TEN)
    answers = f"/api/student/interviews/{interview['id']}/response"
    for body in (
        {"attendance": "cannot", "message": "I have an exam."},
        {"attendance": "cannot", "message": "I have an exam."},
        {"attendance": "confirmed"},
        {"attendance": "cannot"},
    ):
        good(world["sam"].post(answers, json=body))
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    about = [subject for _, subject in doormat.subjects() if "cannot" in subject]
    assert about == ["Sam cannot come: Wed 2 Dec 2026, 10:00 London"] * 2
    assert sum("I have an exam." in words(mail) for mail in doormat.mails) == 1


def test_tel_11_no_student_reads_notes_or_of_others(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    world.create("sam", TEN, notes="Weak essay.")
    world.create("eve", ELEVEN)
    make_mailer(world.database, clock, doormat).work()
    for mail in doormat.mails:
        text = words(mail) + str(mail["Subject"]) + str(calendars(mail))
        assert "Weak essay" not in text
        assert "sam@" not in str(mail["To"]) or "Eve" not in text


def test_tel_5_times_are_those_of_the_reader_and_of_the_office(world: World, clock: FakeClock) -> None:
    doormat = Doormat()
    world.create("sam", TEN)
    make_mailer(world.database, clock, doormat).work()
    assert doormat.subjects() == [
        ("Ada <ada@example.edu>", "Interview with Sam: Wed 2 Dec 2026, 10:00 London"),
        ("Sam <sam@example.edu>", "Your interview: Wed 2 Dec 2026, 15:00 Karachi"),
    ]
    sams = next(mail for mail in doormat.mails if "sam@" in str(mail["To"]))
    line = "Wed 2 Dec 2026, 15:00 Karachi (UTC+05:00) · Wed 10:00 London"
    bodies = [sams.get_body((kind,)) for kind in ("plain", "html")]
    assert [line in str(body.get_content()) for body in bodies if body] == [True, True]
    invitation = next(part for part in sams.walk() if part.get_content_type() == "text/calendar")
    assert invitation.get_param("method") == "REQUEST"


def test_tel_1_who_may_not_come_in_any_more_is_not_written_to(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", TEN)
    with world.database.writing() as session:
        session.execute(update(Person).where(Person.id == world.people["sam"]).values(disabled_at=clock()))
    world.change(interview, interview_time=ELEVEN)
    assert [kind for person, kind, _ in told(world.database) if person == world.people["sam"]] == ["scheduled"]
    assert states(world.database).count(("moved", "waiting")) == 1
