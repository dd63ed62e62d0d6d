"""The services of a request, with the app's clock and bus."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.interviews.bulk_interviews import BulkInterviews
from vivavoce.interviews.reading import InterviewReader
from vivavoce.interviews.rehearsal_service import RehearsalService
from vivavoce.interviews.service import InterviewService


async def _reader(request: Request, session: SessionDep) -> InterviewReader:
    return InterviewReader(session, request.app.state.clock)


async def _service(request: Request, session: SessionDep) -> InterviewService:
    state = request.app.state
    return InterviewService(session, state.clock, new_id, state.bus, has_relay=state.settings.has_relay)


async def _bulk(request: Request, session: SessionDep) -> BulkInterviews:
    state = request.app.state
    return BulkInterviews(session, state.clock, new_id, state.bus)


async def _rehearsals(request: Request, session: SessionDep) -> RehearsalService:
    return RehearsalService(session, request.app.state.clock)


ReaderDep = Annotated[InterviewReader, Depends(_reader)]
InterviewsDep = Annotated[InterviewService, Depends(_service)]
BulkInterviewsDep = Annotated[BulkInterviews, Depends(_bulk)]
RehearsalsDep = Annotated[RehearsalService, Depends(_rehearsals)]
