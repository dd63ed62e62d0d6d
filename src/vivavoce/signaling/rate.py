"""How many messages a socket may send."""

from collections.abc import Callable
from typing import Final

AT_ONCE: Final = 16
"""So many are granted by one look at the clock, at most."""


class TokenBucket:
    """`rate` tokens a second, at most `burst` at once; `seconds` is a clock that never goes back.

    Lets no more through than one that looks at the clock each time, and at most `AT_ONCE` fewer.
    """

    __slots__ = ("_at", "_burst", "_granted", "_left", "_rate", "_seconds", "_tokens")

    def __init__(self, rate: float, burst: int, seconds: Callable[[], float]) -> None:
        self._rate, self._burst, self._seconds = rate, burst, seconds
        self._tokens, self._at = float(burst), seconds()
        self._granted = self._left = 0
        """By the last look, and how many of them are left."""

    def take(self) -> bool:
        if self._left:
            self._left -= 1
            return True
        return self._look()

    def _look(self) -> bool:
        """What was granted counts as taken now: whoever fills up meanwhile has lost it, not gained it."""
        now = self._seconds()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate) - self._granted
        self._at = now
        self._granted = min(int(self._tokens), AT_ONCE, 1 + self._burst // AT_ONCE)
        self._left = max(self._granted - 1, 0)
        return self._granted > 0
