"""Who is among the best K by score. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cut:
    chosen: tuple[str, ...] = ()
    """Ids, in the order given."""
    score: float | None = None
    """The lowest that is chosen; None when nobody takes part."""
    tied: tuple[str, ...] = ()
    """Those who share the last place, when that makes more than K."""


def top_by_score(scores: Sequence[tuple[str, float]], k: int) -> Cut:
    """Everyone whose competition rank (1 + the number of higher scores) is at most `k`, which is at least 1: a tie
    at the last place is never split by chance."""
    if not scores:
        return Cut()
    lowest = sorted((score for _, score in scores), reverse=True)[:k][-1]
    chosen = tuple(one for one, score in scores if score >= lowest)
    last = tuple(one for one, score in scores if score == lowest)
    return Cut(chosen, lowest, last if len(chosen) > k else ())
