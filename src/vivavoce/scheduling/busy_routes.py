"""Busy times from calendars: their own for interviewers, everybody's for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep, InterviewerDep
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.busy_schemas import BusyIn, BusyOut
from vivavoce.scheduling.busy_service import BusyService

router = APIRouter(prefix="/api", tags=["scheduling"], responses=PROBLEMS)
NO_CONTENT = status.HTTP_204_NO_CONTENT


async def _service(request: Request, session: SessionDep) -> BusyService:
    return BusyService(session, request.app.state.clock)


BusyDep = Annotated[BusyService, Depends(_service)]


@router.put("/interviewer/busy")
def take_over_own_calendar(body: BusyIn, caller: InterviewerDep, busy: BusyDep) -> BusyOut:
    """What an .ics file says of the next 180 days, in place of the one before; `dry_run` only reads it."""
    return busy.take_over(caller.id, body)


@router.delete("/interviewer/busy", status_code=NO_CONTENT)
def forget_own_calendar(caller: InterviewerDep, busy: BusyDep) -> None:
    busy.forget(caller.id)


@router.put("/admin/people/{person_id}/busy")
def take_over_calendar(person_id: PathId, body: BusyIn, _: AdminDep, busy: BusyDep) -> BusyOut:
    return busy.take_over(person_id, body)


@router.delete("/admin/people/{person_id}/busy", status_code=NO_CONTENT)
def forget_calendar(person_id: PathId, _: AdminDep, busy: BusyDep) -> None:
    busy.forget(person_id)
