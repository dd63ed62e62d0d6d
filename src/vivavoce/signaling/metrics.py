"""What operators see of the sockets."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.registry import Collector

from vivavoce.signaling.closing import CloseCode


class SignalingMetrics:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._sockets = Gauge("vivavoce_sockets", "Open sockets.", registry=registry)
        self._rooms = Gauge("vivavoce_rooms", "Rooms with somebody in them, away or not.", registry=registry)
        self.received = 0
        """Frames; counted by hand, because a counter's lock costs more than the rest of a frame's way."""
        registry.register(_Frames(self))
        self._closed = Counter("vivavoce_socket_closes", "Sockets closed by the server.", ["code"], registry=registry)
        self._errors = Counter("vivavoce_socket_errors", "Messages answered by an error.", ["code"], registry=registry)
        self.review_failures = Counter(
            "vivavoce_socket_review_failures", "Re-authorizations the database did not answer.", registry=registry
        )

    def watch(self, sockets: Callable[[], float], rooms: Callable[[], float]) -> None:
        """Counted when somebody asks, not with every message."""
        self._sockets.set_function(sockets)
        self._rooms.set_function(rooms)

    def closed(self, code: CloseCode) -> None:
        self._closed.labels(str(int(code))).inc()

    def erred(self, code: str) -> None:
        self._errors.labels(code).inc()


class _Frames(Collector):
    def __init__(self, metrics: SignalingMetrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[CounterMetricFamily]:
        yield CounterMetricFamily("vivavoce_socket_frames", "Frames received.", self._metrics.received)
