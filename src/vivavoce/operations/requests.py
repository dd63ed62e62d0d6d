"""Watches every HTTP answer from outside: counts it, times it, and writes a line about those worth one."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vivavoce.operations.metrics import Metrics
from vivavoce.secret_paths import logged

METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.requests")


def worth_a_line(method: str, status: int) -> bool:
    """What changes something or fails on our side: pages polling their lists would drown the rest."""
    return status >= 500 or method not in {"GET", "HEAD", "OPTIONS"}


def route_of(scope: Scope) -> str:
    """The route's template, never the path: ids would make a series each."""
    return getattr(scope.get("route"), "path", None) or "unmatched"


class WatchRequests:
    def __init__(self, app: ASGIApp, metrics: Metrics, *, addresses: bool = False) -> None:
        self._app, self._metrics, self._addresses = app, metrics, addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._answered(scope, message["status"], time.perf_counter() - started)
            await send(message)

        await self._app(scope, receive, watch)

    def _answered(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.answered(method, route_of(scope), status, seconds)
        if worth_a_line(method, status):
            took = round(seconds * 1000, 1)
            log.info("request", method=method, path=logged(scope["path"]), status=status, ms=took, **self._about(scope))

    def _about(self, scope: Scope) -> dict[str, str]:
        found: dict[str, str] = {}
        interview_id = scope.get("path_params", {}).get("interview_id")
        if interview_id:
            found["interview_id"] = interview_id
        if self._addresses and scope.get("client"):
            found["address"] = scope["client"][0]
        return found
