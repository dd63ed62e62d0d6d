import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from tests.conftest import ORIGIN, FakeClock
from vivavoce.app import create_app
from vivavoce.bodies import MAX_BODY
from vivavoce.settings import Settings

POLICY = (
    "default-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "connect-src 'self' ws://localhost:8000 wss://localhost:8000; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self)"
UNSAFE = {"post", "put", "patch", "delete"}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The edge asks no database: one kind is enough, and empty will do."""
    return f"sqlite:///{tmp_path / 'empty.sqlite3'}"


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as made:
        yield made


def unsafe_routes(app: FastAPI) -> list[tuple[str, str]]:
    paths = app.openapi()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods if method in UNSAFE]


PATHS = ["/", "/login", "/interview/x", "/api/office", "/api/nothing", "/api/openapi.json", "/healthz", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    nonce = re.findall(r"'nonce-([\w-]{22})'", headers["content-security-policy"])[0]
    assert headers["content-security-policy"] == POLICY.format(nonce=nonce)
    assert headers["permissions-policy"] == PERMISSIONS
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert len(headers["x-request-id"]) == 22
    assert "strict-transport-security" not in headers


def test_refusals_and_faults_carry_them_too(app: FastAPI, client: TestClient) -> None:
    @app.post("/api/fault")
    def fault() -> None:
        raise RuntimeError("on purpose")

    answers = [
        client.post("/api/fault"),
        client.post("/api/auth/login", headers={"origin": "https://evil.example"}),
        client.get("/", headers={"host": "evil.example"}),
        client.post("/api/auth/login", content=b"x" * (MAX_BODY + 1)),
    ]
    assert [answer.status_code for answer in answers] == [500, 403, 400, 413]
    assert [answer.json()["code"] for answer in answers] == [
        "internal_error",
        "cross_site",
        "unknown_host",
        "body_too_large",
    ]
    for answer in answers:
        assert answer.headers["content-type"] == "application/problem+json"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_each_answer_has_a_nonce_and_an_id_of_its_own(client: TestClient) -> None:
    answers = [client.get("/login") for _ in range(2)]
    assert len({answer.headers["content-security-policy"] for answer in answers}) == 2
    assert len({answer.headers["x-request-id"] for answer in answers}) == 2


def test_the_api_is_not_cached(client: TestClient) -> None:
    assert client.get("/api/office").headers["cache-control"] == "no-store"
    assert client.get("/api/nothing").headers["cache-control"] == "no-store"
    assert client.get("/login").headers["cache-control"] == "no-cache"


def test_under_https_browsers_are_told_to_stay_there(settings: Settings, clock: FakeClock) -> None:
    served = settings.model_copy(update={"public_url": "https://viva.example.edu"})
    with TestClient(create_app(served, clock), base_url="http://viva.example.edu") as client:
        headers = client.get("/login").headers
    assert headers["strict-transport-security"] == "max-age=31536000"
    lan = settings.model_copy(update={"public_url": "", "lan": True})
    with TestClient(create_app(lan, clock), base_url="https://192.168.0.9:8000") as client:
        assert "strict-transport-security" not in client.get("/login").headers
    assert "connect-src 'self' ws://viva.example.edu wss://viva.example.edu;" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://sub.localhost:8000"},
        {"origin": "http://localhost:8001"},
        {"origin": "https://localhost:8000"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_no_unsafe_route_answers_to_another_site(app: FastAPI, client: TestClient, headers: dict[str, str]) -> None:
    routes = unsafe_routes(app)
    assert len(routes) > 10
    answers = {route: client.request(*route, headers=headers).status_code for route in routes}
    assert answers == dict.fromkeys(routes, 403)


OWN_SITE = [{}, {"origin": ORIGIN}, {"origin": ORIGIN, "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]


@pytest.mark.parametrize("headers", OWN_SITE)
def test_the_own_site_and_scripts_pass(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/auth/login", json={}, headers=headers).status_code == 422


def test_following_a_link_from_another_site_is_fine(client: TestClient) -> None:
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert client.get("/login", headers=headers).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", ""])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/office", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_host")


def chunks(size: int) -> Iterator[bytes]:
    yield from (b" " * 65_536 for _ in range(size // 65_536))
    yield b" " * (size % 65_536)


def test_a_body_of_a_mebibyte_is_read_and_one_byte_more_is_not(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    sizes = [MAX_BODY, MAX_BODY + 1]
    declared = [client.post("/api/auth/login", content=b" " * size, headers=headers).status_code for size in sizes]
    chunked = [client.post("/api/auth/login", content=chunks(size), headers=headers).status_code for size in sizes]
    assert (declared, chunked) == ([422, 413], [422, 413])


def test_chunked_bodies_get_the_same_answer(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/auth/login", content=chunks(2 * MAX_BODY), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_what_routes_see_of_the_edge(app: FastAPI, client: TestClient) -> None:
    @app.post("/api/state")
    def state(request: Request) -> dict[str, str]:
        return request.scope["state"]  # type: ignore[no-any-return] # untyped in ASGI

    answer = client.post("/api/state")
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert f"'nonce-{answer.json()['csp_nonce']}'" in answer.headers["content-security-policy"]
