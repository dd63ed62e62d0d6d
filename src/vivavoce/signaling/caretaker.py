"""Keeps the hub's time and its authority current: timers, reviews of everyone inside, what the bus says."""

import asyncio
import math
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, assert_never

import structlog

from vivavoce.bus import InterviewChanged, MailsWaiting, Message, SessionsEnded
from vivavoce.clock import Clock
from vivavoce.errors import Unavailable
from vivavoce.signaling.agenda import RenewIce, ReviewAll, ReviewRoom, WakeRoom
from vivavoce.signaling.authorization import Admission, Asked, Verdict
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.doorkeeper import Doorkeeper
from vivavoce.signaling.events import Reviewed
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.metrics import SignalingMetrics

REVIEW_EVERY: Final = timedelta(seconds=30)
ROOMS: Final = 20
"""Reviewed in one turn of the loop."""
TICK_SECONDS: Final = 0.5
COMPLAIN_EVERY: Final = 60.0
"""Seconds: a review that failed is tried again with every tick, which is no news."""

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.signaling")


class Caretaker:
    def __init__(
        self,
        hub: Hub,
        doorkeeper: Doorkeeper,
        clock: Clock,
        metrics: SignalingMetrics,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` never goes back."""
        self._hub, self._doorkeeper, self._clock, self._metrics = hub, doorkeeper, clock, metrics
        self._seconds, self._complained_at = seconds, -math.inf
        self._due: set[str] = set()
        """Interviews to be reviewed."""
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._plan_review(self._clock())
        self._tasks = [asyncio.create_task(self._keep_time()), asyncio.create_task(self._keep_reviewing())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._doorkeeper.close()

    def notice(self, message: Message) -> None:
        """From the bus, on the event loop."""
        self._doorkeeper.notice(message)
        match message:
            case InterviewChanged(interview_id=interview_id):
                self._want([interview_id])
            case SessionsEnded(session_ids=session_ids):
                self._end_sessions(frozenset(session_ids))
            case MailsWaiting():
                pass
            case _:
                assert_never(message)

    def _end_sessions(self, session_ids: frozenset[str]) -> None:
        refused = dict.fromkeys(session_ids, CloseCode.NOT_SIGNED_IN)
        concerned = [id_ for id_, room in self._hub.rooms().items() if not session_ids.isdisjoint(room.sessions())]
        for interview_id in concerned:
            self._hub.handle(interview_id, Reviewed(self._clock(), refused))

    # Time

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            try:
                self.tick()
            except Exception:  # one broken room must not stop the clock of all
                log.exception("tick failed")

    def tick(self) -> None:
        now = self._clock()
        for duty in self._hub.agenda.due(now):
            match duty:
                case WakeRoom(interview_id=interview_id):
                    self._hub.wake(interview_id)
                case RenewIce(socket=socket):
                    self._hub.renew_ice(socket)
                case ReviewRoom(interview_id=interview_id):
                    self._want([interview_id])
                case ReviewAll():
                    self._plan_review(now)
                    self._want(self._hub.rooms())
                case _:
                    assert_never(duty)
        if self._due:
            self._news.set()

    # Reviews

    def _plan_review(self, now: datetime) -> None:
        self._hub.agenda.add(now, now + REVIEW_EVERY, ReviewAll())

    def _want(self, interview_ids: Iterable[str]) -> None:
        self._due.update(interview_ids)
        self._news.set()

    async def _keep_reviewing(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self.review()
            except Unavailable:
                self._metrics.review_failures.inc()
                self._complain()
            except Exception:  # the next review must come all the same
                self._metrics.review_failures.inc()
                log.exception("review failed")

    def _complain(self) -> None:
        now = self._seconds()
        if now - self._complained_at >= COMPLAIN_EVERY:
            self._complained_at = now
            log.warning("review failed", hint="The database did not answer; everyone stays until it does.")

    async def review(self) -> None:
        """Asks about everyone in the rooms that are due, in one statement. Raises Unavailable."""
        due, self._due = self._due, set()
        rooms = self._hub.rooms()
        asked = {Asked(id_, session) for id_ in due if id_ in rooms for session in rooms[id_].sessions()}
        if not asked:
            return
        try:
            verdicts = await self._doorkeeper.check(asked)
        except Unavailable:
            self._due |= due  # the next tick asks again
            raise
        await self._act_on(verdicts)
        await self._doorkeeper.keep_alive(self._in_use(verdicts))
        for interview_id in self._to_be_admitted(verdicts):
            await self._doorkeeper.admit(interview_id)

    async def _act_on(self, verdicts: dict[Asked, Verdict]) -> None:
        """Some rooms in each turn of the loop: those who talk must not wait for all of them."""
        by_room: defaultdict[str, dict[str, Verdict]] = defaultdict(dict)
        for asked, verdict in verdicts.items():
            by_room[asked.interview_id][asked.session_id] = verdict
        for number, (interview_id, of_room) in enumerate(by_room.items(), 1):
            if interview_id not in self._due:  # else it changed while we asked, and is asked about again
                self._act_on_room(interview_id, of_room)
            if number % ROOMS == 0:
                await asyncio.sleep(0)

    def _act_on_room(self, interview_id: str, verdicts: dict[str, Verdict]) -> None:
        refused = {session: verdict for session, verdict in verdicts.items() if isinstance(verdict, CloseCode)}
        admissions = [verdict for verdict in verdicts.values() if isinstance(verdict, Admission)]
        reserved = admissions[0].reserved if admissions else None
        self._hub.handle(interview_id, Reviewed(self._clock(), refused, reserved))
        if admissions and interview_id in self._hub.rooms():
            self._hub.expect_end(interview_id, admissions[0].closes_at)
            self._let_in(interview_id, admissions)

    def _let_in(self, interview_id: str, admissions: Iterable[Admission]) -> None:
        waiting = self._hub.rooms()[interview_id].waiting()
        for admission in {one.person.id: one for one in admissions if not one.waits}.values():
            if admission.person.id in waiting:
                self._hub.let_in(interview_id, admission)

    def _to_be_admitted(self, verdicts: dict[Asked, Verdict]) -> set[str]:
        """Where the student is inside, and the lobby came afterwards: no restart is to ask them again."""
        rooms = self._hub.rooms()
        return {
            asked.interview_id
            for asked, verdict in verdicts.items()
            if isinstance(verdict, Admission) and verdict.waits
            if (room := rooms.get(asked.interview_id)) and asked.session_id in room.sessions()
            if verdict.person.id not in room.waiting()
        }

    def _in_use(self, verdicts: dict[Asked, Verdict]) -> Collection[tuple[Asked, Admission]]:
        open_ = {connection.asked for connection in self._hub.connections() if not connection.closing}
        return [(a, verdict) for a, verdict in verdicts.items() if a in open_ and isinstance(verdict, Admission)]
