"""What a page reports of its call."""

from fastapi import APIRouter, Request, status

from vivavoce.accounts.deps import CallerApartDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.signaling.report_schemas import CallReport
from vivavoce.signaling.report_service import Reports

router = APIRouter(prefix="/api/interviews", tags=["room"], responses=PROBLEMS)


@router.post("/{interview_id}/quality", status_code=status.HTTP_204_NO_CONTENT)
def report_call(interview_id: PathId, body: CallReport, caller: CallerApartDep, request: Request) -> None:
    """For whoever may be in its room now; only counted, for operators. Nothing depends on it."""
    reports: Reports = request.app.state.reports
    reports.take(interview_id, caller, body)
