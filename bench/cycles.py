"""Cycles that nobody had: applicants and interviewers of a given number, the same for the same seed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from zoneinfo import ZoneInfo

from vivavoce.scheduling.assignment.bands import EPOCH
from vivavoce.scheduling.assignment.problem import Applicant, Interviewer, Meeting, Problem, Stretch
from vivavoce.scheduling.hours import Span, WeeklyHours, windows, without

FIRST = date(2027, 3, 8)
"""Three weeks from here have the change of clocks in New York and in London between them."""
DAYS = 21
LENGTH, BUFFER, DAILY = 25, 5, 8
HOURS: tuple[list[Span], ...] = ([Span(9 * 60, 12 * 60 + 30), Span(13 * 60 + 30, 17 * 60)],) * 5 + ([], [])
ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Seoul",
    "Africa/Lagos",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Karachi",
    "Asia/Dubai",
)
SUBJECTS = ("Physics", "Law", "History", "Medicine")
LANGUAGE = "Hindi"


def cycle(applicants: int, interviewers: int, seed: int = 1, *, panel: bool = False) -> Problem:
    """One in ten needs a language that a quarter speaks; one in a hundred knows an interviewer; of their days,
    applicants cannot on a quarter."""
    random = Random(seed)
    office = tuple(_interviewer(number, random) for number in range(interviewers))
    people = tuple(replace(_applicant(number, office, random), panel=panel) for number in range(applicants))
    return Problem(office, people, since=_minutes(datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)), seed=seed)


def repaired(problem: Problem, meetings: dict[str, Meeting], share: float = 0.02) -> tuple[Problem, set[str]]:
    """The cycle after interviewers lost this share of their time, slot by slot; and who must move for that."""
    random = Random(problem.seed)
    office = tuple(_with_losses(one, share, random) for one in problem.interviewers)
    people = tuple(replace(one, present=meetings.get(one.id)) for one in problem.applicants)
    free = {one.id: one.free for one in office}
    forced = {name for name, meeting in meetings.items() if not all(_can(free[one], meeting) for one in meeting.people)}
    return replace(problem, interviewers=office, applicants=people), forced


def _can(free: tuple[Stretch, ...], meeting: Meeting) -> bool:
    return any(since <= meeting.starts <= until - LENGTH for since, until in free)


def _interviewer(number: int, random: Random) -> Interviewer:
    zone = random.choice(("Europe/London", "Europe/London", "Europe/Berlin", "America/New_York"))
    hours = WeeklyHours(ZoneInfo(zone), HOURS, {})
    free = ((_minutes(one.starts_at), _minutes(one.ends_at)) for one in windows(hours, FIRST, DAYS))
    return Interviewer(
        id=f"i{number:05}",
        zone=zone,
        free=tuple(free),
        buffer=BUFFER,
        daily_limit=DAILY,
        languages=frozenset({"English", LANGUAGE} if random.random() < 0.25 else {"English"}),
        subjects=frozenset({random.choice(SUBJECTS)} if random.random() < 0.5 else ()),
    )


def _applicant(number: int, office: tuple[Interviewer, ...], random: Random) -> Applicant:
    zone = random.choice(ZONES)
    day = [Span(0, 24 * 60)]
    days = (date.fromordinal(FIRST.toordinal() + one) for one in range(DAYS))
    hours = WeeklyHours(ZoneInfo(zone), [day] * 7, {one: [] for one in days if random.random() < 0.25})
    free = ((_minutes(one.starts_at), _minutes(one.ends_at)) for one in windows(hours, FIRST, DAYS))
    return Applicant(
        id=f"a{number:06}",
        zone=zone,
        free=tuple(free),
        length=LENGTH,
        language=LANGUAGE if random.random() < 0.1 else "",
        subject=random.choice(SUBJECTS),
        conflicts=frozenset({random.choice(office).id} if random.random() < 0.01 else ()),
    )


def _with_losses(interviewer: Interviewer, share: float, random: Random) -> Interviewer:
    step = LENGTH + BUFFER
    lost = [
        (starts, starts + step)
        for since, until in interviewer.free
        for starts in range(since, until - LENGTH + 1, step)
        if random.random() < share
    ]
    return replace(interviewer, free=without(interviewer.free, lost))


def _minutes(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds() // 60)
