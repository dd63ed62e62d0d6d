"""How many messages a socket may send."""

from collections.abc import Callable


class TokenBucket:
    """`rate` tokens a second, at most `burst` at once; `seconds` is a clock that never goes back."""

    __slots__ = ("_at", "_burst", "_rate", "_seconds", "_tokens")

    def __init__(self, rate: float, burst: int, seconds: Callable[[], float]) -> None:
        self._rate, self._burst, self._seconds = rate, burst, seconds
        self._tokens, self._at = float(burst), seconds()

    def take(self) -> bool:
        now = self._seconds()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
