"""Rooms that span nodes: who else has which room, and what they are told of it.

A room is told of only to nodes that have it, too. Whoever opens one asks all nodes once; those that have it answer.
Nothing is stored anywhere, so nothing can go stale: a node that is lost takes with it what it said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Protocol, assert_never

import msgspec

from vivavoce.clock import Clock
from vivavoce.nodes.membership import Listener, Nodes
from vivavoce.signaling.events import Brought, Carry, DoneElsewhere, Event, Reported, Spread
from vivavoce.signaling.reports import Complete, DeedDone, NodeMessage, Report, RoomReport, SignalFor
from vivavoce.signaling.room import Room

TOPIC: Final = "rooms"

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[NodeMessage] = msgspec.msgpack.Decoder(NodeMessage)


class Rooms(Protocol):
    def rooms(self) -> Mapping[str, Room]: ...
    def handle(self, interview_id: str, event: Event) -> None: ...


class Neighbors(Listener):
    def __init__(self, nodes: Nodes, rooms: Rooms, clock: Clock) -> None:
        self._nodes, self._rooms, self._clock = nodes, rooms, clock
        self._of_room: defaultdict[str, set[str]] = defaultdict(set)
        """Which nodes have a room that is here, too."""
        self._told: dict[str, Report] = {}
        """By room that is here: the last that was said of it."""
        self._unconfirmed: dict[str, set[str]] = {}
        """By node that begins anew: rooms it had, and has not reported of since."""

    # What happens here

    def tell(self, interview_id: str, room: Room) -> None:
        """After whatever happened in it; what is no news is not sent."""
        report = room.report()
        if room.empty:
            self._leave(interview_id, report)
        elif interview_id not in self._told:
            self._told[interview_id] = report
            self._nodes.send_all(TOPIC, _encoder.encode(RoomReport(interview_id, report, asks=True)))
        elif report != self._told[interview_id]:
            self._told[interview_id] = msgspec.structs.replace(report, gone={})
            self._send(interview_id, RoomReport(interview_id, report))

    def _leave(self, interview_id: str, report: Report) -> None:
        if self._told.pop(interview_id, None) is not None:
            self._send(interview_id, RoomReport(interview_id, report))
        self._of_room.pop(interview_id, None)

    def do(self, interview_id: str, effect: Carry | Spread) -> None:
        match effect:
            case Carry(node=node, to=to, sender=sender, n=n, data=data):
                self._nodes.send(node, TOPIC, _encoder.encode(SignalFor(interview_id, to, sender, n, bytes(data))))
            case Spread(deed=deed):
                self._send(interview_id, DeedDone(interview_id, deed))

    def _send(self, interview_id: str, message: NodeMessage) -> None:
        encoded = _encoder.encode(message)
        for node in sorted(self._of_room.get(interview_id, ())):
            self._nodes.send(node, TOPIC, encoded)

    # What other nodes do

    def joined(self, node: str) -> None:
        """It knows nothing of this one, or no longer."""
        for interview_id, report in self._told.items():
            message = RoomReport(interview_id, report, asks=True, fresh=True)
            self._nodes.send(node, TOPIC, _encoder.encode(message))
        self._nodes.send(node, TOPIC, _encoder.encode(Complete()))

    def began(self, node: str) -> None:
        """It says everything anew."""
        self._unconfirmed[node] = {id_ for id_, nodes in self._of_room.items() if node in nodes}

    def lost(self, node: str) -> None:
        self._unconfirmed.pop(node, None)
        self._forget(node, [id_ for id_, nodes in self._of_room.items() if node in nodes])

    def heard(self, node: str, message: bytes, /) -> None:
        match _decoder.decode(message):
            case RoomReport() as told:
                self._report(node, told)
            case SignalFor() as it:
                self._rooms.handle(
                    it.interview_id, Brought(self._clock(), it.to, it.sender, it.n, msgspec.Raw(it.data))
                )
            case DeedDone(interview_id=interview_id, deed=deed):
                self._rooms.handle(interview_id, DoneElsewhere(self._clock(), deed))
            case Complete():
                self._forget(node, self._unconfirmed.pop(node, ()))
            case never:
                assert_never(never)

    def _report(self, node: str, told: RoomReport) -> None:
        self._unconfirmed.get(node, set()).discard(told.interview_id)
        if told.interview_id not in self._told:
            return
        nodes = self._of_room[told.interview_id]
        if told.asks or (told.report.pages and node not in nodes):
            # Whom it has just met may have heard of it a while ago.
            answer = RoomReport(told.interview_id, self._told[told.interview_id], fresh=told.fresh)
            self._nodes.send(node, TOPIC, _encoder.encode(answer))
        if told.report.pages:
            nodes.add(node)
        else:
            nodes.discard(node)
        event = Reported(self._clock(), node, told.report, fresh=told.fresh, wins_ties=node > self._nodes.me)
        self._rooms.handle(told.interview_id, event)

    def _forget(self, node: str, interview_ids: Iterable[str]) -> None:
        for interview_id in sorted(interview_ids):
            self._of_room[interview_id].discard(node)
            self._rooms.handle(interview_id, Reported(self._clock(), node, Report()))
