"""The doctor at mail servers and at the public address: real connections, real TLS."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller

from tests.browser.demo_server import free_port
from tests.conftest import make_settings
from tests.notifications.test_real_server import Inbox, authenticated
from vivavoce.clock import utc_now
from vivavoce.operations import tls
from vivavoce.operations.doctor.findings import Verdict, ok
from vivavoce.operations.doctor.other_checks import check_mail
from vivavoce.operations.doctor.site_check import check_site
from vivavoce.operations.server import Certificate
from vivavoce.settings import Settings


@contextmanager
def mail_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Inbox]]:
    """One that takes mails after STARTTLS and a password, with a certificate that is trusted here."""
    made, inbox = tls.self_signed(folder, "127.0.0.1"), Inbox()
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    controller = Controller(
        inbox, hostname="127.0.0.1", port=free_port(), tls_context=server_context(made), require_starttls=True,
        auth_required=True, authenticator=authenticated,
    )  # fmt: skip
    controller.start()
    try:
        yield controller.port, inbox
    finally:
        controller.stop()


def server_context(made: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    return context


def mailing(url: str) -> Settings:
    return make_settings("sqlite://", Path(), smtp_url=url, mail_from="office@example.edu")


def test_ops_11_mail_is_tried_as_far_as_the_password_and_none_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(tmp_path, monkeypatch) as (port, inbox):
        good = check_mail(mailing(f"smtp://office:a%20p:ss%2Fword@127.0.0.1:{port}"))
        wrong = check_mail(mailing(f"smtp://office:other-words@127.0.0.1:{port}"))
        monkeypatch.delenv("SSL_CERT_FILE")
        untrusted = check_mail(mailing(f"smtp://office:a%20p:ss%2Fword@127.0.0.1:{port}"))
    assert good == ok("mail", "127.0.0.1 takes mails from office@example.edu.")
    assert (wrong.verdict, "535" in wrong.says, "other-words" in wrong.says) == (Verdict.FAILURE, True, False)
    assert (untrusted.verdict, "certificate verify failed" in untrusted.says) == (Verdict.FAILURE, True)
    assert inbox.mails == []


def test_ops_11_what_is_no_mail_server_is_said() -> None:
    gone = check_mail(mailing(f"smtp://127.0.0.1:{free_port()}"))
    assert (gone.verdict, "Connection refused" in gone.says) == (Verdict.FAILURE, True)
    assert check_mail(mailing("mail.example.edu")).verdict is Verdict.FAILURE
    assert check_mail(make_settings("sqlite://", Path())).verdict is Verdict.WARNING


@contextmanager
def site(status: int, body: bytes, certificate: Certificate) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/readyz"
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.socket = server_context(certificate).wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"https://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


READY = b'{"status":"ok","database":"ok","bus":"ok"}'


@pytest.mark.parametrize(
    ("status", "body", "verdict", "words"),
    [
        (200, READY, "ok", "leads to a server that is ready"),
        (503, READY.replace(b"ok", b"unavailable"), "failure", "is unavailable"),
        (502, b"<h1>Bad gateway</h1>", "failure", "answers 502, and not as Vivavoce does"),
        (200, b"[]", "failure", "not as Vivavoce does"),
        (200, b'"status database bus"', "failure", "not as Vivavoce does"),
    ],
)
def test_ops_12_what_is_behind_the_public_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, status: int, body: bytes, verdict: str, words: str
) -> None:
    made = tls.self_signed(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    with site(status, body, made) as url:
        certificate, behind = check_site(make_settings("sqlite://", tmp_path, public_url=url), utc_now())
    assert (certificate.verdict, behind.verdict) == (Verdict.OK, verdict)
    assert words in behind.says


@pytest.mark.parametrize(
    ("days", "found"), [(21, ("ok", "Good for 21 days more.")), (20, ("warning", "Its certificate ends in 20 days."))]
)
def test_ops_12_a_certificate_that_ends_soon_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, found: tuple[str, str]
) -> None:
    made = tls.self_signed(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    now = utc_now() + timedelta(days=365 - days - 0.5)
    with site(200, READY, made) as url:
        certificate = check_site(make_settings("sqlite://", tmp_path, public_url=url), now)[0]
    assert (certificate.verdict, certificate.says) == found


def test_ops_12_a_certificate_that_browsers_refuse_is_a_failure(tmp_path: Path) -> None:
    with site(200, READY, tls.self_signed(tmp_path, "127.0.0.1")) as url:
        (found,) = check_site(make_settings("sqlite://", tmp_path, public_url=url), utc_now())
    assert (found.verdict, found.check, "self-signed certificate" in found.says) == (
        Verdict.FAILURE, "certificate", True,
    )  # fmt: skip
