"""The interviews an interviewer is in, as lead or on the panel."""

from fastapi import APIRouter

from vivavoce.accounts.deps import InterviewerDep
from vivavoce.fields import PathId
from vivavoce.interviews.deps import InterviewsDep, ReaderDep
from vivavoce.interviews.schemas import InterviewerUpdate, OfficeInterview, OfficeInterviewList
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/interviewer/interviews", tags=["interviewer"], responses=PROBLEMS)


@router.get("")
def list_interviewer_interviews(caller: InterviewerDep, reader: ReaderDep) -> OfficeInterviewList:
    return reader.list_of_interviewer(caller)


@router.patch("/{interview_id}")
def update_interviewer_interview(
    interview_id: PathId, body: InterviewerUpdate, caller: InterviewerDep, service: InterviewsDep
) -> OfficeInterview:
    return service.update(interview_id, body, caller)
