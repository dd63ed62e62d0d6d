"""When interviewers can: their own hours for themselves, everybody's for admins."""

from fastapi import APIRouter

from vivavoce.accounts.deps import AdminDep, InterviewerDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.deps import HoursDep
from vivavoce.scheduling.schemas import HoursIn, HoursOut

router = APIRouter(prefix="/api", tags=["scheduling"], responses=PROBLEMS)


@router.get("/interviewer/hours")
def read_own_hours(caller: InterviewerDep, hours: HoursDep) -> HoursOut:
    return hours.read(caller.id)


@router.put("/interviewer/hours")
def replace_own_hours(body: HoursIn, caller: InterviewerDep, hours: HoursDep) -> HoursOut:
    return hours.replace(caller.id, body)


@router.get("/admin/people/{person_id}/hours")
def read_hours(person_id: PathId, _: AdminDep, hours: HoursDep) -> HoursOut:
    """404 for students, who have none."""
    return hours.read(person_id)


@router.put("/admin/people/{person_id}/hours")
def replace_hours(person_id: PathId, body: HoursIn, _: AdminDep, hours: HoursDep) -> HoursOut:
    return hours.replace(person_id, body)
