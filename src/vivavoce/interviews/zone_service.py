"""Interviews ahead that a change of the time zones' rules has moved on the wall; an admin decides."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.views import person_ref, student_ref
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import Conflict, NotFound, StaleVersion
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.schemas import InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.interviews.walls import RULES, instant_of, wall_of
from vivavoce.interviews.zone_schemas import Keep, ZoneChange, ZoneChanges, ZoneDecision


class NoSuchWallTime(Conflict):
    code = "no_such_wall_time"
    detail = "The clock skips this time now. Keep the moment, or move the interview by hand."


class ZoneService:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._repository, self._clock = InterviewRepository(session), clock
        self._interviews = InterviewService(session, clock, new_id, bus)

    def changes(self, caller: Caller) -> ZoneChanges:
        ahead = self._repository.under_other_rules(caller, RULES, self._clock())
        moved = [_change(row) for row in ahead if _has_moved(row)]
        return ZoneChanges(items=moved, rules=RULES, server_time=self._clock())

    def decide(self, interview_id: str, body: ZoneDecision, caller: Caller) -> None:
        """Raises NotFound, StaleVersion, NoSuchWallTime, and all that a move may."""
        row = self._repository.lock(caller, interview_id)
        if row is None:
            raise NotFound
        if not _has_moved(row):
            return
        if row.interview.version != body.version:
            raise StaleVersion
        if body.keep is Keep.INSTANT:
            interview = row.interview
            interview.wall_time, interview.zone_rules = wall_of(interview.interview_time, interview.time_zone), RULES
            return
        moment = _change(row).instant_of_wall
        if moment is None:
            raise NoSuchWallTime
        asked = {"version": body.version, "interview_time": moment}
        self._interviews.update(interview_id, InterviewUpdate.model_validate(asked), caller)


def _has_moved(row: InterviewRow) -> bool:
    """What was stored before walls were is not known to have."""
    interview = row.interview
    return bool(interview.wall_time) and wall_of(interview.interview_time, interview.time_zone) != interview.wall_time


def _change(row: InterviewRow) -> ZoneChange:
    interview = row.interview
    return ZoneChange(
        interview_id=interview.id,
        version=interview.version,
        student=student_ref(row.student),
        lead=person_ref(row.lead),
        time_zone=interview.time_zone,
        agreed_wall=interview.wall_time,
        agreed_rules=interview.zone_rules,
        wall_now=wall_of(interview.interview_time, interview.time_zone),
        interview_time=interview.interview_time,
        instant_of_wall=instant_of(interview.wall_time, interview.time_zone, interview.interview_time),
    )
