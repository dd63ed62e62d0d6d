"""What is measured in one process. A registry per app, so that two apps in one process do not share numbers."""

import ipaddress
import secrets
from collections.abc import Callable
from typing import cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy.pool import QueuePool

from vivavoce.database import Database
from vivavoce.settings import Settings

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

# A second series for each counter, of when it began: vivavoce_start_time_seconds says that.
disable_created_metrics()  # type: ignore[no-untyped-call] # the library left its types out


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.looks: list[Callable[[], None]] = []
        """Called on the event loop before numbers are read: what lives there is counted there."""
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "vivavoce_http_requests",
            "Answers by route and status.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "vivavoce_http_seconds",
            "Time from request to the first byte of its answer.",
            ["method", "route"],
            buckets=SECONDS,
            registry=self.registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method, route, status).inc()
        self.seconds.labels(method, route).observe(seconds)

    def look(self) -> None:
        for look in self.looks:
            look()

    def gauge(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """A number that is read when somebody asks; features register theirs with it."""
        Gauge(name, meaning, registry=self.registry).set_function(read)


def connections_in_use(database: Database) -> int:
    """Of the pool."""
    return cast("QueuePool", database.engine.pool).checkedout()


def may_read(settings: Settings, authorization: str, client: str | None, *, forwarded: bool) -> bool:
    """With a METRICS_TOKEN its bearer; without one whoever calls from this machine itself, not through a proxy."""
    if settings.metrics_token is not None:
        expected = f"Bearer {settings.metrics_token.get_secret_value()}"
        return secrets.compare_digest(authorization.encode(), expected.encode())
    return client is not None and not forwarded and _is_loopback(client)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
