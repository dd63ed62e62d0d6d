"""The services of a request, with the app's clock."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.admissions.application_service import ApplicationService
from vivavoce.admissions.bulk_service import BulkService
from vivavoce.admissions.selection_service import SelectionService
from vivavoce.admissions.service import CycleService
from vivavoce.admissions.student_service import StudentApplicationService
from vivavoce.clock import new_id
from vivavoce.database import SessionDep


async def _cycles(request: Request, session: SessionDep) -> CycleService:
    return CycleService(session, request.app.state.clock, new_id)


async def _applications(request: Request, session: SessionDep) -> ApplicationService:
    return ApplicationService(session, request.app.state.clock)


async def _of_student(request: Request, session: SessionDep) -> StudentApplicationService:
    return StudentApplicationService(session, request.app.state.clock, new_id)


async def _bulk(session: SessionDep) -> BulkService:
    return BulkService(session)


async def _selection(session: SessionDep) -> SelectionService:
    return SelectionService(session)


CyclesDep = Annotated[CycleService, Depends(_cycles)]
ApplicationsDep = Annotated[ApplicationService, Depends(_applications)]
BulkDep = Annotated[BulkService, Depends(_bulk)]
SelectionDep = Annotated[SelectionService, Depends(_selection)]
StudentApplicationsDep = Annotated[StudentApplicationService, Depends(_of_student)]
