"""Drafts of a cycle's schedule, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from vivavoce.accounts.deps import AdminDep
from vivavoce.fields import PathId
from vivavoce.paging import CursorQuery, LimitQuery, bad_cursor
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.deps import DraftsDep
from vivavoce.scheduling.draft_repository import Filters
from vivavoce.scheduling.draft_rules import PlacementChange
from vivavoce.scheduling.draft_schemas import (
    DraftVersion,
    NewestDraft,
    PlaceIn,
    PlacementPage,
    ScheduleDraft,
    ScheduleIn,
)

router = APIRouter(prefix="/api/admin", tags=["scheduling"], responses=PROBLEMS)
PersonQuery = Annotated[str | None, Query(max_length=32)]


async def _filters(change: PlacementChange | None = None, admin_id: PersonQuery = None) -> Filters:
    return Filters(change, admin_id)


async def _page(cursor: CursorQuery = None, limit: LimitQuery = 200) -> tuple[int, int]:
    """How many come before it, and how many it may hold."""
    if cursor is None:
        return 0, limit
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 9:
        raise bad_cursor()
    return int(cursor), limit


@router.get("/cycles/{cycle_id}/draft")
def read_newest(cycle_id: PathId, _: AdminDep, drafts: DraftsDep) -> NewestDraft:
    """The one draft of the cycle: being made, ready, failed or published."""
    return drafts.newest(cycle_id)


@router.post("/cycles/{cycle_id}/drafts", status_code=status.HTTP_202_ACCEPTED)
def make_draft(cycle_id: PathId, body: ScheduleIn, caller: AdminDep, drafts: DraftsDep) -> ScheduleDraft:
    """Begins to assign the whole cycle; read the draft until its status is no longer `solving`."""
    return drafts.start(cycle_id, body, caller)


@router.get("/drafts/{draft_id}")
def read_draft(draft_id: PathId, _: AdminDep, drafts: DraftsDep) -> ScheduleDraft:
    return drafts.read(draft_id)


@router.get("/drafts/{draft_id}/placements")
def read_placements(
    draft_id: PathId,
    _: AdminDep,
    drafts: DraftsDep,
    filters: Annotated[Filters, Depends(_filters)],
    page: Annotated[tuple[int, int], Depends(_page)],
) -> PlacementPage:
    """Every applicant in it, by time; who has no place comes last."""
    return drafts.placements(draft_id, filters, *page)


@router.put("/drafts/{draft_id}/placements/{application_id}")
def place(draft_id: PathId, application_id: PathId, body: PlaceIn, _: AdminDep, drafts: DraftsDep) -> ScheduleDraft:
    """Gives an applicant another time or interviewer, or none."""
    return drafts.place(draft_id, application_id, body)


@router.post("/drafts/{draft_id}/publish")
def publish(draft_id: PathId, body: DraftVersion, caller: AdminDep, drafts: DraftsDep) -> ScheduleDraft:
    """All of it becomes interviews at once, or nothing does."""
    return drafts.publish(draft_id, body.version, caller)


@router.delete("/drafts/{draft_id}", status_code=status.HTTP_204_NO_CONTENT)
def discard(draft_id: PathId, _: AdminDep, drafts: DraftsDep) -> None:
    drafts.discard(draft_id)
