"""What becomes of a mail, and when it is tried again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MailStatus(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """A worker has it; what it says can still be taken back."""
    FINISHING = "finishing"
    """All but the last dot is with the mail server. Until its answer is known, it may have arrived."""
    SENT = "sent"
    FAILED = "failed"
    """Refused for good, or not taken for three days."""
    UNCONFIRMED = "unconfirmed"
    """Twice the answer to all of it was lost: it may have arrived twice, or never. A third is for people to decide."""
    OBSOLETE = "obsolete"
    """Overtaken by something newer before it was sent."""


OPEN = frozenset({MailStatus.WAITING, MailStatus.SENDING, MailStatus.FINISHING})
"""What still goes somewhere by itself."""
AGAIN = frozenset({MailStatus.FAILED, MailStatus.UNCONFIRMED})
"""What an admin may have sent again."""


class Kind(StrEnum):
    SCHEDULED = "scheduled"
    MOVED = "moved"
    CANCELLED = "cancelled"
    """Or no longer with this person."""
    CANNOT_ATTEND = "cannot_attend"
    WINDOWS_ASKED = "windows_asked"
    TIMES_ALLOTTED = "times_allotted"
    ACCOUNT_INVITED = "account_invited"
    """A one-time link that lets somebody choose a password: made when the mail is sent, and kept nowhere."""
    TEST = "test"
    SEVERAL = "several"
    """Of a mail, not of what it tells."""


INVITATIONS = frozenset({Kind.SCHEDULED, Kind.MOVED, Kind.CANCELLED})
"""What changes people's calendars."""
REMINDER = "reminder_"
REMINDED_BY_HAND = f"{REMINDER}by_hand"


def reminder_kind(minutes: int) -> str:
    return f"{REMINDER}{minutes}"


def is_reminder(kind: str) -> bool:
    return kind.startswith(REMINDER)


class Outcome(StrEnum):
    """Of one attempt."""

    TEMPORARY = "temporary"
    """The server said later, or went away before it had all of it."""
    PERMANENT = "permanent"
    UNKNOWN = "unknown"
    """It had all of it, and its answer was lost."""


FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=3)
LEASE = timedelta(minutes=10)
"""Longer than every step of sending together may take."""


@dataclass(frozen=True)
class Next:
    status: MailStatus
    doubts: int
    due_at: datetime


def after_failure(outcome: Outcome, *, attempts: int, doubts: int, created_at: datetime, now: datetime) -> Next:
    """`attempts` counts this one, `doubts` those before it."""
    due = now + min(FIRST_PAUSE * 4 ** min(attempts - 1, 10), LONGEST_PAUSE)
    if outcome is Outcome.PERMANENT or now - created_at >= GIVE_UP_AFTER:
        return Next(MailStatus.FAILED, doubts, due)
    if outcome is Outcome.TEMPORARY:
        return Next(MailStatus.WAITING, doubts, due)
    return Next(MailStatus.UNCONFIRMED if doubts else MailStatus.WAITING, doubts + 1, due)
