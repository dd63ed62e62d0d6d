"""What every request passes first and every response carries: Host, cross-site and size rules, security headers.

Plain ASGI, the outermost of our middlewares but for the one that counts, so that no answer goes out without.
"""

import secrets
from collections.abc import Callable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vivavoce.bodies import PACE, BodyTooLarge, Pace, body_limit, bounded
from vivavoce.clock import new_id
from vivavoce.errors import AppError, problem
from vivavoce.origins import UnknownHost, host_allowed, is_cross_site, is_https, origin_allowed, site_origin
from vivavoce.secret_paths import logged
from vivavoce.settings import Settings

__all__ = ["Edge", "origin_allowed", "site_origin"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HSTS = "max-age=31536000"
"""Of this host alone: its neighbors below the same domain are not ours to decide about."""
PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self)"

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.edge")


class CrossSite(AppError):
    status, code = 403, "cross_site"
    detail = "This request came from another site, so it was refused. Open the page itself and try again."


def policy(nonce: str, site: str) -> str:
    """Content-Security-Policy; sockets go to the own host only ('self' does not cover them in every browser)."""
    host = site.partition("://")[2]
    return (
        f"default-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self' ws://{host} wss://{host}; "
        "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class Edge:
    """Leaves `csp_nonce` and `request_id` in `scope["state"]`."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        limit: Callable[[str], int] = body_limit,
        pace: Pace = PACE,
    ) -> None:
        self._app = app
        self._settings = settings
        self._limit = limit
        self._pace = pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.setdefault("state", {})
        state["csp_nonce"] = secrets.token_urlsafe(16)
        state["request_id"] = new_id()
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._add_headers(scope, MutableHeaders(raw=message["headers"]))
            await send(message)

        refusal = self._refusal(scope)
        with structlog.contextvars.bound_contextvars(request_id=state["request_id"]):
            try:
                if refusal is not None:
                    await _problem(refusal)(scope, receive, guarded)
                else:
                    await self._app(scope, bounded(receive, self._limit(scope["path"]), self._pace), guarded)
            except Exception:
                log.exception("unhandled error", path=logged(scope["path"]))
                if not started:
                    await _problem(AppError())(scope, receive, guarded)
                raise

    def _refusal(self, scope: Scope) -> AppError | None:
        headers = Headers(scope=scope)
        if not self._host_allowed(scope):
            return UnknownHost()
        if scope["method"] not in SAFE_METHODS and is_cross_site(headers, self._site(scope)):
            return CrossSite()
        length = headers.get("content-length", "")
        limit = self._limit(scope["path"])
        if length.isdecimal() and int(length) > limit:
            return BodyTooLarge(limit)
        return None

    def _add_headers(self, scope: Scope, headers: MutableHeaders) -> None:
        site = self._site(scope) if self._host_allowed(scope) else "http://localhost"
        headers["Content-Security-Policy"] = policy(scope["state"]["csp_nonce"], site)
        headers["Permissions-Policy"] = PERMISSIONS
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Request-ID"] = scope["state"]["request_id"]
        if is_https(self._settings, scope["scheme"]) and not self._settings.lan:
            headers["Strict-Transport-Security"] = HSTS
        if scope["path"].startswith("/api"):
            headers.setdefault("Cache-Control", "no-store")

    def _host_allowed(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        return len(hosts) == 1 and host_allowed(self._settings, hosts[0], scope["path"])

    def _site(self, scope: Scope) -> str:
        return site_origin(self._settings, scope["scheme"], Headers(scope=scope).get("host", ""))


def _problem(error: AppError) -> Response:
    return problem(error.status, error.code, error.detail, error.errors, error.headers)
