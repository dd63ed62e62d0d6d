"""Says once that a proxy stands in front which TRUSTED_PROXIES does not name: everybody then counts as one address."""

from ipaddress import ip_address

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

FORWARDED_FOR = b"x-forwarded-for"

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.proxy")


class UnknownProxy:
    """Only for a server without TRUSTED_PROXIES."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._told and scope["type"] == "http" and any(name == FORWARDED_FOR for name, _ in scope["headers"]):
            self._tell(scope)
        await self._app(scope, receive, send)

    def _tell(self, scope: Scope) -> None:
        peer = scope["client"][0] if scope.get("client") else ""
        if not is_near(peer):
            return
        self._told = True
        log.warning(
            "X-Forwarded-For comes from an address that is not trusted, so all who come through it count as one. "
            "If it is your proxy, name it in VIVAVOCE_TRUSTED_PROXIES.",
            address=peer,
        )


def is_near(peer: str) -> bool:
    """Where a proxy of the office can be. From elsewhere anybody may send the header: not a reason to trust them."""
    try:
        return ip_address(peer).is_private
    except ValueError:
        return False
