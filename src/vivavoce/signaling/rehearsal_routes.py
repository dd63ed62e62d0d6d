"""What a check of the connection needs. Its result goes to interviews/student_routes.py."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from vivavoce.accounts.deps import OfficeDep, StudentDep
from vivavoce.fields import PathId
from vivavoce.interviews.deps import RehearsalsDep
from vivavoce.problems import PROBLEMS
from vivavoce.signaling.rehearsal_service import RehearsalCredentials
from vivavoce.signaling.schemas import RehearsalIce

router = APIRouter(tags=["rehearsal"], responses=PROBLEMS)


async def _credentials(request: Request, rehearsals: RehearsalsDep) -> RehearsalCredentials:
    state = request.app.state
    return RehearsalCredentials(rehearsals, state.ice, state.rehearsal_allowance, state.clock)


CredentialsDep = Annotated[RehearsalCredentials, Depends(_credentials)]


@router.post("/api/student/interviews/{interview_id}/rehearsal", response_model_exclude_unset=True)
def rehearse(interview_id: PathId, caller: StudentDep, credentials: CredentialsDep) -> RehearsalIce:
    """Credentials of five minutes, for the student of a scheduled interview, days ahead too."""
    return credentials.give(interview_id, caller)


@router.post("/api/interviews/{interview_id}/rehearsal", response_model_exclude_unset=True)
def rehearse_as_office(interview_id: PathId, caller: OfficeDep, credentials: CredentialsDep) -> RehearsalIce:
    """The same for its interviewers and every admin, in front of the room; nothing of it is kept."""
    return credentials.give(interview_id, caller)
