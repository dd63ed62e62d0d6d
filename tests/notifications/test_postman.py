"""What comes of each thing that a mail server can do."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from select import select
from threading import Event

import pytest

from tests.notifications.mail_server import Behavior, Drop, dropping, mail_server, once
from tests.notifications.sample import OFFICE, letter
from vivavoce.notifications.mime import message
from vivavoce.notifications.postman import (
    FolderPostman,
    NoServer,
    NotTaken,
    SmtpPostman,
    SmtpServer,
    TakenBack,
    smtp_server,
)
from vivavoce.notifications.rendering import rendered
from vivavoce.notifications.rules import Kind, Outcome

SECONDS = 0.5


def mail() -> EmailMessage:
    one = letter(Kind.SCHEDULED, was_at=None)
    return message(one, rendered(one, OFFICE), OFFICE)


def delivered(behavior: Behavior, after: Callable[[], None] = lambda: None) -> tuple[str, int]:
    """What a postman says of one mail, and how many copies have arrived. `after`: when it has said so."""
    with mail_server(behavior) as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        try:
            postman.deliver(mail(), lambda: True)
        except NotTaken as error:
            return error.outcome.value, len(server.taken)
        except NoServer:
            return "no server", len(server.taken)
        finally:
            after()
            postman.rest()
        return "sent", len(server.taken)


def never_answered(step: str) -> str:
    """By a server that says nothing until the postman has given up."""
    gave_up = Event()

    def hang() -> None:
        assert gave_up.wait(20)

    return delivered(once(step, hang), gave_up.set)[0]


@pytest.mark.parametrize(
    ("step", "temporary", "permanent", "gone"),
    [
        ("connect", "no server", "no server", "no server"),
        ("EHLO", "sent", "sent", "no server"),
        ("MAIL", "no server", "no server", "no server"),
        ("RCPT", "temporary", "permanent", "temporary"),
        ("DATA", "temporary", "permanent", "temporary"),
        ("dot", "temporary", "permanent", "unknown"),
    ],
)
def test_tel_7_each_step_refused_dropped_or_never_answered(
    step: str, temporary: str, permanent: str, gone: str
) -> None:
    """After a refused EHLO it says HELO, and all goes well."""
    found = [
        delivered(once(step, lambda: "451 later"))[0],
        delivered(once(step, lambda: "550 no"))[0],
        delivered(once(step, dropping))[0],
        never_answered(step),
    ]
    assert found == [temporary, permanent, gone, gone]


def test_tel_7_a_connection_that_ends_within_the_text_was_no_mail() -> None:
    gone = Event()

    def going() -> str | None:
        gone.set()
        raise Drop

    def wait() -> bool:
        assert gone.wait(5)
        return until_closed(postman)

    with mail_server(once("text", going)) as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        with pytest.raises(NotTaken) as error:
            postman.deliver(mail(), wait)
    assert (error.value.outcome, server.taken) == (Outcome.TEMPORARY, [])


def until_closed(postman: SmtpPostman) -> bool:
    connection = postman._connection
    assert connection is not None
    assert connection.sock is not None
    return bool(select([connection.sock], [], [], 5)[0])


def test_tel_7_dropped_after_it_was_taken_it_may_have_arrived() -> None:
    assert delivered(once("taken", dropping)) == ("unknown", 1)


def test_tel_7_a_second_mail_goes_over_the_same_connection() -> None:
    with mail_server() as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        for _ in range(3):
            postman.deliver(mail(), lambda: True)
        postman.rest()
        assert (len(server.taken), server.connections) == (3, 1)


def test_tel_7_after_a_refusal_the_next_one_goes() -> None:
    with mail_server(once("RCPT", lambda: "550 no such person")) as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        with pytest.raises(NotTaken, match="550 no such person"):
            postman.deliver(mail(), lambda: True)
        postman.deliver(mail(), lambda: True)
        postman.rest()
        assert (len(server.taken), server.connections) == (1, 1)


def test_tel_7_a_connection_that_the_server_closed_meanwhile_is_opened_again() -> None:
    with mail_server(once("answered", dropping)) as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        for _ in range(2):
            postman.deliver(mail(), lambda: True)
        postman.rest()
        assert (len(server.taken), server.connections) == (2, 2)


def test_tel_9_taken_back_before_the_last_dot_it_never_arrives() -> None:
    with mail_server() as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        with pytest.raises(TakenBack):
            postman.deliver(mail(), lambda: False)
        postman.deliver(mail(), lambda: True)
        postman.rest()
        assert len(server.taken) == 1


def test_tel_5_what_arrives_is_what_was_sent() -> None:
    """Lines that begin with a dot, too."""
    one = letter(Kind.CANNOT_ATTEND, message=".\r\n.dot\r\n..two")
    sent = message(one, rendered(one, OFFICE), OFFICE)
    with mail_server() as server:
        postman = SmtpPostman(smtp_server(server.url), OFFICE.sender, SECONDS)
        postman.deliver(sent, lambda: True)
        postman.rest()
        bodies = [
            [str(part.get_content()).splitlines() for part in mail.walk() if part.get_content_maintype() == "text"]
            for mail in (sent, server.taken[0])
        ]
    assert bodies[0] == bodies[1]


def test_tel_14_without_a_mail_server_each_mail_is_a_file(tmp_path: Path) -> None:
    postman = FolderPostman(tmp_path / "mails")
    postman.deliver(mail(), lambda: True)
    with pytest.raises(TakenBack):
        postman.deliver(letter_mail("n"), lambda: False)
    assert [file.name for file in (tmp_path / "mails").iterdir()] == ["20261127-090000-" + "m" * 22 + ".eml"]


def letter_mail(character: str) -> EmailMessage:
    made = mail()
    del made["Message-ID"]
    made["Message-ID"] = f"<{character * 22}@example.edu>"
    return made


def test_tel_14_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("a file")
    with pytest.raises(NoServer, match="cannot be written"):
        FolderPostman(tmp_path / "mails").deliver(mail(), lambda: True)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.edu", SmtpServer("mail.example.edu", 25, implicit_tls=False, user="", password="")),
        (
            "smtps://u%40x:p%3A%2F@mail.example.edu",
            SmtpServer("mail.example.edu", 465, implicit_tls=True, user="u@x", password="p:/"),
        ),
        (
            "smtp://user:word@[::1]:2525/",
            SmtpServer("::1", 2525, implicit_tls=False, user="user", password="word"),
        ),
    ],
)
def test_tel_14_the_address_of_a_mail_server(url: str, expected: SmtpServer) -> None:
    assert smtp_server(url) == expected


@pytest.mark.parametrize(
    "url", ["", "mail.example.edu", "http://mail.example.edu", "smtp://", "smtp://h:port", "smtp://h/x"]
)
def test_tel_14_what_is_no_address_of_a_mail_server(url: str) -> None:
    with pytest.raises(ValueError, match=r"port|like"):
        smtp_server(url)


def test_tel_14_no_password_without_encryption() -> None:
    with mail_server() as server:
        remote = SmtpServer("127.0.0.2", server.port, implicit_tls=False, user="user", password="secret-word")
        with pytest.raises(NoServer) as error:
            SmtpPostman(remote, OFFICE.sender, SECONDS).deliver(mail(), lambda: True)
    assert "secret-word" not in str(error.value)
