"""`vivavoce doctor`: each check at the real thing, well and ill, and none hides another."""

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.demo_server import free_port
from tests.conftest import NOW, make_settings
from tests.operations.test_cli import CLEAN, VIVAVOCE, run, running
from tests.redis import RedisServer
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Database
from vivavoce.operations import demo, tls
from vivavoce.operations.doctor.database_checks import check_clock, check_database, check_secret, drifted
from vivavoce.operations.doctor.findings import Finding, Verdict, as_json, as_text, failed, failure, ok, warning
from vivavoce.operations.doctor.other_checks import check_bus, check_zones
from vivavoce.operations.doctor.run_doctor import _made, examine
from vivavoce.settings import Settings


def verdicts(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.check, one.verdict.value) for one in findings]


def test_ops_9_a_line_each_with_what_to_do() -> None:
    found = [ok("bus", "In the process."), warning("a long name", "Old.\nVery.", "Renew."), failure("mail", "Gone.")]
    assert as_text(found) == (
        "ok       bus          In the process.\nwarning  a long name  Old. Very. Renew.\nfailure  mail         Gone."
    )
    assert json.loads(as_json(found)) == {
        "ok": False,
        "checks": [
            {"check": "bus", "verdict": "ok", "says": "In the process.", "fix": ""},
            {"check": "a long name", "verdict": "warning", "says": "Old.\nVery.", "fix": "Renew."},
            {"check": "mail", "verdict": "failure", "says": "Gone.", "fix": ""},
        ],
    }
    assert (failed(found), failed(found[:2])) == (True, False)


def test_ops_9_nothing_that_fails_hides_another(tmp_path: Path) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    ill = make_settings(
        f"postgresql://nobody@{nobody}/x", tmp_path, public_url=f"https://{nobody}", secret_key="short", bus_url="kafka://",
        stun_urls=f"stun:{nobody}", turn_urls=f"turn:{nobody},nonsense", turn_secret="s", smtp_url=f"smtp://{nobody}",
        mail_from="office@example.edu", office_contact="office@example.edu",
    )  # fmt: skip
    assert verdicts(examine(ill, utc_now)) == [
        ("database", "failure"), ("secret", "failure"), ("public address", "warning"),
        (f"stun stun:{nobody}", "failure"), (f"turn turn:{nobody}", "failure"), ("turn nonsense", "failure"),
        ("mail", "failure"), ("bus", "failure"), ("clock", "warning"), ("time zones", "ok"),
    ]  # fmt: skip


def test_ops_9_a_check_that_breaks_is_a_failure() -> None:
    (found,) = _made("bus", lambda: [ok("bus", str(1 / 0))])
    assert (found.verdict, "ZeroDivisionError" in found.says) == (Verdict.FAILURE, True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ops_9_at_a_server_that_runs(tmp_path: Path) -> None:
    """From failures, each with its way out, to status 0."""
    made = tls.self_signed(tmp_path / "tls", "127.0.0.1")
    port = free_port()
    settings = {"PUBLIC_URL": f"https://localhost:{port}", "OFFICE_CONTACT": "a@example.edu"}
    before = run(tmp_path, "doctor", "--json", **settings)
    assert (before.returncode, before.stderr) == (1, "")
    found = {one["check"]: one for one in json.loads(before.stdout)["checks"]}
    assert found["database"]["fix"] == "Run `vivavoce migrate`."
    assert found["public address"]["verdict"] == "warning"
    assert not (tmp_path / ".vivavoce").exists(), "it changes nothing"

    assert run(tmp_path, "migrate").returncode == 0
    pair = ("--tls-cert", str(made.certificate), "--tls-key", str(made.key))
    with running(tmp_path, "serving", "serve", "--port", str(port), *pair, **settings):
        untrusted = run(tmp_path, "doctor", **settings)
        assert untrusted.returncode == 1
        assert re.search(r"failure +certificate +Browsers refuse that of https://localhost", untrusted.stdout)
        environment = {**CLEAN, **{f"VIVAVOCE_{name}": value for name, value in settings.items()}}
        trusted = subprocess.run(
            [str(VIVAVOCE), "doctor"], cwd=tmp_path, env={**environment, "SSL_CERT_FILE": str(made.certificate)},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert trusted.returncode == 0, trusted.stdout
    lines = trusted.stdout.splitlines()
    assert [line.split()[:2] for line in lines if not line.startswith("ok ")] == [
        ["warning", "calls"], ["warning", "mail"],
    ]  # fmt: skip
    assert any("leads to a server that is ready" in line for line in lines)
    assert any("Good for 364 days more" in line for line in lines)


def test_ops_13_the_database(settings: Settings, database: Database) -> None:
    kind = "SQLite 3" if database.engine.dialect.name == "sqlite" else "PostgreSQL 1"
    found = check_database(settings)
    assert verdicts(found) == [("database", "ok"), ("migrations", "ok")]
    assert found[0].says.startswith(kind)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert check_database(settings)[1].fix == "Run `vivavoce migrate`."
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    newer = check_database(settings)[1]
    assert (newer.verdict, "newer one" in newer.says) == (Verdict.FAILURE, True)


def test_ops_13_demo_accounts_are_a_failure(settings: Settings, database: Database) -> None:
    demo.load(database, NOW, new_id)
    assert verdicts(check_database(settings)) == [("database", "ok"), ("migrations", "ok"), ("people", "failure")]


def test_ops_13_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    found = check_database(make_settings("", tmp_path / "data"))
    assert verdicts(found) == [("database", "failure")]
    assert list(tmp_path.iterdir()) == []
    assert verdicts(check_database(make_settings("nonsense", tmp_path))) == [("database", "failure")]


def test_ops_13_what_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "vivavoce.sqlite3"
    file.write_bytes(b"not a database" * 1000)
    found = examine(make_settings(f"sqlite:///{file}", tmp_path), utc_now)[0]
    assert found == failure("database", "The database cannot be used: file is not a database.")


def test_ops_13_the_secret(tmp_path: Path) -> None:
    embedded = make_settings("", tmp_path, secret_key=None)
    file = tmp_path / "secret_key"
    assert (check_secret(embedded).verdict, file.exists()) == (Verdict.OK, False)
    file.write_text("k" * 40)
    file.chmod(0o644)
    assert (check_secret(embedded).verdict, check_secret(embedded).fix) == (Verdict.WARNING, f"`chmod 600 {file}`.")
    file.chmod(0o600)
    assert check_secret(embedded) == ok("secret", f"Kept in {file}.")
    file.write_text("cut")
    assert check_secret(embedded).verdict is Verdict.FAILURE
    for secret, verdict in (("x" * 40, Verdict.OK), ("short", Verdict.FAILURE), (None, Verdict.FAILURE)):
        found = check_secret(make_settings("postgresql://db/x", tmp_path, secret_key=secret))
        assert (found.verdict, "x" * 40 in found.says) == (verdict, False)


def test_ops_14_the_clock_is_compared_with_the_databases(settings: Settings, database: Database) -> None:
    assert check_clock(settings, utc_now).verdict is Verdict.OK
    late = check_clock(settings, lambda: utc_now() - timedelta(minutes=5))
    is_ours = database.engine.dialect.name == "sqlite"
    assert late.verdict is (Verdict.OK if is_ours else Verdict.FAILURE)
    assert ("There is no other clock" if is_ours else "300.0 seconds apart") in late.says


@pytest.mark.parametrize(
    ("theirs", "verdict"),
    [(-61, "failure"), (-3, "warning"), (-1, "ok"), (0, "ok"), (5, "ok"), (9, "ok"), (13, "warning"), (75, "failure")],
)
def test_ops_14_what_a_slow_answer_takes_is_no_difference(theirs: int, verdict: str) -> None:
    assert drifted(NOW + timedelta(seconds=theirs), NOW, NOW + timedelta(seconds=10)).verdict == verdict


def test_ops_14_old_rules_of_time_zones_are_noticed() -> None:
    settings = make_settings("sqlite://", Path())
    assert check_zones(settings, utc_now()).verdict is Verdict.OK
    assert check_zones(settings, datetime(2035, 1, 1, tzinfo=UTC)).verdict is Verdict.WARNING


def check(url: str) -> Finding:
    return check_bus(make_settings("sqlite://", Path(), bus_url=url))


def test_ops_15_one_server_needs_no_bus_and_not_every_kind_is_one() -> None:
    assert check_bus(make_settings("sqlite://", Path())) == ok("bus", "In the process: one server.")
    assert check("kafka://localhost").verdict is Verdict.FAILURE


def test_ops_15_redis_answers_or_is_said(redis: RedisServer) -> None:
    assert check(redis.url) == ok("bus", "Redis answers.")
    wrong = check(redis.url.replace("127.0.0.1", "office:hidden@127.0.0.1"))
    assert (wrong.verdict, "hidden" in wrong.says) == (Verdict.FAILURE, False)
    redis.freeze()
    assert (check(redis.url).verdict, "Timeout" in check(redis.url).says) == (Verdict.FAILURE, True)
    redis.kill()
    assert (check(redis.url).verdict, "Connection refused" in check(redis.url).says) == (Verdict.FAILURE, True)
