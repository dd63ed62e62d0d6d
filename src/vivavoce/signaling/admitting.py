"""Admissions on their way to the database."""

import asyncio
from collections.abc import Callable

from vivavoce.errors import Unavailable
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.doorkeeper import Doorkeeper
from vivavoce.signaling.messages import Error


class Admitting:
    """What is stored comes back by the bus and a review, which lets them in: here, and on every other node."""

    def __init__(self, doorkeeper: Doorkeeper, answer: Callable[[Connection, Error], None]) -> None:
        self._doorkeeper, self._answer = doorkeeper, answer
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, admitting: Connection) -> None:
        task = asyncio.create_task(self._store(admitting), name="admission")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _store(self, admitting: Connection) -> None:
        try:
            await self._doorkeeper.admit(admitting.asked.interview_id)
        except Unavailable:
            if admitting.closing:
                return
            words = "They could not be let in just now, because it could not be stored. Please try again in a moment."
            self._answer(admitting, Error("unavailable", words))
