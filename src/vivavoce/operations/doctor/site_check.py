"""PUBLIC_URL, asked for as a browser would: the certificate, and whether Vivavoce is behind it."""

import http.client
import json
import ssl
from datetime import datetime
from urllib.parse import urlsplit

from vivavoce.operations.doctor.certificates import days_left, soon
from vivavoce.operations.doctor.findings import Finding, failure, ok, warning, why
from vivavoce.operations.production import unsafe_public_url
from vivavoce.settings import Settings

SECONDS = 5.0
ASKED = "/readyz"
MOST_BYTES = 65_536


def check_site(settings: Settings, now: datetime) -> list[Finding]:
    if sentence := unsafe_public_url(settings):
        return [failure("public address", sentence)]
    parts = urlsplit(settings.public_url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    try:
        connection.connect()
        certificate = _certificate(connection, now)
        connection.request("GET", ASKED)
        answer = connection.getresponse()
        return [*certificate, _behind(settings.public_url, answer.status, answer.read(MOST_BYTES))]
    except ssl.SSLCertVerificationError as error:
        return [
            failure(
                "certificate", f"Browsers refuse that of {settings.public_url}: {error.verify_message}.",
                "Renew it, or give the proxy the whole chain (fullchain.pem) for that name.",
            )
        ]  # fmt: skip
    except (OSError, http.client.HTTPException) as error:
        return [
            warning(
                "public address", f"{settings.public_url} cannot be reached from here: {why(error)}.",
                "Fine where a server does not reach itself by its public name; else see proxy, firewall and DNS.",
            )
        ]  # fmt: skip
    finally:
        connection.close()


def _certificate(connection: http.client.HTTPConnection, now: datetime) -> list[Finding]:
    days = days_left(connection.sock, now)
    if days is None:
        return []
    if sentence := soon(days):
        return [warning("certificate", sentence, "Renew it: `certbot renew`, or ask who gave it to you.")]
    return [ok("certificate", f"Good for {days} days more.")]


def _behind(url: str, status: int, body: bytes) -> Finding:
    try:
        found = json.loads(body)
        state = str(found["status"]) if {"status", "database", "bus"} <= set(found) else None
    except (ValueError, TypeError):
        state = None
    if state == "ok":
        return ok("public address", f"{url} leads to a server that is ready.")
    if state is not None:
        says = f"{url} leads to a server that is {state}: {body.decode('utf-8', 'replace')}"
        tell = warning if state == "degraded" else failure
        return tell("public address", says, "What is not ok in it has a line of its own here, or in the server's log.")
    return failure(
        "public address", f"{url}{ASKED} answers {status}, and not as Vivavoce does.",
        "Is `vivavoce serve` running, and does the proxy pass on to its port, with the Host that was asked for?",
    )  # fmt: skip
