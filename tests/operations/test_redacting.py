"""What is taken out of a log line, and what stays."""

import json
import logging

import pytest
import structlog

from vivavoce.operations.logging import configure_logging
from vivavoce.operations.redacting import redacted


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("550 <sam.o'hara+x@mail.example.edu>: unknown", "550 <(e-mail)>: unknown"),
        ("refused by 192.0.2.7:587", "refused by (address):587"),
        ("from 2001:db8::7, again", "from (address), again"),
        ("[2001:db8:0:0:0:0:0:7]:443", "[(address)]:443"),
        ("::ffff:192.0.2.7", "(address)"),
        ("listens on 127.0.0.1, ::1 and 0.0.0.0", "listens on 127.0.0.1, ::1 and 0.0.0.0"),
        ("2026-12-01T10:20:30.000000Z", "2026-12-01T10:20:30.000000Z"),
        ("at 10:20:30, version 1.2.3, std::map", "at 10:20:30, version 1.2.3, std::map"),
        ("999.1.1.1 is no address", "999.1.1.1 is no address"),
    ],
)
def test_ops_29_addresses_are_taken_out_and_what_looks_like_one_stays(said: str, logged: str) -> None:
    assert redacted(said, addresses=False) == logged


def test_ops_29_network_addresses_stay_where_they_are_asked_for() -> None:
    assert redacted("sam@example.edu from 192.0.2.7", addresses=True) == "(e-mail) from 192.0.2.7"


@pytest.fixture
def _as_before() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.usefixtures("_as_before")
def test_ops_29_a_traceback_is_no_exception(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json")
    log = structlog.get_logger("vivavoce.test")
    try:
        int("no such person: sam@example.edu at 192.0.2.7")
    except ValueError:
        log.exception("failed", reason="for eve@example.edu", address="192.0.2.9")
    line = json.loads(capsys.readouterr().err)
    assert "no such person: (e-mail) at (address)" in line["exception"]
    assert (line["reason"], line["address"]) == ("for (e-mail)", "192.0.2.9")
