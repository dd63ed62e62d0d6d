"""What goes on in this server, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from vivavoce.accounts.deps import AdminDep
from vivavoce.operations.schemas import Operations
from vivavoce.operations.seeing import what_goes_on
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin", tags=["operations"], responses=PROBLEMS)


async def _seen(request: Request, _: AdminDep) -> Operations:
    """On the event loop, where rooms live."""
    request.app.state.metrics.look()
    return what_goes_on(request.app)


@router.get("/operations")
def read_operations(seen: Annotated[Operations, Depends(_seen)]) -> Operations:
    """Of the server that answers; counters count since it started."""
    return seen
