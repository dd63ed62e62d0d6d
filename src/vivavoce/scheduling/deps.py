"""The services of a request, with the app's clock."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.database import SessionDep
from vivavoce.scheduling.service import HoursService
from vivavoce.scheduling.window_service import StudentWindowsService, WindowRequests


def _hours(request: Request, session: SessionDep) -> HoursService:
    return HoursService(session, request.app.state.clock)


def _requests(request: Request, session: SessionDep) -> WindowRequests:
    return WindowRequests(session, request.app.state.clock)


def _windows(request: Request, session: SessionDep) -> StudentWindowsService:
    return StudentWindowsService(session, request.app.state.clock)


HoursDep = Annotated[HoursService, Depends(_hours)]
WindowRequestsDep = Annotated[WindowRequests, Depends(_requests)]
StudentWindowsDep = Annotated[StudentWindowsService, Depends(_windows)]
