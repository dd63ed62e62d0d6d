"""How long a certificate is still good."""

import socket
import ssl
from datetime import datetime

WARN_DAYS = 21
"""Those of 90 days are renewed 30 days before their end: what is older has failed to be."""


def days_left(line: socket.socket | None, now: datetime) -> int | None:
    """Of the certificate that the other side showed; None without TLS."""
    found = line.getpeercert() if isinstance(line, ssl.SSLSocket) else None
    return int((ssl.cert_time_to_seconds(str(found["notAfter"])) - now.timestamp()) // 86_400) if found else None


def soon(days: int) -> str:
    """Empty where there is time."""
    return f"Its certificate ends in {days} days." if days < WARN_DAYS else ""
