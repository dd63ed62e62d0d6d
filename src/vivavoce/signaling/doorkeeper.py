"""Asks the guest list in threads of its own, and closes the gap between being checked and being inside.

A socket is pending before its question is asked. What the bus says meanwhile about its interview or its session makes
the answer stale, and it is asked again; whoever enters afterwards is found by the reviews of those inside.

Those who ask to enter wait for their turn before they take a thread, and not for ever: while the database hangs, a
crowd must neither wait behind itself without end nor keep the reviews of those inside from their thread.
"""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from vivavoce.bus import InterviewChanged, Message, SessionsEnded
from vivavoce.signaling.authorization import Admission, Asked, Verdict
from vivavoce.signaling.guestlist import Guestlist
from vivavoce.turns import Turns

THREADS: Final = 4
"""Few, and not those of the routes: a wave of reconnects must not starve the pages, nor the other way round."""
QUEUE_SECONDS: Final = 8.0
"""A page waits ten for its welcome, then it comes with another socket: an answer later than that reaches nobody."""


class _Pending:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.stale = False


class Doorkeeper:
    def __init__(self, guestlist: Guestlist, queue_seconds: float = QUEUE_SECONDS) -> None:
        self._guestlist = guestlist
        self._turns = Turns(THREADS, queue_seconds)
        self._threads = _new_threads()
        self._pending: set[_Pending] = set()

    async def ask(self, asked: Asked) -> Verdict:
        """An answer that nothing has contradicted yet. Raises Unavailable, also when too many ask before."""
        pending = _Pending(asked)
        self._pending.add(pending)
        try:
            while True:
                pending.stale = False
                async with self._turns.one():
                    verdicts = await self.check([asked])
                if not pending.stale:
                    return verdicts[asked]
        finally:
            self._pending.discard(pending)

    async def check(self, asked: Collection[Asked]) -> dict[Asked, Verdict]:
        """Raises Unavailable."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._guestlist.check, asked)

    async def keep_alive(self, admissions: Collection[tuple[Asked, Admission]]) -> None:
        """Raises Unavailable."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self._guestlist.keep_alive, admissions)

    async def admit(self, interview_id: str) -> None:
        """Raises Unavailable."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self._guestlist.admit, interview_id)

    def notice(self, message: Message) -> None:
        for pending in self._pending:
            pending.stale = pending.stale or _concerns(message, pending.asked)

    def close(self) -> None:
        """It may be asked again later: an app can be started twice."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._threads = _new_threads()


def _new_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="guestlist")


def _concerns(message: Message, asked: Asked) -> bool:
    if isinstance(message, InterviewChanged):
        return message.interview_id == asked.interview_id
    return isinstance(message, SessionsEnded) and asked.session_id in message.session_ids
