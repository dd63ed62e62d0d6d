"""Conflicts of interest: declared by the office, by interviewers and by students."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep, InterviewerDep, StudentDep
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.interviews.conflict_schemas import ConflictIn, CycleConflicts, OwnConflict, StudentsConflict
from vivavoce.interviews.conflict_service import ConflictService
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api", tags=["conflicts"], responses=PROBLEMS)
NO_CONTENT = status.HTTP_204_NO_CONTENT


async def _service(request: Request, session: SessionDep) -> ConflictService:
    return ConflictService(session, request.app.state.clock)


ConflictsDep = Annotated[ConflictService, Depends(_service)]


@router.get("/admin/cycles/{cycle_id}/conflicts")
def read_conflicts(cycle_id: PathId, _: AdminDep, conflicts: ConflictsDep) -> CycleConflicts:
    """Those declared about selected applicants, and likely ones that nobody has looked at."""
    return conflicts.of_cycle(cycle_id)


@router.put("/admin/conflicts", status_code=NO_CONTENT)
def decide(body: ConflictIn, caller: AdminDep, conflicts: ConflictsDep) -> None:
    """They are not to meet, or they may. An interview that they have already stays until it is moved."""
    conflicts.decide(body, caller)


@router.post("/interviewer/interviews/{interview_id}/conflict", status_code=NO_CONTENT)
def declare_own(interview_id: PathId, body: OwnConflict, caller: InterviewerDep, conflicts: ConflictsDep) -> None:
    """That the caller is not to interview this applicant."""
    conflicts.declare_own(interview_id, body.reason, caller)


@router.post("/student/interviews/{interview_id}/conflict", status_code=NO_CONTENT)
def declare(interview_id: PathId, body: StudentsConflict, caller: StudentDep, conflicts: ConflictsDep) -> None:
    """That the student is not to be interviewed by one of them."""
    conflicts.declare_of_student(interview_id, body.position, body.reason, caller)
