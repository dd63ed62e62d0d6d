"""One change to many interviews, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from vivavoce.accounts.deps import AdminDep
from vivavoce.database import SessionDep
from vivavoce.interviews.bulk_schemas import InterviewsBulk, InterviewsBulkResult
from vivavoce.interviews.deps import BulkInterviewsDep
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.bulk_hints import BulkHints

router = APIRouter(prefix="/api/admin/bulk", tags=["interviews"], responses=PROBLEMS)


async def _hints(request: Request, session: SessionDep) -> BulkHints:
    return BulkHints(session, request.app.state.clock)


@router.post("/interviews")
def change_many(
    body: InterviewsBulk, caller: AdminDep, bulk: BulkInterviewsDep, hints: Annotated[BulkHints, Depends(_hints)]
) -> InterviewsBulkResult:
    """All of them, or none (409 with a sentence for each that cannot be). `dry_run` says what would happen, and what
    speaks against it."""
    return hints.beside(bulk.apply(body, caller))
