"""Choosing another time oneself: its rules for admins, the choice for students."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep, StudentDep
from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.self_service import SelfServiceChoice, SelfServiceOffice
from vivavoce.scheduling.self_service_schemas import ChosenTime, OfferedTimes, SelfServiceIn, SelfServiceOut

router = APIRouter(prefix="/api", tags=["scheduling"], responses=PROBLEMS)
NO_CONTENT = status.HTTP_204_NO_CONTENT


async def _office(request: Request, session: SessionDep) -> SelfServiceOffice:
    return SelfServiceOffice(session, request.app.state.clock)


async def _choice(request: Request, session: SessionDep) -> SelfServiceChoice:
    state = request.app.state
    return SelfServiceChoice(session, state.clock, new_id, state.bus)


OfficeDep = Annotated[SelfServiceOffice, Depends(_office)]
ChoiceDep = Annotated[SelfServiceChoice, Depends(_choice)]


@router.get("/admin/cycles/{cycle_id}/self-service")
def read_self_service(cycle_id: PathId, _: AdminDep, office: OfficeDep) -> SelfServiceOut:
    return office.read(cycle_id)


@router.put("/admin/cycles/{cycle_id}/self-service")
def offer_self_service(cycle_id: PathId, body: SelfServiceIn, _: AdminDep, office: OfficeDep) -> SelfServiceOut:
    """From now on students of the cycle may choose another time, within these rules."""
    return office.offer(cycle_id, body)


@router.delete("/admin/cycles/{cycle_id}/self-service", status_code=NO_CONTENT)
def end_self_service(cycle_id: PathId, _: AdminDep, office: OfficeDep) -> None:
    office.end(cycle_id)


@router.get("/student/interviews/{interview_id}/times")
def offered_times(interview_id: PathId, caller: StudentDep, choice: ChoiceDep) -> OfferedTimes:
    """When somebody of the office could take them instead; whose times they are is not said."""
    return choice.times(interview_id, caller)


@router.put("/student/interviews/{interview_id}/time", status_code=NO_CONTENT)
def choose_time(interview_id: PathId, body: ChosenTime, caller: StudentDep, choice: ChoiceDep) -> None:
    choice.choose(interview_id, body, caller)
