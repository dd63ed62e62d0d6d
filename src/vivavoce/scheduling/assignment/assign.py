"""The best assignment there is."""

from collections.abc import Mapping
from dataclasses import replace

from vivavoce.scheduling.assignment.bands import BANDS
from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.offers import CHOICES
from vivavoce.scheduling.assignment.problem import Interviewer, Meeting, Problem, Result
from vivavoce.scheduling.assignment.solver import OPTIMAL, cheapest, most
from vivavoce.scheduling.hours import without


def assign(problem: Problem) -> Result:
    """Who needs longest is placed first, for an interview that is longer does not fit where another one was."""
    meetings: dict[str, Meeting] = {}
    parts: list[Result] = []
    for length in sorted({one.length for one in problem.applicants}, reverse=True):
        part = _assign_some(part_of(problem, length, meetings), length)
        meetings.update(part.meetings)
        parts.append(part)
    return Result(
        meetings,
        choice=min((part.choice for part in parts if part.choice is not None), default=None),
        worst=max((part.worst for part in parts), default=0),
        statuses=tuple(status for part in parts for status in part.statuses),
    )


def part_of(problem: Problem, length: int, meetings: Mapping[str, Meeting]) -> Problem:
    """Those of one length; what the longer ones have got, and what the shorter ones have, is not free."""
    mine = tuple(one for one in problem.applicants if one.length == length)
    fixed = [(meetings[one.id], one.length) for one in problem.applicants if one.id in meetings]
    others = [(one.present, one.length) for one in problem.applicants if one.length < length and one.present]
    interviewers = tuple(_with(one, fixed, others) for one in problem.interviewers)
    return replace(problem, applicants=mine, interviewers=interviewers)


Booked = list[tuple[Meeting, int]]


def _with(interviewer: Interviewer, fixed: Booked, others: Booked) -> Interviewer:
    mine = [(meeting.starts, length) for meeting, length in [*fixed, *others] if meeting.interviewer == interviewer.id]
    if not mine:
        return interviewer
    buffer = interviewer.buffer
    busy = sorted((starts - buffer, starts + length + buffer) for starts, length in mine)
    taken = (*interviewer.taken, *(starts for starts, _ in mine))
    return replace(interviewer, free=without(interviewer.free, busy), taken=taken)


def _assign_some(problem: Problem, length: int) -> Result:
    """All of one length: with a choice of their times, where all would be too many, as long as that will do."""
    statuses: tuple[str, ...] = ()
    for choice in CHOICES:
        result = _assign_chosen(problem, length, choice)
        statuses += result.statuses
        if result.choice is None or len(result.meetings) == len(problem.applicants):
            break
    return replace(result, statuses=statuses)


def _assign_chosen(problem: Problem, length: int, choice: int) -> Result:
    """Under the best worst hour under which as many have a place, and as many keep theirs, as under any."""
    best: tuple[tuple[int, int], Result] | None = None
    statuses: list[str] = []
    widest: Network | None = None
    for worst in range(len(BANDS)):
        network = Network(problem, length, worst, choice)
        if widest is not None and most(network) < most(widest):
            continue
        meetings = network.meetings(cheapest(network))
        statuses.append(f"{length} minutes, band {worst}, {network.choice or 'all'} times: {OPTIMAL}")
        kept = sum(meetings.get(one.id) == one.present for one in problem.applicants if one.present)
        reached = (len(meetings), kept)
        if best is None or reached > best[0]:
            best = reached, Result(meetings, network.choice, worst, ())
        if reached == (len(problem.applicants), network.movable):
            break
        widest = widest or Network(problem, length, len(BANDS) - 1, choice)
        if reached == (most(widest), network.movable):
            break
    if best is None:
        return Result({}, None, 0, ())
    offered = best[1].choice or (widest.choice if widest else None)
    return replace(best[1], choice=offered, statuses=tuple(statuses))
