"""A student's own applications."""

from fastapi import APIRouter

from vivavoce.accounts.deps import StudentDep
from vivavoce.admissions.deps import ApplicationsDep
from vivavoce.admissions.schemas import ApplicationCreate, StudentApplication, StudentApplicationList
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/student", tags=["student"], responses=PROBLEMS)


@router.get("/applications")
def list_own_applications(caller: StudentDep, service: ApplicationsDep) -> StudentApplicationList:
    return service.list_own(caller)


@router.post("/applications", status_code=201)
def apply(body: ApplicationCreate, caller: StudentDep, service: ApplicationsDep) -> StudentApplication:
    return service.apply(body, caller)
