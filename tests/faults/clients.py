"""Somebody at work while things break."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.browser.demo_server import DemoServer
from tests.conftest import PASSWORD


@contextmanager
def ada(server: DemoServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/api/auth/login", json={"email": "ada@example.edu", "password": PASSWORD}).raise_for_status()
        yield client
