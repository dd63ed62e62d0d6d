"""What comes before an import's transaction: who sends the file, the file as a whole, its rows.

A slow upload must hold neither SQLite's writer nor a turn, so in a route's signature the file stands before the
service. FastAPI solves dependencies in that order; tests/imports/test_upload.py holds it.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request
from sqlalchemy.orm import Session
from starlette.requests import ClientDisconnect

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.deps import AdminApartDep, find_caller, require_admin
from vivavoce.clock import new_id
from vivavoce.database import Database, request_session
from vivavoce.fields import PathId
from vivavoce.imports.errors import ImportRefused
from vivavoce.imports.files import ImportFile, read_applications, read_scores
from vivavoce.imports.rows import ApplicationRow, ScoreRow
from vivavoce.imports.service import ImportService


async def read_upload(request: Request, _: AdminApartDep, cycle_id: PathId) -> bytes:  # noqa: ARG001 (an id that is none answers 404 whatever the file holds)
    """The body as it came, whatever its Content-Type. The edge counts its bytes."""
    try:
        return await request.body()
    except ClientDisconnect:
        raise ImportRefused("The upload broke off. Send the file again.") from None


UploadDep = Annotated[bytes, Depends(read_upload)]


def _applications(upload: UploadDep) -> ImportFile[ApplicationRow]:
    return read_applications(upload)


def _scores(upload: UploadDep) -> ImportFile[ScoreRow]:
    return read_scores(upload)


async def _turn(request: Request, *, dry_run: bool = False) -> AsyncIterator[None]:
    database: Database = request.app.state.database
    async with database.turns(writes=not dry_run).one():
        yield


@contextmanager
def admin_session(request: Request, background: BackgroundTasks, *, writes: bool) -> Iterator[tuple[Session, Caller]]:
    """Who sent the file may have been shown out meanwhile."""
    with request_session(request.app.state.database, writes=writes) as session:
        yield session, require_admin(find_caller(request, session, background))


def _session(
    request: Request,
    background: BackgroundTasks,
    _: Annotated[None, Depends(_turn, scope="function")],
    *,
    dry_run: bool = False,
) -> Iterator[Session]:
    """A preview only reads, so it never waits for writers."""
    with admin_session(request, background, writes=not dry_run) as (session, _caller):
        yield session


ImportSessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _service(request: Request, session: ImportSessionDep) -> ImportService:
    state = request.app.state
    return ImportService(session, state.clock, new_id, state.settings.office_time_zone)


ApplicationsFileDep = Annotated[ImportFile[ApplicationRow], Depends(_applications)]
ScoresFileDep = Annotated[ImportFile[ScoreRow], Depends(_scores)]
ImportsDep = Annotated[ImportService, Depends(_service)]
