"""From what a request asks for to terms. A moment is given as such, or as what a clock on the wall says."""

from datetime import datetime
from typing import Any

from vivavoce.accounts.caller import Caller
from vivavoce.errors import refuse
from vivavoce.interviews.rules import DEFAULT_MINUTES, InterviewStatus
from vivavoce.interviews.schemas import InterviewCreate, InterviewerUpdate, InterviewUpdate, Which
from vivavoce.interviews.terms import Terms
from vivavoce.interviews.walls import instants_of

NOT_TERMS = {"version", "wall_time", "which"}


def new_terms(body: InterviewCreate, caller: Caller) -> Terms:
    """Raises Unacceptable."""
    time_zone = body.time_zone or caller.time_zone
    moment = _moment(body, time_zone)
    if moment is None:
        raise refuse("interview_time", "missing", "Say when: the moment, or in `wall_time` what the clock says.")
    return Terms(
        interview_time=moment,
        duration_minutes=body.duration_minutes or DEFAULT_MINUTES,
        time_zone=time_zone,
        admin_id=body.admin_id or caller.id,
        interviewer_ids=tuple(body.interviewer_ids or ()),
        status=InterviewStatus.SCHEDULED,
        notes=body.notes or "",
        lobby=body.lobby or False,
        relay_only=body.relay_only or False,
    )


def asked_terms(body: InterviewerUpdate, time_zone: str) -> dict[str, Any]:
    """Fields of `Terms`; `time_zone` is the interview's, where the request names none. Raises Unacceptable."""
    asked = {field: getattr(body, field) for field in body.model_fields_set - NOT_TERMS}
    if "interviewer_ids" in asked:
        asked["interviewer_ids"] = tuple(asked["interviewer_ids"])
    if isinstance(body, InterviewUpdate):
        moment = _moment(body, body.time_zone or time_zone)
        asked |= {"interview_time": moment} if moment else {}
    return asked


def _moment(body: InterviewCreate | InterviewUpdate, time_zone: str) -> datetime | None:
    """None: it says no time."""
    if body.wall_time is None:
        return body.interview_time
    if body.interview_time is not None:
        raise refuse("wall_time", "time_given_twice", "Give the moment or what the clock says, not both.")
    return _moment_of(body.wall_time, time_zone, body.which)


def _moment_of(wall: str, time_zone: str, which: Which | None) -> datetime:
    """Clocks skip some times and show others twice: neither is guessed. Raises Unacceptable."""
    found, clock = instants_of(wall, time_zone), f"The clock in {time_zone}"
    if not found:
        raise refuse("wall_time", "skipped_time", f"{clock} skips this time on that day. Choose another.")
    if len(found) > 1 and which is None:
        earlier, later = (f"{moment:%H:%M} UTC" for moment in found)
        words = f"{clock} shows this time twice on that day. Say which: the earlier ({earlier}) or the later ({later})."
        raise refuse("which", "repeated_time", words)
    return found[-1] if which is Which.LATER else found[0]
