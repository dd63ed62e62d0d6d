"""All rooms of this node: sockets in, effects out to bounded queues. Knows nothing of the transport.

Between a room's decision and the last queue it fills there is no await: one there could reorder an offer and its
candidates. Everything here runs on the event loop; only the guest list blocks, and is asked in threads.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Final, assert_never

from vivavoce.clock import Clock
from vivavoce.errors import Unavailable
from vivavoce.nodes.membership import Nodes
from vivavoce.signaling.admitting import Admitting
from vivavoce.signaling.agenda import Agenda, RenewIce, ReviewRoom, WakeRoom
from vivavoce.signaling.authorization import Admission, Asked, Verdict
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import Connection, Socket
from vivavoce.signaling.doorkeeper import Doorkeeper
from vivavoce.signaling.events import (
    Carry,
    Close,
    Drained,
    Dropped,
    Effect,
    Elapsed,
    Event,
    LetIn,
    Opened,
    Said,
    Send,
    SocketId,
    Spread,
    Store,
    Wake,
    is_signal,
)
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.incoming import BadFrame, BadMessage, decode, plain_signal
from vivavoce.signaling.messages import Error, Relayed, encode
from vivavoce.signaling.metrics import Found, SignalingMetrics, found_by
from vivavoce.signaling.neighbors import TOPIC, Neighbors
from vivavoce.signaling.parting import paced, spread
from vivavoce.signaling.presence import Waiting
from vivavoce.signaling.rate import TokenBucket
from vivavoce.signaling.room import Room

DRAIN_SECONDS: Final = 5.0
JUST_AFTER: Final = timedelta(milliseconds=1)
"""The join window includes its last instant."""


class Hub:
    def __init__(
        self,
        *,
        doorkeeper: Doorkeeper,
        ice: IceServers,
        clock: Clock,
        metrics: SignalingMetrics,
        budget: tuple[float, int],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`budget`: messages a second and burst of each socket; `seconds` never goes back."""
        self._doorkeeper, self._ice, self._clock, self._metrics = doorkeeper, ice, clock, metrics
        self._budget, self._seconds = budget, seconds
        self._rooms: dict[str, Room] = {}
        self._connections: dict[SocketId, Connection] = {}
        self._closes_at: dict[str, datetime] = {}
        self._ids = count(1)
        self._draining = False
        self._admitting = Admitting(doorkeeper, self._answer)
        self._neighbors: Neighbors | None = None
        self.agenda = Agenda()
        metrics.watch(self.connections, self.rooms)

    def span(self, nodes: Nodes) -> None:
        """From now on its rooms are those of all these nodes."""
        self._neighbors = Neighbors(nodes, self, self._clock)
        nodes.listen(TOPIC, self._neighbors)

    # One socket's life

    async def enter(self, socket: Socket, asked: Asked, peer: str, n: int) -> Connection | None:
        """None when it was turned away at the door; inside, the room may still close it."""
        try:
            verdict: Verdict = await self._doorkeeper.ask(asked)
        except Unavailable:
            verdict = CloseCode.FAILED
        if self._draining:
            verdict = CloseCode.RESTARTING
        if isinstance(verdict, CloseCode):
            self._metrics.closed(verdict)
            self._metrics.came(n, Found.CLOSED_DOOR)
            socket.close(verdict)
            return None
        return self._admit(socket, asked, peer, n, verdict)

    def _admit(self, socket: Socket, asked: Asked, peer: str, n: int, admission: Admission) -> Connection:
        now = self._clock()
        found = found_by(peer, self._rooms.get(asked.interview_id))
        connection = self._connect(socket, asked, admission, self._rooms.setdefault(asked.interview_id, Room()))
        offer = self._ice.offer(connection.person_id, now, relay_only=admission.relay_only)
        if offer.renew_at is not None:
            self.agenda.add(now, offer.renew_at, RenewIce(connection.id))
        self.expect_end(asked.interview_id, admission.closes_at)
        opened = Opened(
            at=now,
            socket=connection.id,
            peer=peer,
            n=n,
            person=admission.person,
            session_id=asked.session_id,
            reserved=admission.reserved,
            opens_at=admission.opens_at,
            closes_at=admission.closes_at,
            ice=offer.ice,
            lobby=admission.lobby,
            waits=admission.waits,
        )
        self.handle(asked.interview_id, opened)
        self._metrics.came(n, Found.CLOSED_DOOR if connection.closing else found)
        return connection

    def _connect(self, socket: Socket, asked: Asked, admission: Admission, room: Room) -> Connection:
        id_ = SocketId(next(self._ids))
        connection = Connection(
            id_, socket, asked, admission.person.id,
            bucket=TokenBucket(*self._budget, self._seconds), lines=room.lines(id_), relay_only=admission.relay_only,
        )  # fmt: skip
        self._connections[connection.id] = connection
        return connection

    def hear(self, connection: Connection, frame: bytes) -> None:
        """A text frame, whole."""
        if connection.closing is not None:
            return
        self._metrics.received += 1
        if not connection.bucket.take():
            self.fail(connection, CloseCode.TOO_MANY)
            return
        signal = plain_signal(frame)
        line = connection.lines.get(signal.to) if signal is not None else None
        if signal is None or line is None:
            self._hear_other(connection, frame)
            return
        # The way is known, as nearly always: the room need not be asked again.
        self._metrics.relayed += 1
        head, target = line
        if not self._connections[target].send(b"".join((head, signal.data, b"}"))):
            self._cut_short(target)

    def _hear_other(self, connection: Connection, frame: bytes) -> None:
        try:
            message = decode(frame)
        except BadFrame as error:
            self.fail(connection, error.code)
        except BadMessage as error:
            self._answer(connection, Error(error.code, error.message))
        else:
            self.handle(connection.asked.interview_id, Said(self._clock(), connection.id, message))

    def _cut_short(self, socket: SocketId) -> None:
        """It read too slowly."""
        self._metrics.closed(CloseCode.TOO_SLOW)
        self.handle(self._connections[socket].asked.interview_id, Dropped(self._clock(), socket))

    def fail(self, connection: Connection, code: CloseCode) -> None:
        """What it sent ends this socket, and nothing else."""
        self._metrics.closed(code)
        connection.close(code)
        self.handle(connection.asked.interview_id, Dropped(self._clock(), connection.id))

    def lost(self, connection: Connection) -> None:
        """Its transport is gone."""
        self._metrics.departed += connection.closing is None
        connection.gone()
        if self._connections.pop(connection.id, None) is not None:
            self.handle(connection.asked.interview_id, Dropped(self._clock(), connection.id))

    # Rooms

    def handle(self, interview_id: str, event: Event) -> None:
        room = self._rooms.get(interview_id)
        if room is None:
            return
        slow = self._decide(interview_id, room, event)
        while slow:
            slow = self._decide(interview_id, room, Dropped(self._clock(), slow[0])) + slow[1:]
        if room.empty:
            del self._rooms[interview_id]
            self._closes_at.pop(interview_id, None)

    def _decide(self, interview_id: str, room: Room, event: Event) -> list[SocketId]:
        """Answers the sockets that were cut because they read too slowly."""
        slow = self._apply(interview_id, room.handle(event))
        if self._neighbors is not None and not is_signal(event):
            self._neighbors.tell(interview_id, room)
        return slow

    def _apply(self, interview_id: str, effects: Iterable[Effect]) -> list[SocketId]:
        slow: list[SocketId] = []
        for effect in effects:
            match effect:
                case Send():
                    slow += self._send(effect)
                case Close(socket=socket, code=code):
                    self._metrics.closed(code)
                    self._connections[socket].close(code)
                case Wake(at=at):
                    self.agenda.add(self._clock(), at, WakeRoom(interview_id))
                case Store(socket=socket):
                    self._admitting.start(self._connections[socket])
                case Carry() | Spread():
                    self._do_elsewhere(interview_id, effect)
                case _:
                    assert_never(effect)
        return slow

    def _do_elsewhere(self, interview_id: str, effect: Carry | Spread) -> None:
        if self._neighbors is not None:
            self._neighbors.do(interview_id, effect)

    def _send(self, effect: Send) -> list[SocketId]:
        if isinstance(effect.message, Error):
            self._metrics.erred(effect.message.code)
        elif isinstance(effect.message, Relayed):
            self._metrics.relayed += 1
        message = encode(effect.message)
        slow = [socket for socket in effect.sockets if not self._connections[socket].send(message)]
        for _ in slow:
            self._metrics.closed(CloseCode.TOO_SLOW)
        return slow

    def _answer(self, connection: Connection, error: Error) -> None:
        for _ in self._send(Send((connection.id,), error)):
            self.handle(connection.asked.interview_id, Dropped(self._clock(), connection.id))

    # The lobby

    def _is_waiting(self, connection: Connection) -> bool:
        room = self._rooms.get(connection.asked.interview_id)
        return room is not None and connection.person_id in room.waiting()

    def let_in(self, interview_id: str, admission: Admission) -> None:
        now, person_id = self._clock(), admission.person.id
        offer = self._ice.offer(person_id, now, relay_only=admission.relay_only)
        self.handle(interview_id, LetIn(now, person_id, offer.ice))

    # Time

    def expect_end(self, interview_id: str, closes_at: datetime) -> None:
        if self._closes_at.get(interview_id) != closes_at:
            self._closes_at[interview_id] = closes_at
            self.agenda.add(self._clock(), closes_at + JUST_AFTER, ReviewRoom(interview_id))

    def wake(self, interview_id: str) -> None:
        self.handle(interview_id, Elapsed(self._clock()))

    def renew_ice(self, socket: SocketId) -> None:
        connection = self._connections.get(socket)
        if connection is None or connection.closing:
            return
        now = self._clock()
        offer = self._ice.offer(connection.person_id, now, relay_only=connection.relay_only)
        if offer.renew_at is not None:
            self.agenda.add(now, offer.renew_at, RenewIce(socket))
        if self._is_waiting(connection):
            return
        if not connection.send(encode(offer.ice)):
            self._cut_short(socket)

    # Looking from outside

    def rooms(self) -> dict[str, Room]:
        return self._rooms

    def connections(self) -> Collection[Connection]:
        return self._connections.values()

    def who_waits(self) -> list[Waiting]:
        """Everyone of this node in every room; call it on the event loop."""
        return [Waiting(id_, presence) for id_, room in self._rooms.items() for presence in room.present()]

    async def drain(self) -> None:
        """Lets everyone go with a word, room after room; their calls go on, their pages come back."""
        self._draining = True
        async for interview_id in paced(self._rooms, spread(len(self._connections))):
            self.handle(interview_id, Drained(self._clock()))
        partings = [connection.parted() for connection in self._connections.values()]
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.gather(*partings)
