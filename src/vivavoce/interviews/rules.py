"""What may happen to an interview, and when. Pure: values in, decisions out; imports nothing of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class InterviewStatus(StrEnum):
    SCHEDULED = "scheduled"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Attendance(StrEnum):
    CONFIRMED = "confirmed"
    CANNOT = "cannot"


_S = InterviewStatus
MOVES: dict[InterviewStatus, frozenset[InterviewStatus]] = {
    _S.SCHEDULED: frozenset({_S.COMPLETED, _S.CANCELLED, _S.NO_SHOW}),
    _S.COMPLETED: frozenset({_S.SCHEDULED}),
    _S.CANCELLED: frozenset({_S.SCHEDULED}),
    _S.NO_SHOW: frozenset({_S.SCHEDULED}),
}
"""No move depends on the clock."""
DELETABLE = frozenset({_S.SCHEDULED, _S.CANCELLED})

# Names of admission phases (admissions.rules.Phase holds the same texts).
CREATE_PHASES = frozenset({"selection"})
CHANGE_PHASES = frozenset({"selection", "published"})
"""For a change of time or people, and for the way back to `scheduled`."""
LISTED_PHASES = frozenset({"selection", "published", "completed"})
"""Whose interviews the office's list shows by default."""

JOIN_MARGIN = timedelta(hours=24)
EARLIEST = timedelta(days=7)
LATEST = timedelta(days=730)
MIN_MINUTES, MAX_MINUTES, DEFAULT_MINUTES = 5, 240, 30
MAX_PANEL = 2


def may_move(from_: InterviewStatus, to: InterviewStatus) -> bool:
    return to in MOVES[from_]


@dataclass(frozen=True)
class JoinWindow:
    """Both ends are part of it."""

    opens_at: datetime
    closes_at: datetime


def join_window(interview_time: datetime) -> JoinWindow:
    return JoinWindow(interview_time - JOIN_MARGIN, interview_time + JOIN_MARGIN)


def joinable(status: InterviewStatus, interview_time: datetime, now: datetime) -> bool:
    window = join_window(interview_time)
    return status is InterviewStatus.SCHEDULED and window.opens_at <= now <= window.closes_at


class TimeProblem(StrEnum):
    IN_THE_PAST = "time_in_the_past"
    TOO_FAR = "time_too_far"


def time_problem(interview_time: datetime, now: datetime) -> TimeProblem | None:
    """For a time that is being set: 7 days back to 2 years ahead."""
    if interview_time < now - EARLIEST:
        return TimeProblem.IN_THE_PAST
    if interview_time > now + LATEST:
        return TimeProblem.TOO_FAR
    return None


def ends_at(interview_time: datetime, duration_minutes: int) -> datetime:
    return interview_time + timedelta(minutes=duration_minutes)


def panel_is_distinct(lead_id: str, panel_ids: Sequence[str]) -> bool:
    """Nobody sits on an interview twice."""
    return len({lead_id, *panel_ids}) == 1 + len(panel_ids)
