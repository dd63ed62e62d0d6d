"""The best assignment there is; of panels, the best that two flows find."""

from collections.abc import Mapping
from dataclasses import replace

from vivavoce.scheduling.assignment.bands import BANDS
from vivavoce.scheduling.assignment.booked import beside
from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.offers import CHOICES
from vivavoce.scheduling.assignment.panels import Panels
from vivavoce.scheduling.assignment.problem import Form, Meeting, Problem, Result
from vivavoce.scheduling.assignment.solver import OPTIMAL, cheapest, most


def assign(problem: Problem) -> Result:
    """Who needs longest is placed first, for an interview that is longer does not fit where another one was; of equal
    length, who meets two people."""
    meetings: dict[str, Meeting] = {}
    parts: list[Result] = []
    for form in forms(problem):
        part = _assign_some(part_of(problem, form, meetings), form)
        meetings.update(part.meetings)
        parts.append(part)
    return Result(
        meetings,
        choice=min((part.choice for part in parts if part.choice is not None), default=None),
        worst=max((part.worst for part in parts), default=0),
        statuses=tuple(status for part in parts for status in part.statuses),
    )


def forms(problem: Problem) -> list[Form]:
    """In the order in which they are placed."""
    return sorted({one.form for one in problem.applicants}, reverse=True)


def part_of(problem: Problem, form: Form, meetings: Mapping[str, Meeting]) -> Problem:
    """Those of one form; what those before them have got, and what those after them have, is not free."""
    mine = tuple(one for one in problem.applicants if one.form == form)
    fixed = [(meetings[one.id], one.length) for one in problem.applicants if one.id in meetings]
    others = [(one.present, one.length) for one in problem.applicants if one.form < form and one.present]
    return replace(problem, applicants=mine, interviewers=beside(problem.interviewers, [*fixed, *others]))


def network_of(problem: Problem, form: Form, worst: int, choice: int) -> Network:
    """Of a part; no more people have a place than in this flow."""
    if form.panel:
        return Panels(problem, form.length, worst, choice).first_flow()
    return Network(problem, form.length, worst, choice)


def _assign_some(problem: Problem, form: Form) -> Result:
    """All of one form: with a choice of their times, where all would be too many, as long as that will do."""
    statuses: tuple[str, ...] = ()
    for choice in CHOICES:
        result = _assign_chosen(problem, form, choice)
        statuses += result.statuses
        if result.choice is None or len(result.meetings) == len(problem.applicants):
            break
    return replace(result, statuses=statuses)


def _assign_chosen(problem: Problem, form: Form, choice: int) -> Result:
    """Under the best worst hour under which as many have a place, and as many keep theirs, as under any."""
    best: tuple[tuple[int, int], Result] | None = None
    statuses: list[str] = []
    widest: Network | None = None
    for worst in range(len(BANDS)):
        panels = Panels(problem, form.length, worst, choice) if form.panel else None
        network = panels.first_flow() if panels else Network(problem, form.length, worst, choice)
        if widest is not None and most(network) < most(widest):
            continue
        meetings = panels.meetings() if panels else network.meetings(cheapest(network))
        statuses.append(_status(form, worst, network, meetings))
        reached = (len(meetings), network.kept(meetings))
        if best is None or reached > best[0]:
            best = reached, Result(meetings, network.choice, worst, ())
        if reached == (len(problem.applicants), network.movable):
            break
        widest = widest or network_of(problem, form, len(BANDS) - 1, choice)
        if reached == (most(widest), network.movable):
            break
    if best is None:
        return Result({}, None, 0, ())
    offered = best[1].choice or (widest.choice if widest else None)
    return replace(best[1], choice=offered, statuses=tuple(statuses))


def _status(form: Form, worst: int, network: Network, meetings: Mapping[str, Meeting]) -> str:
    kind = f"{form.length} minutes, band {worst}, {network.choice or 'all'} times"
    if form.panel:
        return f"{kind}, panels: each flow {OPTIMAL}, {len(meetings)} of at most {most(network)} placed"
    return f"{kind}: {OPTIMAL}"
