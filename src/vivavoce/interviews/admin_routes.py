"""Interviews, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from vivavoce.accounts.deps import AdminDep
from vivavoce.fields import ID_PATTERN, InstantIn, PathId
from vivavoce.interviews.deps import InterviewsDep, ReaderDep
from vivavoce.interviews.repository import Filters, Order
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.schemas import (
    InterviewCreate,
    InterviewHistory,
    InterviewUpdate,
    OfficeInterview,
    OfficeInterviewPage,
)
from vivavoce.paging import DEFAULT_LIMIT, CursorQuery, LimitQuery, SearchQuery
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin/interviews", tags=["interviews"], responses=PROBLEMS)
IdQuery = Annotated[str | None, Query(pattern=ID_PATTERN)]


async def filters_of(
    *,
    cycle_id: IdQuery = None,
    status: InterviewStatus | None = None,
    admin_id: IdQuery = None,
    q: SearchQuery = None,
    from_: Annotated[InstantIn | None, Query(alias="from")] = None,
    to: InstantIn | None = None,
    order: Order = "asc",
) -> Filters:
    return Filters(cycle_id=cycle_id, status=status, admin_id=admin_id, q=q, from_time=from_, to_time=to, order=order)


@router.get("")
def list_interviews(
    caller: AdminDep,
    reader: ReaderDep,
    filters: Annotated[Filters, Depends(filters_of)],
    cursor: CursorQuery = None,
    limit: LimitQuery = DEFAULT_LIMIT,
) -> OfficeInterviewPage:
    """By time; without `cycle_id`, those of every cycle in selection, published and completed.

    `q` looks in the student's name and e-mail and in the programme; `from` is included, `to` is not.
    """
    return reader.page(caller, filters, cursor, limit)


@router.post("", status_code=201)
def create_interview(body: InterviewCreate, caller: AdminDep, service: InterviewsDep) -> OfficeInterview:
    return service.create(body, caller)


@router.get("/{interview_id}")
def get_interview(interview_id: PathId, caller: AdminDep, reader: ReaderDep) -> OfficeInterview:
    return reader.get(interview_id, caller)


@router.patch("/{interview_id}")
def update_interview(
    interview_id: PathId, body: InterviewUpdate, caller: AdminDep, service: InterviewsDep
) -> OfficeInterview:
    return service.update(interview_id, body, caller)


@router.delete("/{interview_id}", status_code=204)
def delete_interview(interview_id: PathId, caller: AdminDep, service: InterviewsDep) -> None:
    service.delete(interview_id, caller)


@router.get("/{interview_id}/history")
def interview_history(interview_id: PathId, _: AdminDep, reader: ReaderDep) -> InterviewHistory:
    """Oldest first; of deleted interviews too."""
    return reader.history(interview_id)
