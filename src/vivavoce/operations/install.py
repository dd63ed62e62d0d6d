"""What operators ask of a running server, wired into the app."""

from fastapi import FastAPI

from vivavoce.operations import api_docs, health, metrics
from vivavoce.operations.requests import WatchRequests


def install_operations(app: FastAPI) -> None:
    """Call it after the other middlewares: the last added is the outermost, and sees every answer."""
    app.state.metrics = metrics.Metrics()
    app.state.metrics.gauge(
        "vivavoce_database_stores",
        "1; 0 since a write that the database's disk refused.",
        lambda: float(app.state.database.stores),
    )
    app.add_middleware(WatchRequests, metrics=app.state.metrics)
    app.include_router(api_docs.router)
    app.include_router(health.router)
    app.include_router(metrics.router)
