"""Changes of the time zones' rules, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep
from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.interviews.zone_schemas import ZoneChanges, ZoneDecision
from vivavoce.interviews.zone_service import ZoneService
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin/zone-changes", tags=["interviews"], responses=PROBLEMS)


async def _service(request: Request, session: SessionDep) -> ZoneService:
    state = request.app.state
    return ZoneService(session, state.clock, new_id, state.bus)


ZonesDep = Annotated[ZoneService, Depends(_service)]


@router.get("")
def list_zone_changes(caller: AdminDep, zones: ZonesDep) -> ZoneChanges:
    """Scheduled interviews ahead at which the office's clock no longer says what was agreed."""
    return zones.changes(caller)


@router.post("/{interview_id}", status_code=status.HTTP_204_NO_CONTENT)
def decide_zone_change(interview_id: PathId, body: ZoneDecision, caller: AdminDep, zones: ZonesDep) -> None:
    """What was agreed on the wall, and people are told the new moment; or the moment, and nothing changes."""
    zones.decide(interview_id, body, caller)
