"""Who is in which room now, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from vivavoce.accounts.deps import AdminDep
from vivavoce.database import SessionDep
from vivavoce.problems import PROBLEMS
from vivavoce.signaling.presence import Waiting
from vivavoce.signaling.roll_call import RollCall
from vivavoce.signaling.schemas import WaitingList
from vivavoce.signaling.service import list_waiting

router = APIRouter(prefix="/api/admin", tags=["signaling"], responses=PROBLEMS)


async def _who_waits(request: Request) -> list[Waiting]:
    """On the event loop, where rooms live; the route itself runs in a thread."""
    roll_call: RollCall = request.app.state.roll_call
    return await roll_call.everyone()


@router.get("/waiting")
def read_waiting(
    request: Request, _: AdminDep, session: SessionDep, waiting: Annotated[list[Waiting], Depends(_who_waits)]
) -> WaitingList:
    return list_waiting(session, waiting, request.app.state.clock)
