"""Through a mail server that others wrote: encrypted, with a password."""

import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.conftest import make_settings
from tests.notifications.sample import OFFICE, letter
from vivavoce.notifications.mime import message
from vivavoce.notifications.postman import NoServer, SmtpPostman, SmtpServer
from vivavoce.notifications.rendering import rendered
from vivavoce.notifications.rules import Kind
from vivavoce.operations.tls import self_signed

SECONDS = 5.0


class Inbox:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, _: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        assert session.ssl is not None
        self.mails.append(envelope.original_content or b"")
        return "250 taken"


def authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"office", b"a p:ss/word")
    return AuthResult(success=good, handled=False)


def free_port() -> int:
    """aiosmtpd asks whether it is up at the port it was given, so 0 will not do."""
    with socket.create_server(("127.0.0.1", 0)) as asked:
        return int(asked.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Controller, Inbox]]:
    """One that takes mails only after STARTTLS and a password, with a certificate that this test trusts."""
    made = self_signed(make_settings("sqlite://", tmp_path).data_dir, "127.0.0.1")
    trusted = ssl.create_default_context(cafile=str(made.certificate))
    trusted.check_hostname = False
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: trusted)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    inbox = Inbox()
    controller = Controller(
        inbox, hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True, auth_required=True,
        authenticator=authenticated,
    )  # fmt: skip
    controller.start()
    yield controller, inbox
    controller.stop()


def postman(controller: Controller, password: str) -> SmtpPostman:
    address = SmtpServer("127.0.0.1", controller.port, implicit_tls=False, user="office", password=password)
    return SmtpPostman(address, OFFICE.sender, SECONDS)


def test_tel_14_starttls_then_the_password_then_mails(server: tuple[Controller, Inbox]) -> None:
    controller, inbox = server
    one = letter(Kind.SCHEDULED, was_at=None)
    sent, carrier = message(one, rendered(one, OFFICE), OFFICE), postman(controller, "a p:ss/word")
    for _ in range(2):
        carrier.deliver(sent, lambda: True)
    carrier.rest()
    arrived = [message_from_bytes(text, policy=policy.default) for text in inbox.mails]
    assert [str(mail["Message-ID"]) for mail in arrived] == [str(sent["Message-ID"])] * 2
    assert [part.get_content_type() for part in arrived[0].walk()] == [part.get_content_type() for part in sent.walk()]


def test_tel_14_a_wrong_password_is_the_servers_trouble_and_is_not_repeated(server: tuple[Controller, Inbox]) -> None:
    controller, inbox = server
    one = letter(Kind.SCHEDULED, was_at=None)
    with pytest.raises(NoServer) as error:
        postman(controller, "wrong").deliver(message(one, rendered(one, OFFICE), OFFICE), lambda: True)
    assert ("535" in str(error.value), "wrong" in str(error.value), inbox.mails) == (True, False, [])
