"""What speaks against a time, for admins, while they choose it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from vivavoce.accounts.deps import AdminDep
from vivavoce.database import SessionDep
from vivavoce.fields import Id, InstantIn, PathId
from vivavoce.interviews.rules import DEFAULT_MINUTES, MAX_MINUTES, MAX_PANEL, MIN_MINUTES
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.hint_rules import Meeting
from vivavoce.scheduling.hint_schemas import Hints
from vivavoce.scheduling.hint_service import HintService

router = APIRouter(prefix="/api/admin/applications", tags=["interviews"], responses=PROBLEMS)


async def _service(request: Request, session: SessionDep) -> HintService:
    return HintService(session, request.app.state.clock)


async def meeting_of(
    application_id: PathId,
    caller: AdminDep,
    *,
    interview_time: InstantIn,
    duration_minutes: Annotated[int, Query(ge=MIN_MINUTES, le=MAX_MINUTES)] = DEFAULT_MINUTES,
    admin_id: Id | None = None,
    interviewer_ids: Annotated[list[Id] | None, Query(max_length=MAX_PANEL)] = None,
) -> Meeting:
    panel = tuple(interviewer_ids or ())
    return Meeting(application_id, interview_time, duration_minutes, admin_id or caller.id, panel)


@router.get("/{application_id}/hints")
def read_hints(
    _: AdminDep, meeting: Annotated[Meeting, Depends(meeting_of)], hints: Annotated[HintService, Depends(_service)]
) -> Hints:
    """What the hours, limits and answers of those concerned say against an interview so; it can be booked all the
    same. Fields are those of `POST /api/admin/interviews`."""
    return hints.of_one(meeting)
