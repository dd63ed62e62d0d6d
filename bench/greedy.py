"""First come, first served: what happens where everybody clicks on the best time that is still there."""

from collections import Counter
from random import Random
from zoneinfo import ZoneInfo

from bench.cycles import LENGTH
from vivavoce.scheduling.assignment.bands import NEVER, band
from vivavoce.scheduling.assignment.problem import Applicant, Meeting, Problem
from vivavoce.scheduling.assignment.slots import lay, local_day


def first_come(problem: Problem) -> dict[str, Meeting]:
    """In a random order, each takes the best hour, and of those the earliest, at which anybody who fits is free."""
    office = {one.id: one for one in problem.interviewers}
    open_at: dict[int, list[str]] = {}
    for one in problem.interviewers:
        for slot in lay(one, LENGTH, []):
            open_at.setdefault(slot.starts, []).append(one.id)
    order = list(problem.applicants)
    Random(problem.seed).shuffle(order)
    times, days = sorted(open_at), Counter[tuple[str, int]]()
    meetings: dict[str, Meeting] = {}
    for applicant in order:
        for starts in sorted(_possible(applicant, times), key=lambda at: (band(applicant.zone, at, LENGTH), at)):
            fitting = (
                one
                for one in open_at[starts]
                if one not in applicant.conflicts
                and (not applicant.language or applicant.language in office[one].languages)
                and days[one, local_day(ZoneInfo(office[one].zone), starts)] < (office[one].daily_limit or NEVER)
            )
            if (taken := next(fitting, None)) is not None:
                open_at[starts].remove(taken)
                days[taken, local_day(ZoneInfo(office[taken].zone), starts)] += 1
                meetings[applicant.id] = Meeting(taken, starts)
                break
    return meetings


def _possible(applicant: Applicant, times: list[int]) -> list[int]:
    return [
        at
        for at in times
        if band(applicant.zone, at, LENGTH) < NEVER
        and any(since <= at <= until - LENGTH for since, until in applicant.free)
    ]
