"""Cycles and applications, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends

from vivavoce.accounts.deps import AdminDep
from vivavoce.admissions.application_repository import ApplicationFilters, Sort
from vivavoce.admissions.bulk_schemas import BulkChange, BulkResult
from vivavoce.admissions.deps import ApplicationsDep, BulkDep, CyclesDep, SelectionDep
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.admissions.schemas import (
    Application,
    ApplicationList,
    ApplicationUpdate,
    Cycle,
    CycleCreate,
    CycleList,
    CycleUpdate,
    PhaseMove,
)
from vivavoce.admissions.selection_schemas import SelectionResult, SelectTop
from vivavoce.fields import PathId
from vivavoce.paging import DEFAULT_LIMIT, CursorQuery, LimitQuery, SearchQuery
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin", tags=["admissions"], responses=PROBLEMS)


@router.get("/cycles")
def list_cycles(_: AdminDep, service: CyclesDep) -> CycleList:
    return service.list()


@router.post("/cycles", status_code=201)
def create_cycle(body: CycleCreate, _: AdminDep, service: CyclesDep) -> Cycle:
    return service.create(body)


@router.get("/cycles/{cycle_id}")
def get_cycle(cycle_id: PathId, _: AdminDep, service: CyclesDep) -> Cycle:
    return service.get(cycle_id)


@router.patch("/cycles/{cycle_id}")
def update_cycle(cycle_id: PathId, body: CycleUpdate, _: AdminDep, service: CyclesDep) -> Cycle:
    return service.rename(cycle_id, body)


@router.post("/cycles/{cycle_id}/phase")
def move_phase(cycle_id: PathId, body: PhaseMove, caller: AdminDep, service: CyclesDep) -> Cycle:
    """One step forward, when its guard is met; back to any earlier phase with a reason."""
    return service.move_phase(cycle_id, body, caller)


async def _filters(
    *, status: ApplicationStatus | None = None, q: SearchQuery = None, checked: bool | None = None
) -> ApplicationFilters:
    return ApplicationFilters(status=status, q=q, checked=checked)


@router.get("/cycles/{cycle_id}/applications")
def list_applications(
    cycle_id: PathId,
    _: AdminDep,
    service: ApplicationsDep,
    filters: Annotated[ApplicationFilters, Depends(_filters)],
    *,
    sort: Sort = "name",
    cursor: CursorQuery = None,
    limit: LimitQuery = DEFAULT_LIMIT,
) -> ApplicationList:
    """By the applicant's name, or by score: highest first, those without one last. `q` looks in name, e-mail and
    programme. A cursor is good for the order it was given for."""
    return service.list_of_cycle(cycle_id, filters, sort, cursor, limit)


@router.post("/cycles/{cycle_id}/applications/bulk")
def change_many_applications(cycle_id: PathId, body: BulkChange, _: AdminDep, service: BulkDep) -> BulkResult:
    """One change to many: to all of them, or, when it is refused for one, to none."""
    return service.change(cycle_id, body)


@router.post("/cycles/{cycle_id}/select")
def select_top(
    cycle_id: PathId, body: SelectTop, _: AdminDep, service: SelectionDep, *, dry_run: bool = False
) -> SelectionResult:
    """The best by score become selected, too; nobody is deselected, and a tie at the last place is taken whole."""
    return service.select_top(cycle_id, body.top, dry_run=dry_run)


@router.patch("/applications/{application_id}")
def update_application(
    application_id: PathId, body: ApplicationUpdate, _: AdminDep, service: ApplicationsDep
) -> Application:
    return service.update(application_id, body)
