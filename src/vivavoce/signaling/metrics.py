"""What operators see of the sockets. What happens with every message is a plain integer, read when somebody asks."""

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.level import Level, level_of
from vivavoce.signaling.room import Room

JOIN_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Found(StrEnum):
    """What a page that comes back with another socket finds."""

    PLACE = "place"
    """Its own, kept since its last socket was lost."""
    OLDER_SOCKET = "older_socket"
    """Its own, with a socket that the server still took for open."""
    ROOM = "room"
    """Others, who took it for gone, or a server that does not know it."""
    EMPTY_ROOM = "empty_room"
    CLOSED_DOOR = "closed_door"


class SignalingMetrics:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._sockets = Gauge("vivavoce_sockets", "Open sockets.", registry=registry)
        self._rooms = Gauge("vivavoce_rooms", "Rooms with somebody in them, away or not.", registry=registry)
        self.received = self.relayed = self.departed = 0
        """Counted by hand, because a counter's lock costs more than the rest of a message's way."""
        self.level = Level()
        self._look: Callable[[], Level] = Level
        registry.register(_ByHand(self))
        self.closes = Counter("vivavoce_socket_closes", "Sockets closed by the server.", ["code"], registry=registry)
        self.sent_back = Counter(
            "vivavoce_socket_sent_back", "Newcomers told to come later: too many at once.", registry=registry
        )
        self._errors = Counter("vivavoce_socket_errors", "Messages answered by an error.", ["code"], registry=registry)
        self.review_failures = Counter(
            "vivavoce_socket_review_failures", "Re-authorizations the database did not answer.", registry=registry
        )
        self.joins = Histogram(
            "vivavoce_socket_join_seconds",
            "From the request to the welcome.",
            buckets=JOIN_SECONDS,
            registry=registry,
        )
        self.returns = Counter(
            "vivavoce_socket_returns", "Pages that came back, by what they found.", ["found"], registry=registry
        )
        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        """The first of a kind must be seen as a step: what begins with it has no rate."""
        for code in CloseCode:
            self.closes.labels(str(int(code)))
        for found in Found:
            self.returns.labels(found)

    def watch(self, connections: Callable[[], Collection[Connection]], rooms: Callable[[], Mapping[str, Room]]) -> None:
        """Counted when somebody asks, not with every message."""
        self._sockets.set_function(lambda: len(connections()))
        self._rooms.set_function(lambda: len(rooms()))
        self._look = lambda: level_of(rooms().values(), connections())

    def look(self) -> None:
        """On the event loop: goes through all rooms and sockets."""
        self.level = self._look()

    def closed(self, code: CloseCode) -> None:
        self.closes.labels(str(int(code))).inc()

    def came(self, n: int, found: Found) -> None:
        """`n` counts a page's sockets from 1."""
        if n > 1:
            self.returns.labels(found).inc()

    def erred(self, code: str) -> None:
        self._errors.labels(code).inc()


def found_by(peer: str, room: Room | None) -> Found:
    """Asked before the page is let in."""
    if room is None or room.empty:
        return Found.EMPTY_ROOM
    is_open = room.is_open(peer)
    if is_open is None:
        return Found.ROOM
    return Found.OLDER_SOCKET if is_open else Found.PLACE


class _ByHand(Collector):
    def __init__(self, metrics: SignalingMetrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        metrics, level = self._metrics, self._metrics.level
        yield CounterMetricFamily("vivavoce_socket_frames", "Frames received.", metrics.received)
        yield CounterMetricFamily("vivavoce_socket_relayed", "Messages passed from page to page.", metrics.relayed)
        yield CounterMetricFamily(
            "vivavoce_socket_departures", "Sockets whose page or network went, not closed by the server.",
            metrics.departed,
        )  # fmt: skip
        people = GaugeMetricFamily("vivavoce_people", "People in rooms, by how far they are.", labels=["stage"])
        for stage, count in level.people.items():
            people.add_metric([stage], count)
        yield people
        for unit, of_all, fullest in (
            ("messages", level.messages, level.most_messages),
            ("bytes", level.bytes, level.most_bytes),
        ):
            queue = GaugeMetricFamily(f"vivavoce_socket_queue_{unit}", f"Waiting to be sent: {unit}.", labels=["of"])
            queue.add_metric(["all"], of_all)
            queue.add_metric(["fullest"], fullest)
            yield queue
