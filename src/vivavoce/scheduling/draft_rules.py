"""What happens to a draft, and what it says of each applicant. Pure."""

from enum import StrEnum


class DraftStatus(StrEnum):
    SOLVING = "solving"
    READY = "ready"
    FAILED = "failed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Failure(StrEnum):
    TOO_LONG = "too_long"
    """It was given up after the time limit."""
    BROKEN = "broken"
    """It ended without an answer; the log says more."""
    INTERRUPTED = "interrupted"
    """The server was stopped meanwhile."""


class AllotmentStatus(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    DRAFTED = "drafted"
    """Its draft waits for somebody."""
    PUBLISHED = "published"
    FAILED = "failed"


ON_ITS_WAY = frozenset({AllotmentStatus.WAITING, AllotmentStatus.MAKING})


class PlacementChange(StrEnum):
    NEW = "new"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    UNPLACED = "unplaced"


def change(before: tuple[object, ...] | None, now: tuple[object, ...] | None) -> PlacementChange:
    """Each: who interviews, and when; None: nothing."""
    if now is None:
        return PlacementChange.UNPLACED
    if before is None:
        return PlacementChange.NEW
    return PlacementChange.UNCHANGED if now == before else PlacementChange.MOVED
