"""How many failed sign-ins are too many. Pure: the rows are in failed_logins, kept by the repository.

Three allowances, so that guessing is slow and nobody can lock a student out at interview time:
- per account, for browsers that have never signed in to it;
- per network, generous, since whole schools share an address;
- per account *and* browser, for a browser that has signed in to it before (see known_browser.py): what others do
  to the account or from the network does not count against it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from vivavoce.errors import AppError

WINDOW = timedelta(minutes=15)
SKEW = timedelta(minutes=1)
"""Clocks of several nodes may differ by so much. What failed later than that failed before the clock was set back."""
PER_ACCOUNT = 10
PER_BROWSER = 10
PER_NETWORK = 300


@dataclass(frozen=True)
class Bucket:
    name: str
    limit: int


class TooManyAttempts(AppError):
    status, code = 429, "too_many_attempts"

    def __init__(self, retry_after: int) -> None:
        minutes = ceil(retry_after / 60)
        super().__init__(
            f"There were too many failed attempts. Please try again in {minutes} minute{'s' if minutes > 1 else ''}."
        )
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)}


def account_tag(email: str) -> str:
    """Stands for an e-mail address, known or not, without storing what people mistype into that field.

    However it is typed: phones begin it with a capital letter, and that must not make a known browser a stranger.
    """
    return hashlib.sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()[:32]


def sign_in_buckets(account: str, network: str, browser: str | None) -> tuple[Bucket, ...]:
    """`browser` only when it has signed in to this account before."""
    if browser is not None:
        return (Bucket(f"browser:{account}:{browser}", PER_BROWSER),)
    return (Bucket(f"account:{account}", PER_ACCOUNT), Bucket(f"network:{network}", PER_NETWORK))


def password_change_buckets(person_id: str) -> tuple[Bucket, ...]:
    """A borrowed session must not be enough to guess the password."""
    return (Bucket(f"change:{person_id}", PER_ACCOUNT),)


def wait_for(bucket: Bucket, failures: Sequence[datetime], now: datetime) -> int:
    """Whole seconds until one more attempt is allowed; 0 means now. `failures` in ascending order."""
    recent = [at for at in failures if now - WINDOW < at <= now + SKEW]
    if len(recent) < bucket.limit:
        return 0
    return ceil((recent[-bucket.limit] + WINDOW - now).total_seconds())
