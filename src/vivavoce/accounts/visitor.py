"""What a request says about the browser behind it, and the cookies that go back to it."""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request, Response

from vivavoce.accounts import known_browser, sessions
from vivavoce.accounts.known_browser import KnownBrowser
from vivavoce.accounts.network import Network, client_address, network_of, parse_networks
from vivavoce.accounts.sessions import Lifetime
from vivavoce.accounts.throttle import account_tag
from vivavoce.origins import is_https, site_origin
from vivavoce.settings import Settings

BROWSER_COOKIE_PATH = "/api/auth"

# Without a SECRET_KEY, browsers are known until the server restarts.
_PROCESS_KEY = secrets.token_bytes(32)


@dataclass(frozen=True)
class Visitor:
    """`browser` is one that has signed in here before, whoever's cookie it now sends."""

    network: str
    browser: KnownBrowser | None
    session_id: str | None
    secure: bool
    site: str
    key: bytes

    @classmethod
    def of(cls, request: Request) -> "Visitor":
        settings: Settings = request.app.state.settings
        key = _signing_key(settings)
        return cls(
            network=_network(request, settings),
            browser=known_browser.unseal(request.cookies.get(known_browser.COOKIE, ""), key),
            session_id=sessions.session_id_of(request.cookies),
            secure=is_https(settings, request.url.scheme),
            site=site_origin(settings, request.url.scheme, request.headers.get("host", "")),
            key=key,
        )

    def browser_known_to(self, email: str) -> str | None:
        known = self.browser
        return known.id if known is not None and known.knows(account_tag(email)) else None

    def remember(self, response: Response, email: str, token: str, lifetime: Lifetime) -> None:
        """Sets the session cookie, and notes that this browser has signed in to this account."""
        age = int(lifetime.absolute.total_seconds())
        response.set_cookie(sessions.COOKIE, token, max_age=age, httponly=True, samesite="lax", secure=self.secure)
        browser = (self.browser or known_browser.new_browser()).with_account(account_tag(email))
        response.set_cookie(
            known_browser.COOKIE,
            known_browser.seal(browser, self.key),
            max_age=int(known_browser.LIFE.total_seconds()),
            path=BROWSER_COOKIE_PATH,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )

    def forget_session(self, response: Response) -> None:
        response.delete_cookie(sessions.COOKIE, httponly=True, samesite="lax", secure=self.secure)


def _signing_key(settings: Settings) -> bytes:
    return settings.secret_key.get_secret_value().encode() if settings.secret_key is not None else _PROCESS_KEY


def _network(request: Request, settings: Settings) -> str:
    peer = request.client.host if request.client else None
    forwarded = request.headers.getlist("x-forwarded-for")
    return network_of(client_address(peer, forwarded, _trusted(settings.trusted_proxies)))


@lru_cache(maxsize=4)
def _trusted(entries: tuple[str, ...]) -> tuple[Network, ...]:
    return parse_networks(entries)
