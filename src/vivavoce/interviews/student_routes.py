"""A student's own interviews."""

from fastapi import APIRouter

from vivavoce.accounts.deps import StudentDep
from vivavoce.fields import PathId
from vivavoce.interviews.deps import InterviewsDep, ReaderDep, RehearsalsDep
from vivavoce.interviews.rehearsal_schemas import RehearsalIn
from vivavoce.interviews.schemas import AttendanceResponse, StudentInterview, StudentInterviewList
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/student/interviews", tags=["student"], responses=PROBLEMS)


@router.get("")
def list_own_interviews(caller: StudentDep, reader: ReaderDep) -> StudentInterviewList:
    return reader.list_of_student(caller)


@router.get("/{interview_id}")
def get_own_interview(interview_id: PathId, caller: StudentDep, reader: ReaderDep) -> StudentInterview:
    return reader.get_of_student(interview_id, caller)


@router.post("/{interview_id}/response")
def respond(
    interview_id: PathId, body: AttendanceResponse, caller: StudentDep, service: InterviewsDep
) -> StudentInterview:
    return service.respond(interview_id, body, caller)


@router.put("/{interview_id}/rehearsal")
def store_rehearsal(
    interview_id: PathId, body: RehearsalIn, caller: StudentDep, service: RehearsalsDep
) -> StudentInterview:
    """What the check of devices and connection found, in place of the one before; `version` stays as it is."""
    return service.store(interview_id, body, caller)
