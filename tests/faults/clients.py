"""Somebody at work while things break."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.browser.demo_server import DemoServer
from tests.conftest import PASSWORD


@contextmanager
def signed_in(server: DemoServer, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/api/auth/login", json={"email": f"{name}@example.edu", "password": PASSWORD}).raise_for_status()
        yield client


@contextmanager
def ada(server: DemoServer) -> Iterator[httpx.Client]:
    with signed_in(server, "ada") as client:
        yield client
