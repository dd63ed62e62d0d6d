"""How long a certificate is still good."""

from datetime import datetime

WARN_DAYS = 21
"""Those of 90 days are renewed 30 days before their end: what is older has failed to be."""


def days_left(ends: float, now: datetime) -> int:
    """`ends` as a POSIX time."""
    return int((ends - now.timestamp()) // 86_400)


def soon(days: int) -> str:
    """Empty where there is time."""
    return f"Its certificate ends in {days} days." if days < WARN_DAYS else ""
