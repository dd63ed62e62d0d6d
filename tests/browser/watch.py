"""Nothing goes wrong unnoticed: page errors, console errors and warnings, requests to other origins."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

API_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|422|429)\b")
"""The browser's own line for an answer that the page handles and tells in words."""
LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    def __init__(self, context: BrowserContext, origin: str) -> None:
        self._home = urlsplit(origin)
        self._complaints: list[str] = []
        self._allowed: list[re.Pattern[str]] = [API_REFUSAL]
        context.on("weberror", self._on_error)
        context.on("console", self._on_console)
        context.on("request", self._on_request)

    def allow(self, pattern: str) -> None:
        """For tests that break something on purpose, such as the server."""
        self._allowed.append(re.compile(pattern))

    @property
    def complaints(self) -> list[str]:
        return [one for one in self._complaints if not any(pattern.search(one) for pattern in self._allowed)]

    def _on_error(self, error: WebError) -> None:
        self._complaints.append(f"page error: {error.error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._complaints.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and (address.scheme, address.netloc) != (
            self._home.scheme,
            self._home.netloc,
        ):
            self._complaints.append(f"request to another origin: {request.url}")
