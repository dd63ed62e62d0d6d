"""What one page says to another, as the web app does, but numbered from 1.

It keeps what it said until that is confirmed, says it again whenever it is told of the other page, or greeted by it, as
it greets whomever it is told of; what comes out of order it leaves.
"""

from collections.abc import Callable
from typing import Any

GREETING = 0


class Talk:
    def __init__(self, say: Callable[[dict[str, int]], None]) -> None:
        """`say`: what becomes of it nobody knows."""
        self._say = say
        self.said, self.confirmed = 0, 0
        self.heard: list[int] = []

    def tell(self) -> None:
        """One message more."""
        self.said += 1
        self._signal(self.said)

    def greet(self) -> None:
        self._signal(GREETING)
        self._again()

    def hear(self, data: dict[str, Any]) -> None:
        self.confirmed = max(self.confirmed, data["confirms"])
        if data["number"] == GREETING:
            self._again()
        elif data["number"] == len(self.heard) + 1:
            self.heard.append(data["number"])

    def _again(self) -> None:
        for number in range(self.confirmed + 1, self.said + 1):
            self._signal(number)

    def _signal(self, number: int) -> None:
        self._say({"number": number, "confirms": len(self.heard)})
