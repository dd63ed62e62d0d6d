"""A student's own applications and drafts."""

from fastapi import APIRouter

from vivavoce.accounts.deps import StudentDep
from vivavoce.admissions.deps import StudentApplicationsDep
from vivavoce.admissions.student_schemas import (
    ApplicationChange,
    ApplicationCreate,
    Draft,
    DraftIn,
    StudentApplication,
    StudentApplicationList,
)
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/student", tags=["student"], responses=PROBLEMS)


@router.get("/applications")
def list_own_applications(caller: StudentDep, service: StudentApplicationsDep) -> StudentApplicationList:
    return service.list_own(caller)


@router.post("/applications", status_code=201)
def apply(body: ApplicationCreate, caller: StudentDep, service: StudentApplicationsDep) -> StudentApplication:
    return service.apply(body, caller)


@router.patch("/applications/{application_id}")
def change_own_application(
    application_id: PathId, body: ApplicationChange, caller: StudentDep, service: StudentApplicationsDep
) -> StudentApplication:
    """While the cycle takes applications. A withdrawn one stays withdrawn."""
    return service.change(application_id, body, caller)


@router.put("/drafts/{cycle_id}")
def save_draft(cycle_id: PathId, body: DraftIn, caller: StudentDep, service: StudentApplicationsDep) -> Draft:
    """The whole draft, in place of an earlier one. Applying deletes it."""
    return service.save_draft(cycle_id, body, caller)
