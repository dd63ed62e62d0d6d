"""Signaling, wired into the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from vivavoce.accounts.sessions import Lifetime
from vivavoce.settings import Settings
from vivavoce.signaling import rehearsal_routes, report_routes, routes
from vivavoce.signaling.call_metrics import CallMetrics
from vivavoce.signaling.caretaker import Caretaker
from vivavoce.signaling.doorkeeper import Doorkeeper
from vivavoce.signaling.guestlist import StoredGuestlist
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.metrics import SignalingMetrics
from vivavoce.signaling.rehearsal_service import Allowance
from vivavoce.signaling.report_service import AT_MOST as REPORTS
from vivavoce.signaling.report_service import Reports, TooManyReports
from vivavoce.signaling.roll_call import RollCall


def install_signaling(app: FastAPI) -> None:
    """Needs settings, clock, database, nodes, bus and metrics on `app.state`; leaves `hub`, `caretaker`, `drain`,
    `signaling_metrics` and `call_metrics` there."""
    settings: Settings = app.state.settings
    clock = app.state.clock
    metrics = SignalingMetrics(app.state.metrics.registry)
    lifetime = Lifetime.of_hours(settings.session_hours)
    guestlist = StoredGuestlist(app.state.database, lifetime, clock, app.state.bus)
    doorkeeper = Doorkeeper(guestlist)
    ice = IceServers(settings)
    hub = Hub(doorkeeper=doorkeeper, ice=ice, clock=clock, metrics=metrics, budget=settings.socket_budget)
    caretaker = Caretaker(hub, doorkeeper, clock, metrics)
    app.state.metrics.looks.append(metrics.look)
    app.state.bus.subscribe(caretaker.notice)
    if app.state.wire is not None:
        hub.span(app.state.nodes)
    app.state.roll_call = RollCall(hub.who_waits, app.state.nodes)
    app.state.hub, app.state.caretaker, app.state.drain = hub, caretaker, hub.drain
    app.state.signaling_metrics, app.state.call_metrics = metrics, CallMetrics(app.state.metrics.registry)
    app.state.ice, app.state.rehearsal_allowance = ice, Allowance(clock)
    app.include_router(routes.router)
    app.state.reports = Reports(guestlist, app.state.call_metrics, Allowance(clock, REPORTS, TooManyReports))
    app.include_router(rehearsal_routes.router)
    app.include_router(report_routes.router)


@asynccontextmanager
async def signaling_lifespan(app: FastAPI) -> AsyncIterator[None]:
    caretaker: Caretaker = app.state.caretaker
    caretaker.start()
    try:
        yield
    finally:
        await caretaker.stop()
