"""Downloads, for admins."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response

from vivavoce.accounts.deps import AdminDep
from vivavoce.accounts.visitor import Visitor
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.imports import export_service, invitation_service
from vivavoce.imports.csv_writing import CSV, attachment
from vivavoce.imports.downloads import download
from vivavoce.imports.export_service import ExportService
from vivavoce.imports.invitation_service import InvitationService
from vivavoce.imports.schemas import ExportMade
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin/cycles/{cycle_id}", tags=["exports"], responses=PROBLEMS)
JSON_LINES = "application/x-ndjson"
TEXT: dict[str, Any] = {"schema": {"type": "string"}}
COUNT: dict[str, Any] = {"X-Invitations": {"schema": {"type": "integer"}, "description": "How many were made."}}


async def _exports(request: Request, session: SessionDep) -> ExportService:
    return ExportService(session, request.app.state.clock)


def _invitations(request: Request, session: SessionDep) -> InvitationService:
    return InvitationService(session, request.app.state.clock, Visitor.of(request).site)


ExportsDep = Annotated[ExportService, Depends(_exports)]
InvitationsDep = Annotated[InvitationService, Depends(_invitations)]


@router.post("/export", status_code=201)
def make_export(cycle_id: PathId, _: AdminDep, service: ExportsDep) -> ExportMade:
    """The scoring export, which the step to `processing` needs."""
    return service.make(cycle_id)


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"description": "The file", "content": {"text/csv": TEXT, JSON_LINES: TEXT}}},
)
def download_export(
    cycle_id: PathId,
    _: AdminDep,
    service: ExportsDep,
    *,
    format: Literal["csv", "jsonl"] = "csv",  # noqa: A002 (the name in the address)
) -> Response:
    """All applications neither withdrawn nor set aside."""
    name, rows = service.made(cycle_id)
    headers = {"Content-Disposition": attachment("scoring", name, format)}
    if format == "csv":
        return download(export_service.as_csv(rows), CSV, headers)
    return download(export_service.as_json_lines(rows), JSON_LINES, headers)


@router.post(
    "/invitations",
    response_class=Response,
    responses={200: {"description": "The links", "headers": COUNT, "content": {"text/csv": TEXT}}},
)
def invite_students(cycle_id: PathId, _: AdminDep, service: InvitationsDep) -> Response:
    """One-time links for all students of the cycle without a password; earlier ones stop working."""
    made = service.issue(cycle_id)
    headers = {
        "Content-Disposition": attachment("invitations", made.cycle_name, "csv"),
        "X-Invitations": str(len(made.links)),
    }
    return download(invitation_service.as_csv(made), CSV, headers)
