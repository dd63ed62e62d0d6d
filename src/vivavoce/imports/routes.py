"""Imports, for admins. The body is the CSV file itself."""

from typing import Any

from fastapi import APIRouter

from vivavoce.fields import PathId
from vivavoce.imports.deps import ApplicationsFileDep, ImportsDep, ScoresFileDep
from vivavoce.imports.schemas import ImportResult
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin/cycles/{cycle_id}", tags=["imports"], responses=PROBLEMS)
CSV_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.post("/applications/import", openapi_extra=CSV_BODY)
def import_applications(
    cycle_id: PathId, file: ApplicationsFileDep, service: ImportsDep, *, dry_run: bool = False
) -> ImportResult:
    """New and changed applications, by the office's own ids; accounts for students who have none. `dry_run` looks
    and changes nothing."""
    return service.applications(cycle_id, file, dry_run=dry_run)


@router.post("/scores/import", openapi_extra=CSV_BODY)
def import_scores(cycle_id: PathId, file: ScoresFileDep, service: ImportsDep, *, dry_run: bool = False) -> ImportResult:
    """Scores by application id, external id or e-mail. `dry_run` looks and changes nothing."""
    return service.scores(cycle_id, file, dry_run=dry_run)
