"""Interviews, and when people can, from spreadsheets. The body is the CSV file itself."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.deps import find_caller, require_admin
from vivavoce.clock import new_id
from vivavoce.database import request_session
from vivavoce.fields import PathId
from vivavoce.imports.deps import UploadDep
from vivavoce.imports.files import ImportFile
from vivavoce.imports.routes import CSV_BODY
from vivavoce.imports.schemas import ImportResult
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.availability_import import AvailabilityImport
from vivavoce.scheduling.import_rows import InterviewRow, StretchRow, read_availability, read_interviews
from vivavoce.scheduling.interview_import import InterviewImport

router = APIRouter(prefix="/api/admin/cycles/{cycle_id}", tags=["imports"], responses=PROBLEMS)


@dataclass(frozen=True)
class Writing:
    """A transaction that writes, and whose it is."""

    session: Session
    caller: Caller


async def _turn(request: Request) -> AsyncIterator[None]:
    async with request.app.state.database.turns(writes=True).one():
        yield


def _writing(
    request: Request, background: BackgroundTasks, _: Annotated[None, Depends(_turn, scope="function")]
) -> Iterator[Writing]:
    """For a preview, too: it is the thing itself, taken back. Who sent the file may have been shown out meanwhile."""
    with request_session(request.app.state.database, writes=True) as session:
        yield Writing(session, require_admin(find_caller(request, session, background)))


def _interviews(upload: UploadDep) -> ImportFile[InterviewRow]:
    return read_interviews(upload)


def _availability(upload: UploadDep) -> ImportFile[StretchRow]:
    return read_availability(upload)


InterviewsFileDep = Annotated[ImportFile[InterviewRow], Depends(_interviews)]
AvailabilityFileDep = Annotated[ImportFile[StretchRow], Depends(_availability)]
WritingDep = Annotated[Writing, Depends(_writing, scope="function")]


@router.post("/interviews/import", openapi_extra=CSV_BODY)
def import_interviews(
    cycle_id: PathId, file: InterviewsFileDep, writing: WritingDep, request: Request, *, dry_run: bool = False
) -> ImportResult:
    """New interviews, and others moved: by the applicant's e-mail, with date, time and time zone. All or none."""
    state = request.app.state
    service = InterviewImport(writing.session, state.clock, new_id, state.bus)
    return service.carry_out(cycle_id, file, writing.caller, dry_run=dry_run)


@router.post("/availability/import", openapi_extra=CSV_BODY)
def import_availability(
    cycle_id: PathId, file: AvailabilityFileDep, writing: WritingDep, request: Request, *, dry_run: bool = False
) -> ImportResult:
    """Stretches of days of interviewers and of applicants who are asked, by e-mail. All or none."""
    service = AvailabilityImport(writing.session, request.app.state.clock)
    return service.carry_out(cycle_id, file, dry_run=dry_run)
