"""What may happen to an interview, and when. Pure: values in, decisions out; imports nothing of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
    """24 hours that pass, not 24 on a wall: in a zone, adding hours skips over a change of clocks."""
    start = interview_time.astimezone(UTC)
    return JoinWindow(start - JOIN_MARGIN, start + JOIN_MARGIN)


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


class DeviceState(StrEnum):
    WORKED = "worked"
    SILENT = "silent"
    """It was there and gave nothing: no sound came in, none was heard."""
    REFUSED = "refused"
    """The browser or the system kept it back, or something else was using it."""
    NONE = "none"
    """There is none; of a speaker also: it was not tried."""


class Route(StrEnum):
    """The best way found to the outside."""

    DIRECT = "direct"
    """No relay is set up, so only the ways without one could be looked at."""
    RELAY_UDP = "relay_udp"
    RELAY_TCP = "relay_tcp"
    RELAY_TLS = "relay_tls"
    NONE = "none"


RELAYS = frozenset({Route.RELAY_UDP, Route.RELAY_TCP, Route.RELAY_TLS})


class Quality(StrEnum):
    GOOD = "good"
    CHOPPY = "choppy"
    BLOCKED = "blocked"


class Verdict(StrEnum):
    READY = "ready"
    AT_RISK = "at_risk"
    NOT_DONE = "not_done"


class Risk(StrEnum):
    CAMERA = "camera"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    CHOPPY = "choppy"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Findings:
    """Of one rehearsal."""

    camera: DeviceState
    microphone: DeviceState
    speaker: DeviceState
    route: Route
    quality: Quality
    round_trip_ms: int | None = None
    loss: float | None = None
    """Of all packets, 0 to 1."""


def rehearsal_verdict(found: Findings | None) -> tuple[Verdict, tuple[Risk, ...]]:
    """What the office reads, and why. A speaker that was not tried is no risk; sound that was not heard is one."""
    if found is None:
        return Verdict.NOT_DONE, ()
    at_risk = {
        Risk.CAMERA: found.camera is not DeviceState.WORKED,
        Risk.MICROPHONE: found.microphone is not DeviceState.WORKED,
        Risk.SPEAKER: found.speaker in {DeviceState.SILENT, DeviceState.REFUSED},
        Risk.CHOPPY: found.quality is Quality.CHOPPY,
        Risk.BLOCKED: found.quality is Quality.BLOCKED,
    }
    risks = tuple(risk for risk, applies in at_risk.items() if applies)
    return (Verdict.AT_RISK if risks else Verdict.READY), risks


def contradiction(found: Findings) -> str | None:
    """The field that cannot be true beside the others."""
    if (found.route is Route.NONE) != (found.quality is Quality.BLOCKED):
        return "quality"
    measured = (found.round_trip_ms is not None, found.loss is not None)
    if found.route is Route.NONE and any(measured):
        return "loss" if measured[1] else "round_trip_ms"
    if measured[0] != measured[1] or (found.route in RELAYS and not all(measured)):
        return "round_trip_ms" if measured[1] or not any(measured) else "loss"
    return None
