"""A signed, long-lived cookie that says which accounts this browser has signed in to. Pure.

It proves nothing but "knew the password once", and so buys only an allowance of its own for wrong passwords
(OWASP's device cookie). Format: `browser.account.account….signature`, newest account first.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

COOKIE = "vivavoce_browser"
LIFE = timedelta(days=365)
MAX_ACCOUNTS = 8
_PART = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True)
class KnownBrowser:
    id: str
    accounts: tuple[str, ...] = ()
    """`throttle.account_tag` of each."""

    def knows(self, account: str) -> bool:
        return account in self.accounts

    def with_account(self, account: str) -> "KnownBrowser":
        others = tuple(known for known in self.accounts if known != account)
        return KnownBrowser(self.id, (account, *others)[:MAX_ACCOUNTS])


def new_browser() -> KnownBrowser:
    return KnownBrowser(secrets.token_hex(16))


def seal(browser: KnownBrowser, key: bytes) -> str:
    payload = ".".join((browser.id, *browser.accounts))
    return f"{payload}.{_signature(payload, key)}"


def unseal(cookie: str, key: bytes) -> KnownBrowser | None:
    """None when it is absent, malformed, or not signed by us."""
    payload, _, signature = cookie.rpartition(".")
    parts = payload.split(".")
    if len(parts) > 1 + MAX_ACCOUNTS or not all(_PART.fullmatch(part) for part in parts):
        return None
    if not hmac.compare_digest(signature.encode("utf-8", "replace"), _signature(payload, key).encode()):
        return None
    return KnownBrowser(parts[0], tuple(parts[1:]))


def _signature(payload: str, key: bytes) -> str:
    return hmac.new(key, b"vivavoce known browser:" + payload.encode(), hashlib.sha256).hexdigest()
