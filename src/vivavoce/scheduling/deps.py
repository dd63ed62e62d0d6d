"""The services of a request, with the app's clock."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.scheduling.draft_service import DraftService
from vivavoce.scheduling.service import HoursService
from vivavoce.scheduling.window_service import StudentWindowsService, WindowRequests


async def _hours(request: Request, session: SessionDep) -> HoursService:
    return HoursService(session, request.app.state.clock)


async def _requests(request: Request, session: SessionDep) -> WindowRequests:
    return WindowRequests(session, request.app.state.clock)


async def _windows(request: Request, session: SessionDep) -> StudentWindowsService:
    return StudentWindowsService(session, request.app.state.clock)


async def _drafts(request: Request, session: SessionDep) -> DraftService:
    state = request.app.state
    return DraftService(session, state.clock, new_id, state.bus, state.solver)


HoursDep = Annotated[HoursService, Depends(_hours)]
WindowRequestsDep = Annotated[WindowRequests, Depends(_requests)]
StudentWindowsDep = Annotated[StudentWindowsService, Depends(_windows)]
DraftsDep = Annotated[DraftService, Depends(_drafts)]
