"""Which students may say when they can, and until when. Pure."""

from datetime import datetime

from vivavoce.interviews.rules import CHANGE_PHASES, InterviewStatus

DONE = frozenset({InterviewStatus.COMPLETED})
"""Who has such an interview, and none scheduled, is not asked. Who missed theirs may be given another time."""


def is_open(phase: str, closes_at: datetime, now: datetime) -> bool:
    """Until the time the office gave, and while interviews of the cycle may still be scheduled."""
    return phase in CHANGE_PHASES and now < closes_at
