"""Asks the guest list in threads of its own, and closes the gap between being checked and being inside.

A socket is pending before its question is asked. What the bus says meanwhile about its interview or its session makes
the answer stale, and it is asked again; whoever enters afterwards is found by the reviews of those inside.

Whoever comes while a question is under way is asked for together with all others who do: one statement, one thread,
however large the crowd. While the database hangs, that crowd must neither wait without end nor keep the reviews of
those inside from their thread.
"""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from vivavoce.bus import InterviewChanged, Message, SessionsEnded
from vivavoce.errors import Unavailable
from vivavoce.signaling.authorization import Admission, Asked, Verdict
from vivavoce.signaling.crowd import Turnstile
from vivavoce.signaling.guestlist import Guestlist

THREADS: Final = 4
"""Few, and not those of the routes: a wave of reconnects must not starve the pages, nor the other way round."""
QUEUE_SECONDS: Final = 8.0
"""A page waits ten for its welcome, then it comes with another socket: an answer later than that reaches nobody."""
CROWD: Final = 500
"""Asked for together at the most: the first of a thousand must not wait for the last."""

ENOUGH: Final = 64
"""No more are waited for. A question takes a thread several times as long as what each person adds to it."""

_Question = tuple[Asked, asyncio.Future[Verdict]]


class _Pending:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.stale = False


class Doorkeeper:
    def __init__(self, guestlist: Guestlist, queue_seconds: float = QUEUE_SECONDS) -> None:
        self._guestlist, self._queue_seconds = guestlist, queue_seconds
        self._threads = _new_threads()
        self._questions: list[_Question] = []
        self._asking: asyncio.Task[None] | None = None
        self._pending: set[_Pending] = set()
        self._answers = Turnstile()

    async def ask(self, asked: Asked) -> Verdict:
        """An answer that nothing has contradicted yet. Raises Unavailable, also when it takes too long."""
        pending = _Pending(asked)
        self._pending.add(pending)
        try:
            while True:
                pending.stale = False
                verdict = await self._together(asked)
                await self._answers.turn()  # a crowd's answers come together: its welcomes must not
                if not pending.stale:
                    return verdict
        finally:
            self._pending.discard(pending)

    async def _together(self, asked: Asked) -> Verdict:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Verdict] = loop.create_future()
        self._questions.append((asked, answer))
        if self._asking is None or self._asking.done():
            self._asking = loop.create_task(self._ask_all(), name="guestlist")
        patience = loop.call_later(self._queue_seconds, _give_up, answer, Unavailable())
        try:
            return await answer
        finally:
            patience.cancel()

    async def _ask_all(self) -> None:
        while self._questions:
            await self._let_more_come()
            crowd, self._questions = self._questions[:CROWD], self._questions[CROWD:]
            await self._ask_for([question for question in crowd if not question[1].done()])

    async def _let_more_come(self) -> None:
        """Of a crowd a few come in each turn of the loop: the database is asked once for many turns."""
        known = 0
        while known < len(self._questions) < ENOUGH:
            known = len(self._questions)
            await asyncio.sleep(0)

    async def _ask_for(self, crowd: Collection[_Question]) -> None:
        (checking,), _ = await asyncio.wait([asyncio.create_task(self.check({asked for asked, _ in crowd}))])
        error = checking.exception()
        if error is not None:
            # Whoever asked hears of it, whatever it is, and the next are asked for all the same.
            for _, answer in crowd:
                _give_up(answer, error)
            return
        verdicts = checking.result()
        for asked, answer in crowd:
            if not answer.done():
                answer.set_result(verdicts[asked])

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


def _give_up(answer: asyncio.Future[Verdict], error: BaseException) -> None:
    if not answer.done():
        answer.set_exception(error)


def _new_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="guestlist")


def _concerns(message: Message, asked: Asked) -> bool:
    if isinstance(message, InterviewChanged):
        return message.interview_id == asked.interview_id
    return isinstance(message, SessionsEnded) and asked.session_id in message.session_ids
