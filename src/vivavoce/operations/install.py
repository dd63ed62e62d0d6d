"""What operators ask of a running server, wired into the app."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from prometheus_client import Info

from vivavoce import __version__
from vivavoce.database import POOL_CONNECTIONS, Database
from vivavoce.operations import api_docs, health, metrics, routes
from vivavoce.operations.fellows import Fellows
from vivavoce.operations.loop_lag import LoopLag
from vivavoce.operations.outbox_level import LOOK_EVERY, OutboxLevel
from vivavoce.operations.requests import WatchRequests
from vivavoce.scheduling.rounds import Rounds


def install_operations(app: FastAPI) -> None:
    """Call it after the other middlewares: the last added is the outermost, and sees every answer."""
    app.state.metrics = made = metrics.Metrics()
    Info("vivavoce_build", "Which version runs.", registry=made.registry).info({"version": __version__})
    app.state.started_at = app.state.clock()
    made.gauge("vivavoce_start_time_seconds", "When it started, since 1970.", app.state.started_at.timestamp)
    _watch_database(made, app.state.database)
    app.state.outbox_level = OutboxLevel(app.state.database, app.state.clock)
    made.registry.register(app.state.outbox_level)
    app.state.loop_lag = LoopLag(made.registry)
    app.add_middleware(WatchRequests, metrics=app.state.metrics, addresses=app.state.settings.log_addresses)
    app.include_router(api_docs.router)
    app.include_router(health.router)
    app.state.fellows = Fellows(app)
    app.include_router(routes.metrics_router)
    app.include_router(routes.router)


def _watch_database(made: metrics.Metrics, database: Database) -> None:
    made.gauge(
        "vivavoce_database_stores", "1; 0 since a write that the database's disk refused.", lambda: database.stores
    )
    made.gauge(
        "vivavoce_database_connections",
        "Connections of the pool in use.",
        lambda: metrics.connections_in_use(database),
    )
    made.gauge("vivavoce_database_connections_max", "Connections that the pool may have.", lambda: POOL_CONNECTIONS)


@asynccontextmanager
async def operations_lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Looks at what is to be measured by looking."""
    rounds = Rounds([app.state.outbox_level.look], LOOK_EVERY)
    rounds.start()
    try:
        async with app.state.loop_lag.watched():
            yield
    finally:
        await asyncio.to_thread(rounds.stop)
