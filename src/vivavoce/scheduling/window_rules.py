"""When students may say when they can. Pure."""

from datetime import datetime

from vivavoce.interviews.rules import CHANGE_PHASES


def is_open(phase: str, closes_at: datetime, now: datetime) -> bool:
    """Until the time the office gave, and while interviews of the cycle may still be scheduled."""
    return phase in CHANGE_PHASES and now < closes_at
