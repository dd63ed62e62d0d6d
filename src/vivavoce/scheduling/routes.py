"""When interviewers can: their own hours for themselves, everybody's for admins. And asking students when they can."""

from fastapi import APIRouter

from vivavoce.accounts.deps import AdminDep, InterviewerDep
from vivavoce.fields import PathId
from vivavoce.problems import PROBLEMS
from vivavoce.scheduling.deps import HoursDep, WindowRequestsDep
from vivavoce.scheduling.schemas import HoursIn, HoursOut
from vivavoce.scheduling.window_schemas import CycleWindows, WindowRequestIn

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


@router.get("/admin/cycles/{cycle_id}/windows")
def read_windows(cycle_id: PathId, _: AdminDep, requests: WindowRequestsDep) -> CycleWindows:
    """What the selected applicants are asked, and who has answered."""
    return requests.read(cycle_id)


@router.put("/admin/cycles/{cycle_id}/windows")
def ask_for_windows(cycle_id: PathId, body: WindowRequestIn, _: AdminDep, requests: WindowRequestsDep) -> CycleWindows:
    return requests.ask(cycle_id, body)
