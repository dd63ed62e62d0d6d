"""What the environment can say."""

from pathlib import Path

import pytest

from vivavoce.operations.cannot_start import CannotStart, read_settings
from vivavoce.operations.run_demo import demo_settings


@pytest.fixture(autouse=True)
def no_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "METRICS_TOKEN", "SESSION_HOURS", "BUS_URL"):
        monkeypatch.setenv(f"VIVAVOCE_{name}", "")
    found = read_settings()
    taken = (found.secret_key, found.metrics_token, found.session_hours, found.has_redis)
    assert taken == (None, None, 12, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "soon"),
        ("SOCKET_RATE", "fast"),
        ("SOCKET_RATE", "0/10"),
        ("OFFICE_TIME_ZONE", "Mars/Olympus"),
        ("ICE_TRANSPORT_POLICY", "none"),
        ("TRUSTED_PROXIES", "proxy.example.edu"),
    ],
)
def test_what_cannot_be_used_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"VIVAVOCE_{name}", value)
    with pytest.raises(CannotStart, match=f"VIVAVOCE_{name}: "):
        read_settings()


def test_the_budget_of_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, budget in (("20/80", (20.0, 80)), ("20", (20.0, 20))):
        monkeypatch.setenv("VIVAVOCE_SOCKET_RATE", value)
        assert read_settings().socket_budget == budget


def test_the_demo_takes_nothing_of_production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("DATABASE_URL", "postgresql://production/vivavoce"),
        ("BUS_URL", "redis://production"),
        ("PUBLIC_URL", "https://interviews.example.edu"),
        ("TRUSTED_PROXIES", "10.0.0.1"),
        ("METRICS_TOKEN", "for-serve-only"),
    ):
        monkeypatch.setenv(f"VIVAVOCE_{name}", value)
    found = demo_settings(tmp_path, lan=False)
    taken = (found.database_url, found.has_redis, found.public_url, found.trusted_proxies, found.metrics_token)
    assert taken == ("", False, "", (), None)
