"""What the office reads of what people were told."""

from email import message_from_bytes, policy

from sqlalchemy import update

from tests.conftest import FakeClock
from tests.interviews.world import ELEVEN, TEN, World, good, refused
from tests.notifications.outgoing import Doormat, make_mailer, states
from vivavoce.notifications.models import Mail
from vivavoce.notifications.rules import MailStatus

MESSAGES = "/api/admin/messages"


def set_status(world: World, status: MailStatus, kind: str) -> None:
    with world.database.writing() as session:
        session.execute(update(Mail).where(Mail.kind == kind).values(status=status, last_error="550 no"))


def test_tel_13_the_newest_first_with_their_state(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", TEN)
    clock.advance(minutes=1)
    world.change(interview, interview_time=ELEVEN)
    body = good(world["ada"].get(MESSAGES, params={"q": "sam@"}))
    assert [(one["to"]["name"], one["kind"], one["status"], one["subject"]) for one in body["items"]] == [
        ("Sam", "moved", "waiting", "New time: your interview, Wed 2 Dec 2026, 16:00 Karachi"),
        ("Sam", "scheduled", "waiting", "Your interview: Wed 2 Dec 2026, 15:00 Karachi"),
    ]
    assert body["outbox"] == {
        "delivery": "folder", "sender": "admissions@example.edu", "trouble": "", "counts": {"waiting": 4},
    }  # fmt: skip


def test_tel_13_pages_hold_each_once(world: World, clock: FakeClock) -> None:
    for student, at in (("sam", TEN), ("eve", ELEVEN), ("kim", "2026-12-02T12:00:00Z")):
        world.create(student, at)
        clock.advance(seconds=1)
    seen, cursor = list[str](), None
    while True:
        page = good(world["ada"].get(MESSAGES, params={"limit": 2, **({"cursor": cursor} if cursor else {})}))
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6
    assert refused(world["ada"].get(MESSAGES, params={"cursor": "WyIxIiwiMiJd"}))[0] == 422


def test_tel_13_one_is_read_as_it_goes_out(world: World) -> None:
    world.create("sam", TEN, notes="Weak essay.")
    mail = good(world["ada"].get(MESSAGES, params={"q": "sam"}))["items"][0]
    read = good(world["ada"].get(f"{MESSAGES}/{mail['id']}"))
    assert (read["invitations"], "15:00 Karachi (UTC+05:00)" in read["text"]) == (1, True)
    parsed = message_from_bytes(world["ada"].get(f"{MESSAGES}/{mail['id']}/file").content, policy=policy.default)
    assert (str(parsed["To"]), "Weak" in parsed.as_string()) == ("Sam <sam@example.edu>", False)


def test_tel_13_only_what_failed_is_sent_again(world: World, clock: FakeClock) -> None:
    world.create("sam", TEN)
    mail = good(world["ada"].get(MESSAGES, params={"q": "sam"}))["items"][0]
    again = f"{MESSAGES}/{mail['id']}/retry"
    assert refused(world["ada"].post(again)) == (409, "not_to_be_sent_again", [])
    set_status(world, MailStatus.FAILED, "scheduled")
    assert good(world["ada"].post(again))["status"] == "waiting"
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    assert [to for to, _ in doormat.subjects()] == ["Sam <sam@example.edu>"]
    assert states(world.database) == [("scheduled", "failed"), ("scheduled", "sent")]


def test_tel_13_what_somebody_holds_and_what_is_newer(world: World, clock: FakeClock) -> None:
    interview = world.create("sam", TEN)
    make_mailer(world.database, clock, Doormat()).work()
    clock.advance(minutes=1)
    world.change(interview, interview_time=ELEVEN)
    held = f"/api/admin/people/{world.people['sam']}/held"
    (item,) = good(world["ada"].get(held))["items"]
    assert item == {
        "interview_id": interview["id"],
        "held": "scheduled", "held_sequence": 0, "held_starts_at": TEN,
        "newest": "moved", "newest_sequence": 1, "newest_starts_at": ELEVEN, "newest_status": "waiting",
        "current": False,
    }  # fmt: skip
    make_mailer(world.database, clock, Doormat()).work()
    (item,) = good(world["ada"].get(held))["items"]
    assert (item["held"], item["held_sequence"], item["current"]) == ("moved", 1, True)


def test_tel_13_every_mail_can_be_seen_and_tried(world: World, clock: FakeClock) -> None:
    items = good(world["ada"].get("/api/admin/mail-templates"))["items"]
    assert [one["kind"] for one in items] == [
        "scheduled", "moved", "cancelled", "reminder_1440", "cannot_attend", "windows_asked",
        "times_allotted", "account_invited",
    ]  # fmt: skip
    for one in items:
        assert world["ada"].post(f"/api/admin/mail-templates/{one['kind']}/test").status_code == 204
    assert world["ada"].post("/api/admin/mail-templates/nothing/test").status_code == 404
    doormat = Doormat()
    make_mailer(world.database, clock, doormat).work()
    assert sorted(str(mail["Subject"]) for mail in doormat.mails) == sorted(f"Test: {one['subject']}" for one in items)
    assert [part for mail in doormat.mails for part in mail.iter_attachments()] == []


def test_tel_13_somebody_new_holds_nothing(world: World) -> None:
    assert good(world["ada"].get(f"/api/admin/people/{world.people['kim']}/held"))["items"] == []
