"""Newcomers, between their request and their welcome: in turns, and no more of them than can be welcomed in time.

After a deploy thousands come within a second. Signals of those who talk already are in the same event loop: they must
not wait for more than a few newcomers, however many there are.
"""

import asyncio
import math
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

A_TURN: Final = 4
"""Handshakes, and welcomes, in one turn of the event loop. Each takes a quarter of a millisecond."""
IN_TIME: Final = 5.0
"""Seconds that a newcomer may be expected to wait; a page gives up after ten."""
LONGEST_HINT: Final = 60
FIRST_GUESS: Final = 0.001
"""Seconds for each newcomer, before any was measured."""
FEW: Final = 100
"""So many at once tell nothing of what each of a crowd takes: one who comes alone waits for the database, too."""
OF_A_SESSION: Final = 256
"""Sockets at once, whatever rooms they are for."""


class Turnstile:
    """Lets so many through in each turn of the event loop, in the order in which they came."""

    def __init__(self, a_turn: int = A_TURN) -> None:
        self._a_turn = a_turn
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def turn(self) -> None:
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._let_through)
        mine: asyncio.Future[None] = loop.create_future()
        self._waiting.append(mine)
        await mine

    def _let_through(self) -> None:
        through = 0
        while self._waiting and through < self._a_turn:
            first = self._waiting.popleft()
            if not first.done():
                first.set_result(None)
                through += 1
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._let_through)


@dataclass(frozen=True, slots=True)
class Newcomer:
    ahead: int
    """Who came before, and is not answered yet."""
    came_at: float
    hint: int | None
    """Seconds after which to come again; None: may wait here."""


class Crowd:
    """`seconds` never goes back."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._ahead = 0
        self._each = FIRST_GUESS
        self._sockets: Counter[str] = Counter()
        self.handshakes = Turnstile()

    def come(self) -> Newcomer:
        """To be `answered`, whatever becomes of it."""
        hint = hint_for(self._ahead * self._each)
        newcomer = Newcomer(self._ahead, self._seconds(), hint)
        self._ahead += hint is None
        return newcomer

    def answered(self, newcomer: Newcomer, *, welcomed: bool) -> None:
        self._ahead -= newcomer.hint is None
        if welcomed:
            self._each = (self._seconds() - newcomer.came_at) / max(newcomer.ahead, FEW)

    def open_socket(self, session_id: str) -> bool:
        """False: this session has too many. Else it is to be closed."""
        if self._sockets[session_id] >= OF_A_SESSION:
            return False
        self._sockets[session_id] += 1
        return True

    def close_socket(self, session_id: str) -> None:
        self._sockets[session_id] -= 1
        if not self._sockets[session_id]:
            del self._sockets[session_id]


def hint_for(wait: float) -> int | None:
    """Of one who would wait so many seconds here."""
    return None if wait <= IN_TIME else min(math.ceil(wait), LONGEST_HINT)
