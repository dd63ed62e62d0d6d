"""The doctor at a real coturn: as deploy/coturn.conf has it, and as it must not be; and at what is no relay at all."""

import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from threading import Thread

import pytest

from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until
from tests.conftest import make_settings
from tests.turn import test_coturn_conf as coturn
from vivavoce.clock import utc_now
from vivavoce.operations.doctor import stun, turn_line
from vivavoce.operations.doctor.findings import Verdict, ok
from vivavoce.operations.doctor.relay_checks import PUBLIC, check_ice, check_stun, check_turn
from vivavoce.operations.doctor.turn_line import Line, Refused, Relay, ServerUrl, server_url
from vivavoce.operations.tls import self_signed
from vivavoce.settings import Settings
from vivavoce.signaling.ice import IceServers


@dataclass(frozen=True)
class Coturn:
    port: int
    """For UDP and TCP."""
    tls_port: int
    certificate: Path

    def url(self, form: str) -> str:
        return form.format(port=self.port, tls=self.tls_port)


@contextmanager
def relay(folder: Path, change: Callable[[str], str] = str, more: str = "") -> Iterator[Coturn]:
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("coturn is not installed")
    certificate = self_signed(folder, "127.0.0.1")
    made = Coturn(free_port(), free_port(), certificate.certificate)
    own = f"cert={made.certificate}\npkey={certificate.key}\ntls-listening-port={made.tls_port}\n{more}"
    server = coturn.start(program, folder, change(coturn.conf(made.port, folder)).replace("no-tls\n", own))
    try:
        wait_until(lambda: coturn.answers(made.port), f"coturn on port {made.port} (log: {folder}/log)", 20)
        yield made
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coturn]:
    with relay(tmp_path_factory.mktemp("coturn")) as made:
        yield made


@pytest.fixture
def trusted(closed: Coturn, monkeypatch: pytest.MonkeyPatch) -> Coturn:
    """Its certificate, by this machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(closed.certificate))
    return closed


def settings(secret: str = coturn.SECRET) -> Settings:
    return make_settings("sqlite://", Path(), turn_urls="turn:relay", turn_secret=secret)


@pytest.mark.parametrize(
    "form", ["turn:127.0.0.1:{port}", "turn:127.0.0.1:{port}?transport=tcp", "turns:127.0.0.1:{tls}?transport=tcp"]
)
def test_ops_10_a_closed_relay_is_well_over_each_transport(trusted: Coturn, form: str) -> None:
    found = check_turn(trusted.url(form), settings(), utc_now())
    assert found == ok(f"turn {trusted.url(form)}", "The relay gives 127.0.0.1, and refuses private addresses.")


def test_ops_10_as_often_as_one_likes(closed: Coturn) -> None:
    """coturn.conf lets one person have 24 allocations."""
    url = closed.url("turn:127.0.0.1:{port}")
    assert {check_turn(url, settings(), utc_now()).says for _ in range(30)} == {
        "The relay gives 127.0.0.1, and refuses private addresses."
    }


def test_ops_10_from_another_port_where_the_relay_remembers_ours(
    closed: Coturn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system gives ports out again, at random, sooner than coturn forgets who had them."""
    url, make, taken = closed.url("turn:127.0.0.1:{port}"), turn_line._datagrams, list[int]()

    def again(server: ServerUrl) -> socket.socket:
        made = make(server)
        if not taken:
            taken.append(made.getsockname()[1])
        elif len(taken) == 1:
            taken.append(0)
            made.close()
            made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            made.bind(("127.0.0.1", taken[0]))
            made.connect((server.host, server.port))
        return made

    monkeypatch.setattr(turn_line, "_datagrams", again)
    (credentials,) = IceServers(settings()).offer("somebody", utc_now()).ice.ice_servers
    server = server_url(url)
    assert server
    with Line(server) as line:
        one = Relay(line, str(credentials.username), str(credentials.credential))
        one.allocate()
    found = check_turn(url, settings(), utc_now())
    assert found == ok(f"turn {url}", "The relay gives 127.0.0.1, and refuses private addresses.")
    assert len(taken) == 2


def test_ops_10_what_was_allocated_is_given_back(closed: Coturn) -> None:
    server = server_url(closed.url("turn:127.0.0.1:{port}?transport=tcp"))
    (credentials,) = IceServers(settings()).offer("somebody", utc_now()).ice.ice_servers
    assert server
    with Line(server) as line:
        one = Relay(line, str(credentials.username), str(credentials.credential))
        one.allocate()
        one.permit(ip_address(PUBLIC))
        one.release()
        wait_until(lambda: is_over(one), "the end of the allocation", 20)


def is_over(relay: Relay) -> bool:
    """Whether the relay knows of no allocation any more; coturn then also hangs up."""
    try:
        relay.permit(ip_address(PUBLIC))
    except Refused as refused:
        return refused.code == 437
    except ConnectionError:
        return True
    return False


OPEN = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"]


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        (lambda text: re.sub(r"^denied-peer-ip=.*$", "", text, flags=re.MULTILINE), OPEN),
        (lambda text: text.replace("denied-peer-ip=10.0.0.0-10.255.255.255", ""), ["10.0.0.1"]),
        (
            lambda text: text.replace("denied-peer-ip=::1-::ffff:ffff", "").replace(
                "denied-peer-ip=::ffff:0.0.0.0-::ffff:255.255.255.255", ""
            ),
            ["::ffff:127.0.0.1"],
        ),
    ],
    ids=["all", "one-network", "hidden"],
)
def test_ops_10_an_open_relay_is_a_failure(tmp_path: Path, change: Callable[[str], str], reached: list[str]) -> None:
    with relay(tmp_path, change, "allow-loopback-peers\ncli-password=x\n") as made:
        found = check_turn(made.url("turn:127.0.0.1:{port}"), settings(), utc_now())
    assert found.verdict is Verdict.FAILURE
    assert set(reached) <= set(found.says.partition(": ")[2].removesuffix(".").split(", "))
    assert "denied-peer-ip" in found.fix


def test_ops_10_one_that_lets_nobody_out_is_noticed(tmp_path: Path) -> None:
    """The mistake that deploy/coturn.conf warns of."""
    with relay(tmp_path, lambda text: f"{text}denied-peer-ip=0.0.0.0-255.255.255.255\n") as made:
        found = check_turn(made.url("turn:127.0.0.1:{port}"), settings(), utc_now())
    assert (found.verdict, "refuses public addresses, too" in found.says) == (Verdict.WARNING, True)


def test_ops_10_other_secrets_and_late_clocks_are_said(closed: Coturn) -> None:
    url = closed.url("turn:127.0.0.1:{port}")
    for secret, now in (("another-secret", utc_now()), (coturn.SECRET, utc_now() - timedelta(hours=2))):
        found = check_turn(url, settings(secret), now)
        assert (found.verdict, "refuses our credentials (401" in found.says) == (Verdict.FAILURE, True)
        assert "VIVAVOCE_TURN_SECRET" in found.fix


def test_ops_10_a_certificate_that_browsers_refuse_is_said(closed: Coturn) -> None:
    found = check_turn(closed.url("turns:127.0.0.1:{tls}"), settings(), utc_now())
    assert found.verdict is Verdict.FAILURE
    assert found.says == "Browsers refuse its TLS: self-signed certificate."


def test_ops_10_a_certificate_that_ends_soon_is_noticed(trusted: Coturn) -> None:
    """It is good for a year; a relay takes credentials that end later than ours."""
    url = trusted.url("turns:127.0.0.1:{tls}")
    found = check_turn(url, settings(), utc_now() + timedelta(days=350))
    assert (found.verdict, found.says) == (Verdict.WARNING, "Its certificate ends in 14 days.")


@pytest.mark.parametrize("form", ["stun:127.0.0.1:{port}", "stuns:127.0.0.1:{tls}"])
def test_ops_10_stun_answers(trusted: Coturn, form: str) -> None:
    assert check_stun(trusted.url(form)) == ok(f"stun {trusted.url(form)}", "127.0.0.1 answers.")


@contextmanager
def answering(answer: Callable[[bytes], bytes]) -> Iterator[int]:
    """A UDP server of the test's, at this port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as served:
        served.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                request, sender = served.recvfrom(65_535)
                if not request:
                    return
                if said := answer(request):
                    served.sendto(said, sender)

        thread = Thread(target=serve)
        thread.start()
        yield served.getsockname()[1]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", served.getsockname())
        thread.join()


def unsigned(request: bytes) -> bytes:
    """A relay that agrees to everything, and does not know the secret."""
    method, transaction = int.from_bytes(request[:2]), request[8:20]
    if stun.NONCE in stun.decode(request).attributes:
        relayed = (stun.XOR_RELAYED_ADDRESS, stun.xored(IPv4Address("127.0.0.1"), 5, transaction))
        return stun.encode(method | stun.SUCCESS, transaction, [relayed])
    asks = [(stun.ERROR_CODE, b"\0\0\x04\x01Unauthorized"), (stun.REALM, b"r"), (stun.NONCE, b"n")]
    return stun.encode(method | stun.ERROR, transaction, asks)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda _: b"", "It does not answer as it should: no answer."),
        (lambda _: b"HTTP/1.1 400 Bad Request\r\n\r\n", "It does not answer as it should: no STUN message."),
        (unsigned, "It does not answer as it should: an answer that is not signed with the secret."),
        (
            lambda request: stun.encode(
                stun.ALLOCATE | stun.ERROR, request[8:20], [(stun.ERROR_CODE, b"\0\0\x04\x56Q")]
            ),
            "The relay gives no address (486 Q).",
        ),
        (
            lambda request: stun.encode(stun.ALLOCATE | stun.ERROR, request[8:20], []),
            "It does not answer as it should: an answer without attribute 0x0009.",
        ),
    ],
    ids=["silence", "http", "unsigned", "quota", "bare"],
)
def test_ops_10_what_is_no_relay_is_said(answer: Callable[[bytes], bytes], says: str) -> None:
    with answering(answer) as port:
        found = check_turn(f"turn:127.0.0.1:{port}", settings(), utc_now())
    assert (found.verdict, found.says) == (Verdict.FAILURE, says)


def test_ops_10_a_datagram_that_is_lost_is_sent_again() -> None:
    dropped: list[bytes] = []

    def second_time(request: bytes) -> bytes:
        if request not in dropped:
            dropped.append(request)
            return b""
        return stun.encode(
            stun.BINDING | stun.SUCCESS,
            request[8:20],
            [(stun.XOR_MAPPED_ADDRESS, stun.xored(IPv4Address("192.0.2.9"), 9, request[8:20]))],
        )

    with answering(second_time) as port:
        assert check_stun(f"stun:127.0.0.1:{port}").verdict is Verdict.OK
    assert len(dropped) == 1


def test_ops_10_nobody_at_the_port_is_said() -> None:
    for url in (f"turn:127.0.0.1:{free_port()}?transport=tcp", f"turn:127.0.0.1:{free_port()}"):
        found = check_turn(url, settings(), utc_now())
        assert found.verdict is Verdict.FAILURE
        assert found.says == "It does not answer as it should: Connection refused."
        assert re.search(r"\d+/(udp|tcp) open", found.fix)


def test_ops_10_what_the_settings_alone_tell() -> None:
    base = make_settings("sqlite://", Path())
    assert [one.verdict for one in check_ice(base)] == [Verdict.WARNING]
    half = make_settings("sqlite://", Path(), turn_urls="turn:relay")
    assert [(one.verdict, "go together" in one.says) for one in check_ice(half)] == [(Verdict.FAILURE, True)]
    assert check_ice(settings()) == []
    for found in (check_turn("relay:a", settings(), utc_now()), check_stun("a.example.edu")):
        assert (found.verdict, found.fix[:10]) == (Verdict.FAILURE, "Write it l")
    assert check_turn("turns:a?transport=udp", settings(), utc_now()).verdict is Verdict.WARNING
