"""The only place that reads the system's clock or makes an id."""

import secrets
import string
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """131 random bits as 22 characters of base64url: an id that cannot be guessed.

    A letter first: a spreadsheet takes what begins with "-" for a formula, a command line for an option.
    """
    return secrets.choice(string.ascii_letters) + secrets.token_urlsafe(16)[:21]


def iso(moment: datetime) -> str:
    """RFC 3339 in UTC, milliseconds, ending in Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
