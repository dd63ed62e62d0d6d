"""Which methods a path answers to: FastAPI's own 405 names those of one route only."""

from fastapi import Request
from starlette.routing import Match

METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def allowed_methods(request: Request) -> str:
    """For the Allow header, such as `GET, PATCH`."""
    routes = request.app.routes
    found = [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return ", ".join(found)
