"""When students can, said by themselves."""

from fastapi import APIRouter

from vivavoce.accounts.deps import StudentDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.deps import StudentWindowsDep
from vivavoce.scheduling.window_schemas import StudentWindowsIn, StudentWindowsList, StudentWindowsOut

router = APIRouter(prefix="/api/student/windows", tags=["student"], responses=PROBLEMS)


@router.get("")
def list_own_windows(caller: StudentDep, windows: StudentWindowsDep) -> StudentWindowsList:
    """Of each cycle that asks; those that no longer may be changed, too."""
    return windows.list(caller)


@router.put("/{application_id}")
def answer_windows(
    application_id: PathId, body: StudentWindowsIn, caller: StudentDep, windows: StudentWindowsDep
) -> StudentWindowsOut:
    return windows.answer(application_id, body, caller)
