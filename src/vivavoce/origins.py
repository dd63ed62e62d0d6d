"""Which host this server answers to, and which origin is its own. Pure; HTTP and sockets share it.

An origin is scheme, host and port as browsers write it: lower case, without a default port or a slash.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from vivavoce.errors import AppError
from vivavoce.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
PROBE_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443"}
_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?", re.ASCII)


class UnknownHost(AppError):
    status, code = 400, "unknown_host"
    detail = "This server does not answer to that name. Open it by the address it printed at its start."


def host_name(host: str) -> str | None:
    """The name in a Host header, without its port; None when it is malformed."""
    found = _HOST.fullmatch(host.lower())
    return found["name"] if found else None


def host_allowed(settings: Settings, host: str, path: str) -> bool:
    """With PUBLIC_URL its host, and loopback for what probes ask; in the demo loopback only, or any with --lan."""
    name = host_name(host)
    if name is None:
        return False
    if settings.lan:
        return True
    if not settings.public_url:
        return name in LOOPBACK
    return name == host_name(urlsplit(settings.public_url).netloc) or (name in LOOPBACK and path in PROBE_PATHS)


def site_origin(settings: Settings, scheme: str, host: str) -> str:
    """PUBLIC_URL's; without one (the demo) the request's own scheme and Host. Socket schemes count as their HTTP."""
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        scheme, host = parts.scheme, parts.netloc
    scheme = {"ws": "http", "wss": "https"}.get(scheme, scheme)
    return f"{scheme}://{host.lower().removesuffix(':' + DEFAULT_PORTS.get(scheme, ''))}"


def is_https(settings: Settings, scheme: str) -> bool:
    return site_origin(settings, scheme, "any").startswith("https://")


def origin_allowed(origin: str | None, site: str) -> bool:
    """Where sent, `Origin` must be exactly the site's: `null`, a sub-domain or another port is another site."""
    return origin is None or origin == site


def is_cross_site(headers: Mapping[str, str], site: str) -> bool:
    """What browsers send with a request that another site's page started. Both headers are beyond a page's reach."""
    fetch_site = headers.get("sec-fetch-site")
    return not origin_allowed(headers.get("origin"), site) or fetch_site not in {None, "same-origin", "none"}
