"""Times that are given out by themselves, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.allotment_schemas import AllotmentIn, CycleAllotment
from vivavoce.scheduling.allotment_service import AllotmentService

router = APIRouter(prefix="/api/admin/cycles/{cycle_id}/allotment", tags=["scheduling"], responses=PROBLEMS)


async def _service(request: Request, session: SessionDep) -> AllotmentService:
    return AllotmentService(session, request.app.state.clock)


AllotmentsDep = Annotated[AllotmentService, Depends(_service)]


@router.get("")
def read_allotment(cycle_id: PathId, _: AdminDep, allotments: AllotmentsDep) -> CycleAllotment:
    return allotments.read(cycle_id)


@router.put("")
def set_allotment(cycle_id: PathId, body: AllotmentIn, caller: AdminDep, allotments: AllotmentsDep) -> CycleAllotment:
    """At that moment a draft of the whole cycle is made and, with `publishes`, published, in the caller's name."""
    return allotments.set(cycle_id, body, caller)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def take_back_allotment(cycle_id: PathId, _: AdminDep, allotments: AllotmentsDep) -> None:
    allotments.take_back(cycle_id)
