"""`/metrics` in Prometheus' text format. A registry per app, so that two apps in one process do not share numbers."""

import ipaddress
import secrets
from collections.abc import Callable
from typing import cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy.pool import QueuePool

from vivavoce.database import Database
from vivavoce.errors import Forbidden
from vivavoce.settings import Settings

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
FORWARDED = ("forwarded", "x-forwarded-for")

# A second series for each counter, of when it began: vivavoce_start_time_seconds says that.
disable_created_metrics()  # type: ignore[no-untyped-call] # the library left its types out

router = APIRouter(include_in_schema=False)


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


async def _look(request: Request) -> None:
    """On the event loop; what it found is written out in a thread."""
    client = request.client.host if request.client else None
    forwarded = any(name in request.headers for name in FORWARDED)
    authorization = request.headers.get("authorization", "")
    if not may_read(request.app.state.settings, authorization, client, forwarded=forwarded):
        raise Forbidden("Metrics are for whoever has METRICS_TOKEN; without one set, for this machine only.")
    request.app.state.metrics.look()


@router.get("/metrics", dependencies=[Depends(_look)])
def read_metrics(request: Request) -> Response:
    metrics: Metrics = request.app.state.metrics
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
