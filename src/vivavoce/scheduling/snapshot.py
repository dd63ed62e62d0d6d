"""From rows to a problem: everything an assignment depends on, at one moment. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vivavoce.interviews.models import Hours
from vivavoce.interviews.rules import ends_at
from vivavoce.scheduling.assignment.bands import EPOCH
from vivavoce.scheduling.assignment.problem import Applicant, Interviewer, Meeting, Problem, Stretch
from vivavoce.scheduling.assignment.slots import joined
from vivavoce.scheduling.hours import Window, any_time, windows, without
from vivavoce.scheduling.models import StudentWindows
from vivavoce.scheduling.views import answered_hours, busy_windows, weekly_hours

NOTICE = timedelta(hours=24)
"""Nobody is given a time sooner than this, nor moved away from one that is sooner, unless it cannot be."""
AROUND = timedelta(days=8)
"""Interviews this long before and after the days count for limits of a week."""


@dataclass(frozen=True)
class Booked:
    """The scheduled interview an applicant has."""

    interview_id: str
    version: int
    admin_id: str
    starts_at: datetime
    minutes: int
    others: tuple[str, ...] = ()
    """On the panel, beside the one who leads."""

    @property
    def people(self) -> tuple[str, ...]:
        return (self.admin_id, *self.others)

    @property
    def second(self) -> str:
        """Empty: one holds it alone. Not asked of larger panels."""
        return "".join(self.others)

    @property
    def is_larger(self) -> bool:
        """Than what is assigned: only interviews of one or two people are moved."""
        return len(self.others) > 1


@dataclass(frozen=True)
class Candidate:
    application_id: str
    student_id: str
    programme: str
    zone: str
    answer: StudentWindows | None
    """None: has not answered, and counts as free on all days asked about."""
    booked: Booked | None
    conflicts: frozenset[str] = frozenset()
    """Of the office, whom they are not to meet."""

    @property
    def time_zone(self) -> str:
        return self.answer.time_zone if self.answer else self.zone


@dataclass(frozen=True)
class Taken:
    """A stretch of somebody's time that an interview takes."""

    person_id: str
    interview_id: str
    starts_at: datetime
    ends_at: datetime
    free_at: datetime
    """Later than its end, where time after it was kept free when it was booked."""


@dataclass(frozen=True)
class Plan:
    """What the office asked for, and on which days."""

    first_day: date
    last_day: date
    minutes: int
    panel: bool
    """Two people hold each new interview."""
    seed: int
    away: Sequence[Taken]
    """Interviewers who cannot (their `interview_id` is empty)."""
    now: datetime

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def hits(self, person_id: str, starts_at: datetime, until: datetime) -> bool:
        return any(
            one.person_id == person_id and one.starts_at < until and starts_at < one.ends_at for one in self.away
        )


def movable(candidate: Candidate, plan: Plan) -> Booked | None:
    """Their interview, unless it stays where it is whatever happens."""
    booked = candidate.booked
    if booked is None or booked.is_larger or booked.starts_at <= plan.now:
        return None
    until = ends_at(booked.starts_at, booked.minutes)
    must = any(one in candidate.conflicts or plan.hits(one, booked.starts_at, until) for one in booked.people)
    return booked if must or booked.starts_at > plan.now + NOTICE else None


def problem_of(plan: Plan, office: Sequence[Hours], people: Sequence[Candidate], taken: Iterable[Taken]) -> Problem:
    moving = {one.application_id: booked for one in people if (booked := movable(one, plan)) is not None}
    free_to_go = {booked.interview_id for booked in moving.values()}
    busy: dict[str, list[Taken]] = {}
    for one in taken:
        if one.interview_id not in free_to_go:
            busy.setdefault(one.person_id, []).append(one)
    placed = [one for one in people if one.booked is None or one.application_id in moving]
    subjects = sorted({subject.casefold() for hours in office for subject in hours.subjects}, key=len, reverse=True)
    return Problem(
        interviewers=tuple(
            _interviewer(hours, plan, busy.get(hours.person_id, []), list(moving.values())) for hours in office
        ),
        applicants=tuple(
            _applicant(one, plan, busy.get(one.student_id, []), moving.get(one.application_id), subjects)
            for one in placed
        ),
        since=_minutes(datetime.combine(plan.first_day, datetime.min.time(), tzinfo=EPOCH.tzinfo)),
        seed=plan.seed,
    )


def nobody_gave_hours(plan: Plan, office: Iterable[Hours]) -> bool:
    """For these days, whatever has become of them since."""
    return not any(_given(one, plan) for one in office)


def _given(hours: Hours, plan: Plan) -> list[Window]:
    """A day more on each side: elsewhere it is another day."""
    return windows(weekly_hours(hours), plan.first_day - timedelta(days=1), plan.days + 2)


def _interviewer(hours: Hours, plan: Plan, busy: Sequence[Taken], moving: Sequence[Booked]) -> Interviewer:
    """Their hours without what is taken, buffers included; and the time of the meetings they have, wherever it is."""
    buffer = timedelta(minutes=hours.buffer_minutes)
    away = [one for one in plan.away if one.person_id == hours.person_id]
    taken = [Window(one.starts_at - buffer, one.ends_at + buffer) for one in busy]
    taken += [*(Window(one.starts_at, one.ends_at) for one in away), *busy_windows(hours)]
    mine = [one for one in moving if hours.person_id in one.people]
    kept = [Window(one.starts_at, ends_at(one.starts_at, one.minutes)) for one in mine]
    kept = [one for one in kept if not plan.hits(hours.person_id, one.starts_at, one.ends_at)]
    free = [*without(_later(_given(hours, plan), plan), _stretches(taken)), *_stretches(kept)]
    return Interviewer(
        id=hours.person_id,
        zone=hours.time_zone,
        free=joined(free),
        buffer=hours.buffer_minutes,
        daily_limit=hours.daily_limit,
        weekly_limit=hours.weekly_limit,
        languages=frozenset(language.casefold() for language in hours.languages),
        subjects=frozenset(subject.casefold() for subject in hours.subjects),
        taken=tuple(sorted(_minutes(one.starts_at) for one in busy)),
    )


def _applicant(
    one: Candidate, plan: Plan, busy: Sequence[Taken], booked: Booked | None, subjects: Sequence[str]
) -> Applicant:
    extra = one.answer.extra_minutes if one.answer else 0
    taken = [Window(other.starts_at, other.ends_at) for other in busy]
    programme = one.programme.casefold()
    return Applicant(
        id=one.application_id,
        zone=one.time_zone,
        free=without(_later(_windows_of(one, plan), plan), _stretches(taken)),
        length=booked.minutes if booked else plan.minutes + extra,
        language=one.answer.language.casefold() if one.answer else "",
        subject=next((subject for subject in subjects if subject in programme), ""),
        conflicts=one.conflicts,
        present=Meeting(booked.admin_id, _minutes(booked.starts_at), booked.second) if booked else None,
        panel=bool(booked.others) if booked else plan.panel,
    )


def _windows_of(one: Candidate, plan: Plan) -> list[Window]:
    hours = answered_hours(one.answer) if one.answer else any_time(ZoneInfo(one.zone))
    return windows(hours, plan.first_day, plan.days)


def _later(found: Sequence[Window], plan: Plan) -> tuple[Stretch, ...]:
    """What lies after the notice."""
    earliest = _minutes(plan.now + NOTICE)
    return tuple((max(since, earliest), until) for since, until in _stretches(found) if until > earliest)


def _stretches(found: Sequence[Window]) -> list[Stretch]:
    """In order; what is taken takes whole minutes."""
    return sorted((_minutes(one.starts_at), -_minutes_down(one.ends_at)) for one in found)


def _minutes(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(minutes=1)


def _minutes_down(moment: datetime) -> int:
    return (EPOCH - moment) // timedelta(minutes=1)
