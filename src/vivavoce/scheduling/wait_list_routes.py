"""The wait list: students join and leave it, admins read it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep, StudentDep
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.wait_list_schemas import WaitList, WaitListIn
from vivavoce.scheduling.wait_list_service import WaitListService

router = APIRouter(prefix="/api", tags=["scheduling"], responses=PROBLEMS)
NO_CONTENT = status.HTTP_204_NO_CONTENT


async def _service(request: Request, session: SessionDep) -> WaitListService:
    return WaitListService(session, request.app.state.clock)


WaitListDep = Annotated[WaitListService, Depends(_service)]


@router.get("/admin/cycles/{cycle_id}/wait-list")
def read_wait_list(cycle_id: PathId, _: AdminDep, wait_list: WaitListDep) -> WaitList:
    return wait_list.read(cycle_id)


@router.put("/student/interviews/{interview_id}/wait-list", status_code=NO_CONTENT)
def join_wait_list(interview_id: PathId, body: WaitListIn, caller: StudentDep, wait_list: WaitListDep) -> None:
    """From now on the first free time that suits is given to whoever has waited longest; changed later, too."""
    wait_list.join(interview_id, body, caller)


@router.delete("/student/interviews/{interview_id}/wait-list", status_code=NO_CONTENT)
def leave_wait_list(interview_id: PathId, caller: StudentDep, wait_list: WaitListDep) -> None:
    wait_list.leave(interview_id, caller)
