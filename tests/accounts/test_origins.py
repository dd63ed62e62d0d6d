from pathlib import Path

import pytest

from tests.conftest import make_settings
from vivavoce.origins import host_allowed, is_cross_site, is_https, origin_allowed, site_origin
from vivavoce.settings import Settings


def settings(**more: object) -> Settings:
    return make_settings("sqlite://", Path("unused"), **more)


DEMO = settings(public_url="", demo=True)
LAN = settings(public_url="", demo=True, lan=True)
SERVED = settings(public_url="https://Viva.example.edu:443/")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]", "[::1]:8000"]
)
def test_the_demo_answers_to_loopback_on_any_port(host: str) -> None:
    assert host_allowed(DEMO, host, "/")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "::1",
        "[::2]",
        "",
        "localhost:80:80",
        "localhost:",
        "localhost:port",
        "localhost@evil.example",
        "evil.example\\localhost",
        "localhost evil",
        "localhost;evil",
        "localhost.",
        "١٢٧.0.0.1",
    ],
)
def test_the_demo_answers_to_no_other_host(host: str) -> None:
    assert not host_allowed(DEMO, host, "/")


def test_on_the_lan_any_well_formed_host_will_do() -> None:
    assert host_allowed(LAN, "192.168.1.5:8000", "/")
    assert not host_allowed(LAN, "a'b; script-src *", "/")


def test_with_a_public_url_its_host_answers_and_loopback_only_for_probes() -> None:
    assert host_allowed(SERVED, "viva.example.edu", "/admin")
    assert host_allowed(SERVED, "viva.example.edu:8443", "/admin")
    assert not host_allowed(SERVED, "sub.viva.example.edu", "/admin")
    assert not host_allowed(SERVED, "localhost:8000", "/admin")
    for path in ("/healthz", "/readyz", "/metrics"):
        assert host_allowed(SERVED, "127.0.0.1:8000", path)
        assert not host_allowed(SERVED, "evil.example", path)


def test_the_sites_origin_is_the_public_url_or_the_demos_own() -> None:
    assert site_origin(SERVED, "http", "10.0.0.5:8000") == "https://viva.example.edu"
    assert site_origin(DEMO, "http", "LocalHost:8000") == "http://localhost:8000"
    assert site_origin(DEMO, "http", "localhost:80") == "http://localhost"
    assert site_origin(DEMO, "http", "localhost:8080") == "http://localhost:8080"
    assert site_origin(DEMO, "ws", "localhost:8000") == "http://localhost:8000"
    assert site_origin(LAN, "wss", "192.168.1.5:443") == "https://192.168.1.5"


def test_https_is_what_browsers_see() -> None:
    assert is_https(SERVED, "http")
    assert is_https(LAN, "https")
    assert not is_https(DEMO, "http")


EVIL = [
    "https://evil.example",
    "null",
    "",
    "http://viva.example.edu",
    "https://viva.example.edu:8443",
    "https://viva.example.edu:443",
    "https://sub.viva.example.edu",
    "https://viva.example.edu.evil.example",
    "https://VIVA.example.edu",
    "https://viva.example.edu/",
    "https://viva.example.edu ",
]


@pytest.mark.parametrize("origin", EVIL)
def test_another_origin_is_refused(origin: str) -> None:
    assert not origin_allowed(origin, "https://viva.example.edu")
    assert is_cross_site({"origin": origin}, "https://viva.example.edu")


def test_the_own_origin_or_none_passes() -> None:
    site = "https://viva.example.edu"
    assert origin_allowed(site, site)
    assert origin_allowed(None, site)
    assert not is_cross_site({}, site)
    assert not is_cross_site({"origin": site, "sec-fetch-site": "same-origin"}, site)
    assert not is_cross_site({"sec-fetch-site": "none"}, site)


@pytest.mark.parametrize("fetch_site", ["cross-site", "same-site", "", "SAME-ORIGIN", "nonsense"])
def test_what_the_browser_calls_cross_site_is_refused_whatever_its_origin(fetch_site: str) -> None:
    site = "https://viva.example.edu"
    assert is_cross_site({"origin": site, "sec-fetch-site": fetch_site}, site)
