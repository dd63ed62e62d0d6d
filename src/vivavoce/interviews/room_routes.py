"""What the room page needs."""

from fastapi import APIRouter

from vivavoce.accounts.deps import CallerDep
from vivavoce.fields import PathId
from vivavoce.interviews.deps import ReaderDep
from vivavoce.interviews.schemas import Room
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/interviews", tags=["room"], responses=PROBLEMS)


@router.get("/{interview_id}/room")
def get_room(interview_id: PathId, caller: CallerDep, reader: ReaderDep) -> Room:
    """For its student, its interviewers and every admin."""
    return reader.room(interview_id, caller)
