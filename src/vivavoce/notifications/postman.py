"""Handing a mail over: to a mail server, or into a folder where there is none."""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from select import select
from typing import Protocol
from urllib.parse import unquote, urlsplit

from vivavoce.notifications.rules import Outcome

STEP_SECONDS = 30.0
"""For each answer of the mail server."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 25, "smtps": 465}
MayFinish = Callable[[], bool]
"""Asked once, right before the point of no return; False: the mail is not to arrive."""


class NotTaken(Exception):
    """This mail did not go, or perhaps it did (`Outcome.UNKNOWN`)."""

    def __init__(self, outcome: Outcome, words: str) -> None:
        super().__init__(words)
        self.outcome = outcome


class TakenBack(Exception):
    """`may_finish` said no."""


class NoServer(Exception):
    """No mail goes out at the moment; it is nothing about this one."""


class Postman(Protocol):
    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        """To whom it is addressed. Raises NotTaken, TakenBack and NoServer."""

    def rest(self) -> None:
        """There is nothing more to deliver for now. From another thread: what is under way is broken off."""


class FolderPostman:
    """One file per mail, named by when it was written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        written = self._folder / f"{_file_name(mail)}.part"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written.write_bytes(mail.as_bytes())
            if not may_finish():
                written.unlink()
                raise TakenBack
            written.replace(written.with_suffix(".eml"))
        except OSError as error:
            raise NoServer(f"Mails cannot be written to {self._folder}: {error.strerror}.") from error

    def rest(self) -> None:
        return


def _file_name(mail: EmailMessage) -> str:
    mail_id = re.sub(r"[^A-Za-z0-9_-]", "", str(mail["Message-ID"]).partition("@")[0])
    return f"{parsedate_to_datetime(str(mail['Date'])):%Y%m%d-%H%M%S}-{mail_id}"


@dataclass(frozen=True)
class SmtpServer:
    host: str
    port: int
    implicit_tls: bool
    user: str
    password: str


def smtp_server(url: str) -> SmtpServer:
    """Of `smtp://user:password@host:587` (TLS by STARTTLS where it is offered) or `smtps://…` (TLS from the start).

    Raises ValueError, whose words do not hold the password.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("its port is no number") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("it must be like smtp://user:password@mail.example.edu:587, or smtps://…")
    return SmtpServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        implicit_tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


class SmtpPostman:
    """One connection for as many mails as there are."""

    def __init__(self, server: SmtpServer, sender: str, seconds: float = STEP_SECONDS) -> None:
        self._server, self._sender, self._seconds = server, sender, seconds
        self._connection: smtplib.SMTP | None = None

    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        connection = self._ready()
        finishing = False
        try:
            _accepted(connection.rcpt(mail["To"].addresses[0].addr_spec))
            _accepted(connection.docmd("DATA"), 354)
            connection.send(_dotted(mail.as_bytes()))
            if not may_finish():
                self.rest()  # a mail without its last dot was never there
                raise TakenBack
            _refuse_early_answer(connection)
            finishing = True
            connection.send(b".\r\n")
            _accepted(connection.getreply())
        except smtplib.SMTPResponseException as error:
            self._after_refusal(error.smtp_code)
            outcome = Outcome.PERMANENT if error.smtp_code >= 500 else Outcome.TEMPORARY
            raise NotTaken(outcome, f"{error.smtp_code} {_text(error.smtp_error)}") from error
        except (smtplib.SMTPException, OSError) as error:
            self.rest()
            outcome = Outcome.UNKNOWN if finishing else Outcome.TEMPORARY
            raise NotTaken(outcome, f"The mail server went away: {error}") from error

    def rest(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def try_out(self) -> None:
        """As far as a mail begins; none is sent. Raises NoServer."""
        try:
            self._ready()
        finally:
            self.rest()

    def _ready(self) -> smtplib.SMTP:
        """A connection that has taken MAIL FROM: the one there is, if it still lives, else a new one."""
        if (kept := self._connection) is not None:
            try:
                return self._begun(kept)
            except NoServer:
                self.rest()
        try:
            self._connection = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            self.rest()
            raise NoServer(f"The mail server cannot be used: {_reason(error)}") from error
        return self._begun(self._connection)

    def _begun(self, connection: smtplib.SMTP) -> smtplib.SMTP:
        """A refused sender is about all mails, not about this one."""
        try:
            _accepted(connection.mail(self._sender))
        except (smtplib.SMTPException, OSError) as error:
            self.rest()
            raise NoServer(f"The mail server does not take mails from {self._sender}: {_reason(error)}") from error
        return connection

    def _connect(self) -> smtplib.SMTP:
        server, secure = self._server, ssl.create_default_context()
        # Given the host here: what is connected later has no name to check the certificate against.
        if server.implicit_tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self._seconds, context=secure)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._seconds)
        self._connection = connection
        connection.ehlo_or_helo_if_needed()
        if not server.implicit_tls and connection.has_extn("starttls"):
            connection.starttls(context=secure)
            connection.ehlo_or_helo_if_needed()
        elif not server.implicit_tls and server.user and server.host not in LOOPBACK:
            raise smtplib.SMTPException("It offers no TLS, and a password is not sent without")
        if server.user:
            connection.login(server.user, server.password)
        return connection

    def _after_refusal(self, code: int) -> None:
        connection = self._connection
        try:
            if code == 421 or connection is None or connection.rset()[0] != 250:
                self.rest()
        except (smtplib.SMTPException, OSError):
            self.rest()


def _accepted(answer: tuple[int, bytes], expected: int | None = None) -> None:
    code, words = answer
    if code != expected if expected else not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code if code > 0 else 421, words)


def _refuse_early_answer(connection: smtplib.SMTP) -> None:
    """A server that speaks, or hangs up, before the last dot has not taken the mail: so much is known then."""
    if connection.sock is not None and select([connection.sock], [], [], 0)[0]:
        raise smtplib.SMTPServerDisconnected("It stopped listening before the end")


def _dotted(mail: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line that begins with a dot gets another, and the text ends with a line's end."""
    lines = re.sub(rb"(?m)^\.", b"..", mail)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__
