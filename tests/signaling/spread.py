"""A room on three nodes that looks like one: whoever comes is on the next node, and what nodes tell arrives at once."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle

from vivavoce.signaling.events import (
    Brought,
    Carry,
    DoneElsewhere,
    Dropped,
    Effect,
    Event,
    Opened,
    Reported,
    Said,
    SocketId,
    Spread,
    is_signal,
)
from vivavoce.signaling.lines import Line
from vivavoce.signaling.presence import Presence
from vivavoce.signaling.reports import Report
from vivavoce.signaling.room import Room

NAMES = ("a", "b", "c")


class SpreadRoom:
    def __init__(self) -> None:
        self._rooms = {name: Room() for name in NAMES}
        self._told: dict[str, Report] = {}
        self._nodes = cycle(NAMES)
        self._of_socket: dict[SocketId, str] = {}
        self._on_their_way: deque[tuple[str, Event]] = deque()

    def handle(self, event: Event) -> list[Effect]:
        self._on_their_way.extend((name, event) for name in self._concerned(event))
        effects: list[Effect] = []
        while self._on_their_way:
            effects += self._on(*self._on_their_way.popleft())
        return effects

    def _concerned(self, event: Event) -> tuple[str, ...]:
        if isinstance(event, Opened):
            self._of_socket[event.socket] = next(self._nodes)
        if isinstance(event, Opened | Said | Dropped):
            return (self._of_socket[event.socket],)
        return NAMES

    def _on(self, name: str, event: Event) -> Iterator[Effect]:
        for effect in self._rooms[name].handle(event):
            match effect:
                case Carry(node=node, to=to, sender=sender, n=n, data=data):
                    self._on_their_way.append((node, Brought(event.at, to, sender, n, data)))
                case Spread(deed=deed):
                    self._tell_others(name, DoneElsewhere(event.at, deed))
                case _:
                    yield effect
        if not is_signal(event):
            self._report(name, event)

    def _report(self, name: str, event: Event) -> None:
        report = self._rooms[name].report()
        if report != self._told.get(name, Report()):
            self._told[name] = Report(report.pages, {}, report.claims)
            for other in NAMES:
                if other != name:
                    reported = Reported(event.at, name, report, wins_ties=name > other)
                    self._on_their_way.append((other, reported))

    def _tell_others(self, name: str, event: Event) -> None:
        self._on_their_way.extend((other, event) for other in NAMES if other != name)

    def lines(self, socket: SocketId) -> Mapping[str, Line]:
        return self._rooms[self._of_socket[socket]].lines(socket)

    @property
    def empty(self) -> bool:
        return all(room.empty for room in self._rooms.values())

    def sessions(self) -> frozenset[str]:
        return self._union(Room.sessions)

    def waiting(self) -> frozenset[str]:
        return self._union(Room.waiting)

    def _union(self, read: Callable[[Room], frozenset[str]]) -> frozenset[str]:
        return frozenset[str]().union(*(read(room) for room in self._rooms.values()))

    def present(self) -> list[Presence]:
        return [presence for room in self._rooms.values() for presence in room.present()]
