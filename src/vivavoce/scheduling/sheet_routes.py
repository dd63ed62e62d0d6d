"""The office's list of interviews as a file."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from vivavoce.accounts.deps import AdminDep
from vivavoce.accounts.visitor import Visitor
from vivavoce.database import SessionDep
from vivavoce.imports.csv_writing import CSV, attachment
from vivavoce.imports.downloads import download
from vivavoce.interviews.admin_routes import filters_of
from vivavoce.interviews.repository import Filters
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.sheet_service import SheetService
from vivavoce.scheduling.sheets import XLSX, as_csv, as_xlsx

router = APIRouter(prefix="/api/admin/exports", tags=["interviews"], responses=PROBLEMS)
TEXT: dict[str, Any] = {"schema": {"type": "string"}}
BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


def _service(request: Request, session: SessionDep) -> SheetService:
    return SheetService(session, Visitor.of(request).site)


SheetDep = Annotated[SheetService, Depends(_service)]


@router.get(
    "/interviews",
    response_class=Response,
    responses={200: {"description": "The file", "content": {"text/csv": TEXT, XLSX: BINARY}}},
)
def export_interviews(
    caller: AdminDep,
    sheets: SheetDep,
    filters: Annotated[Filters, Depends(filters_of)],
    *,
    kind: Annotated[Literal["csv", "xlsx"], Query(alias="format")] = "csv",
) -> Response:
    """All that the list would show with the same filters. No cell of it runs in a spreadsheet."""
    headers = {"Content-Disposition": attachment("interviews", "", kind)}
    rows = sheets.rows(caller, filters)
    if kind == "csv":
        return download(as_csv(rows), CSV, headers)
    return Response(as_xlsx(rows), media_type=XLSX, headers=headers)
