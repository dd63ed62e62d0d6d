"""The services of a request, with the app's clock."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.database import SessionDep
from vivavoce.scheduling.service import HoursService


def _hours(request: Request, session: SessionDep) -> HoursService:
    return HoursService(session, request.app.state.clock)


HoursDep = Annotated[HoursService, Depends(_hours)]
