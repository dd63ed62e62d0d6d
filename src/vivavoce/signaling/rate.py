"""How many messages a socket may send."""

from collections.abc import Callable
from typing import Final

ROUNDING: Final = 1e-6
"""Of a message: sums of fractions must not cost the last of a burst."""


class TokenBucket:
    """`rate` tokens a second, at most `burst` at once; `seconds` is a clock that never goes back.

    Kept as the time at which the bucket would be full again (the "virtual scheduling" of ATM's generic cell rate
    algorithm): one number, however long nothing was taken.
    """

    __slots__ = ("_each", "_full_at", "_most", "_seconds")

    def __init__(self, rate: float, burst: int, seconds: Callable[[], float]) -> None:
        self._each, self._seconds = 1 / rate, seconds
        self._most = (burst - 1 + ROUNDING) * self._each
        """Seconds that the bucket may need to be full again, where there is still a token in it."""
        self._full_at = seconds()

    def take(self) -> bool:
        """With every message, so nothing is called that need not be."""
        now, full_at = self._seconds(), self._full_at
        if full_at < now:
            full_at = now
        elif full_at - now > self._most:
            return False
        self._full_at = full_at + self._each
        return True
