"""Interviews, and when people can, from spreadsheets. The body is the CSV file itself."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Request

from vivavoce.accounts.caller import Caller
from vivavoce.clock import new_id
from vivavoce.fields import PathId
from vivavoce.imports.deps import ImportSessionDep, UploadDep, admin_session
from vivavoce.imports.files import ImportFile
from vivavoce.imports.routes import CSV_BODY
from vivavoce.imports.schemas import ImportResult
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.availability_import import AvailabilityImport
from vivavoce.scheduling.import_rows import InterviewRow, StretchRow, read_availability, read_interviews
from vivavoce.scheduling.interview_import import InterviewImport

router = APIRouter(prefix="/api/admin/cycles/{cycle_id}", tags=["imports"], responses=PROBLEMS)


async def _turn(request: Request) -> AsyncIterator[None]:
    async with request.app.state.database.turns(writes=True).one():
        yield


def _import(
    request: Request, background: BackgroundTasks, _: Annotated[None, Depends(_turn, scope="function")]
) -> Iterator[tuple[InterviewImport, Caller]]:
    """It writes for a preview, too: that is the thing itself, taken back."""
    state = request.app.state
    with admin_session(request, background, writes=True) as (session, caller):
        yield InterviewImport(session, state.clock, new_id, state.bus), caller


async def _availability_import(request: Request, session: ImportSessionDep) -> AvailabilityImport:
    return AvailabilityImport(session, request.app.state.clock)


def _interviews(upload: UploadDep) -> ImportFile[InterviewRow]:
    return read_interviews(upload)


def _availability(upload: UploadDep) -> ImportFile[StretchRow]:
    return read_availability(upload)


InterviewsFileDep = Annotated[ImportFile[InterviewRow], Depends(_interviews)]
AvailabilityFileDep = Annotated[ImportFile[StretchRow], Depends(_availability)]
InterviewImportDep = Annotated[tuple[InterviewImport, Caller], Depends(_import, scope="function")]
AvailabilityImportDep = Annotated[AvailabilityImport, Depends(_availability_import)]


@router.post("/interviews/import", openapi_extra=CSV_BODY)
def import_interviews(
    cycle_id: PathId, file: InterviewsFileDep, importing: InterviewImportDep, *, dry_run: bool = False
) -> ImportResult:
    """New interviews, and others moved: by the applicant's e-mail, with date, time and time zone. All or none."""
    service, caller = importing
    return service.carry_out(cycle_id, file, caller, dry_run=dry_run)


@router.post("/availability/import", openapi_extra=CSV_BODY)
def import_availability(
    cycle_id: PathId, file: AvailabilityFileDep, service: AvailabilityImportDep, *, dry_run: bool = False
) -> ImportResult:
    """Stretches of days of interviewers and of applicants who are asked, by e-mail. All or none."""
    return service.carry_out(cycle_id, file, dry_run=dry_run)
