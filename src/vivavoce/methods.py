"""Which methods a path answers to: FastAPI's own 405 names those of one route only, and its GET takes no HEAD."""

from fastapi import Request
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def allowed_methods(request: Request) -> str:
    """For the Allow header, such as `GET, HEAD, PATCH`."""
    routes = request.app.routes
    found = [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return ", ".join(found).replace("GET", "GET, HEAD")


class HeadAsGet:
    """HEAD wherever there is GET (RFC 9110), as monitors and link checkers ask. Outermost: the server beneath still
    sees HEAD and sends no body, everything inside sees GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
