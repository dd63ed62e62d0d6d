"""compose.yaml, read: nothing open that need not be, nothing missing, and the files that it mounts do their work."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until
from tests.sources import ROOT
from tests.turn.test_coturn_conf import answers
from vivavoce import __version__
from vivavoce.operations.production import unsafe_settings
from vivavoce.settings import Settings

TEXT = (ROOT / "compose.yaml").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = "migrate"
PORTS = {"80:80", "443:443", "3478:3478", "3478:3478/udp", "5349:5349", "49160-49359:49160-49359/udp"}
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rest>(:[?-])?[^}]*)\}")
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / "deploy" / "compose.env").read_text("utf-8").splitlines()
    if "=" in line and not line.startswith("#")
)
FILLED = {
    "SITE_HOST": "interviews.example.edu", "OFFICE_NAME": "Admissions", "OFFICE_CONTACT": "admissions@example.edu",
    "TURN_EXTERNAL_IP": "127.0.0.1", "DATABASE_PASSWORD": "d" * 64, "REDIS_PASSWORD": "r" * 64, "SECRET_KEY": "s" * 64,
    "TURN_SECRET": "t" * 64,
}  # fmt: skip


def filled(text: str) -> str:
    def value(found: re.Match[str]) -> str:
        default = found["rest"].removeprefix(":-") if found["rest"].startswith(":-") else ""
        return FILLED.get(found["name"]) or EXAMPLE.get(found["name"]) or default

    return VARIABLE.sub(value, text)


def test_dep_7_only_the_site_and_the_relay_are_reached_from_outside() -> None:
    assert {port for service in SERVICES.values() for port in service.get("ports", ())} == PORTS
    assert COMPOSE["networks"]["back"]["internal"] is True
    inside = {name for name, service in SERVICES.items() if service["networks"] == ["back"]}
    assert inside == {"database", "redis"}
    assert SERVICES["coturn"]["networks"] == ["relay"]
    assert [name for name in SERVICES if "relay" in SERVICES[name]["networks"]] == ["coturn"]
    trusted = SERVICES["app"]["environment"]["VIVAVOCE_TRUSTED_PROXIES"]
    assert COMPOSE["networks"]["front"]["ipam"]["config"] == [{"subnet": trusted}]


@pytest.mark.parametrize("name", SERVICES)
def test_dep_7_each_container_may_do_little_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == ("no" if name == ONCE else "unless-stopped")
    assert "privileged" not in service
    assert re.fullmatch(r"[a-z]+(/[a-z]+)?:\d[\w.-]*", service["image"]), "no registry, a version"
    if "build" in service:
        assert service["image"] == f"vivavoce:{__version__}"
    elif name != ONCE:
        assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_dep_7_whatever_is_named_exists() -> None:
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for other, needs in service.get("depends_on", {}).items():
            once = needs["condition"] == "service_completed_successfully"
            assert other in SERVICES
            assert once == (other == ONCE)
        for source in (volume.split(":")[0] for volume in service.get("volumes", ())):
            assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]


def test_dep_7_a_secret_that_is_missing_is_asked_for() -> None:
    asked = {found["name"] for found in VARIABLE.finditer(TEXT) if found["rest"].startswith(":?")}
    optional = {found["name"] for found in VARIABLE.finditer(TEXT) if found["rest"].startswith(":-")}
    assert {found["name"] for found in VARIABLE.finditer(TEXT)} == asked | optional == set(EXAMPLE)
    assert asked == set(FILLED)
    assert {EXAMPLE[name] for name in asked} == {""}, "what is shipped starts nothing"


def test_dep_7_what_it_sets_is_what_serve_takes() -> None:
    told: dict[str, str] = yaml.safe_load(filled(TEXT))["services"]["app"]["environment"]
    values: dict[str, Any] = {name.removeprefix("VIVAVOCE_").lower(): value for name, value in told.items() if value}
    assert all(name.startswith("VIVAVOCE_") for name in told)
    assert {name.removeprefix("VIVAVOCE_").lower() for name in told} <= set(Settings.model_fields)
    settings = Settings(_env_file=None, **values)
    assert unsafe_settings(settings, workers=1) == []
    assert settings.has_relay


def test_dep_7_caddy_takes_its_file(tmp_path: Path) -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("caddy is not installed")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "compose.Caddyfile")]
    environment = os.environ | FILLED | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def relay(tmp_path: Path) -> list[str]:
    if shutil.which("turnserver") is None:
        pytest.skip("coturn is not installed")
    port = free_port()
    here = [f"--listening-port={port}", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1"]
    files = [f"--pidfile={tmp_path}/pid", f"--userdb={tmp_path}/users"]
    return ["sh", str(ROOT / "deploy" / "coturn-from-env.sh"), *here, *files]


def relay_environment(tmp_path: Path) -> dict[str, str]:
    mine = {"TURN_CONF_FOLDER": str(ROOT / "deploy"), "TURN_CERTIFICATES": str(tmp_path), "TMPDIR": str(tmp_path)}
    return os.environ | FILLED | mine


def test_dep_7_coturn_starts_with_its_secret(relay: list[str], tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(relay, env=relay_environment(tmp_path), stdout=log, stderr=log, cwd=tmp_path)
    try:
        port = int(relay[2].partition("=")[2])
        wait_until(lambda: answers(port), f"coturn answers (log: {tmp_path}/log)", 20)
        (made,) = tmp_path.glob("tmp.*")
        lines = made.read_text().splitlines()
        assert [line for line in lines if "secret=" in line] == [f"static-auth-secret={FILLED['TURN_SECRET']}"]
        assert {"realm=interviews.example.edu", "min-port=49160", "max-port=49359", "no-tls"} <= set(lines)
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("secret", ["", "a|b", "x y"])
def test_dep_7_coturn_does_not_start_with_a_secret_that_would_be_cut(
    relay: list[str], tmp_path: Path, secret: str
) -> None:
    environment = relay_environment(tmp_path) | {"TURN_SECRET": secret}
    done = subprocess.run(relay, env=environment, capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, "openssl rand -hex 32" in done.stderr) == (1, True)
