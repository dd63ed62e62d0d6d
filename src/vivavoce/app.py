"""The only wiring; reads as a site map."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from vivavoce import __version__
from vivavoce.accounts import people_routes
from vivavoce.accounts import routes as account_routes
from vivavoce.admissions import admin_routes as admissions_admin
from vivavoce.admissions import student_routes as admissions_student
from vivavoce.clock import Clock, new_id, utc_now
from vivavoce.database import Database
from vivavoce.edge import Edge
from vivavoce.errors import install_error_handlers
from vivavoce.imports import export_routes
from vivavoce.imports import routes as import_routes
from vivavoce.interviews import admin_routes as interviews_admin
from vivavoce.interviews import calendar_routes, conflict_routes, room_routes, zone_routes
from vivavoce.interviews import interviewer_routes as interviews_interviewer
from vivavoce.interviews import student_routes as interviews_student
from vivavoce.mailing import make_mailer
from vivavoce.methods import HeadAsGet
from vivavoce.nodes.install import install_nodes
from vivavoce.notifications import invitation_routes
from vivavoce.notifications import routes as message_routes
from vivavoce.operations.install import install_operations, operations_lifespan
from vivavoce.pages import install_pages
from vivavoce.scheduling import (
    allotment_routes,
    bulk_routes,
    busy_routes,
    draft_routes,
    hint_routes,
    self_service_routes,
    sheet_routes,
    wait_list_routes,
)
from vivavoce.scheduling import import_routes as schedule_imports
from vivavoce.scheduling import routes as scheduling_routes
from vivavoce.scheduling import student_routes as scheduling_student
from vivavoce.scheduling.allotting import Allotter
from vivavoce.scheduling.giving import Giver
from vivavoce.scheduling.rounds import Rounds
from vivavoce.scheduling.solving import Solver
from vivavoce.settings import Settings
from vivavoce.signaling.install import install_signaling, signaling_lifespan


def create_app(settings: Settings, clock: Clock = utc_now) -> FastAPI:
    app = FastAPI(
        title="Vivavoce",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.clock = clock
    app.state.database = Database(settings.resolved_database_url)
    install_nodes(app)
    app.state.solver = Solver(app.state.database, clock)
    app.state.allotter = Allotter(app.state.database, clock, new_id, app.state.bus, app.state.solver)
    app.state.giver = Giver(app.state.database, clock, new_id, app.state.bus)
    app.state.mailer = make_mailer(settings, app.state.database, clock, app.state.bus)
    install_error_handlers(app)
    app.add_middleware(Edge, settings=settings)
    install_operations(app)
    app.add_middleware(HeadAsGet)
    app.include_router(account_routes.router)
    app.include_router(people_routes.router)
    app.include_router(invitation_routes.router)
    for feature in (admissions_admin, admissions_student, interviews_admin, interviews_interviewer):
        app.include_router(feature.router)
    app.include_router(import_routes.router)
    app.include_router(export_routes.router)
    app.include_router(interviews_student.router)
    app.include_router(sheet_routes.router)
    app.include_router(room_routes.router)
    app.include_router(calendar_routes.router)
    app.include_router(conflict_routes.router)
    app.include_router(zone_routes.router)
    app.include_router(message_routes.router)
    app.include_router(scheduling_routes.router)
    app.include_router(busy_routes.router)
    app.include_router(allotment_routes.router)
    app.include_router(self_service_routes.router)
    app.include_router(wait_list_routes.router)
    app.include_router(scheduling_student.router)
    app.include_router(hint_routes.router)
    app.include_router(bulk_routes.router)
    app.include_router(draft_routes.router)
    app.include_router(schedule_imports.router)
    install_signaling(app)
    install_pages(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.bus.start(asyncio.get_running_loop())
    if app.state.wire is not None:
        app.state.wire.start()
    if app.state.settings.mailer:
        app.state.bus.subscribe(app.state.mailer.notice)
        app.state.mailer.start()
    rounds = Rounds([app.state.allotter.look, app.state.giver.look])
    rounds.start()
    try:
        async with operations_lifespan(app), signaling_lifespan(app):
            yield
    finally:
        await asyncio.to_thread(rounds.stop)
        await asyncio.to_thread(app.state.mailer.stop)
        await asyncio.to_thread(app.state.solver.stop)
        if app.state.wire is not None:
            await app.state.wire.stop()
        app.state.bus.stop()
        app.state.database.engine.dispose()
