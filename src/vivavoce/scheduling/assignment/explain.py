"""Why people have no place, and what would help: read from the cut that holds the largest flow back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from vivavoce.scheduling.assignment.assign import forms, network_of, part_of
from vivavoce.scheduling.assignment.bands import BANDS
from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.offers import ALL
from vivavoce.scheduling.assignment.panels import Panels
from vivavoce.scheduling.assignment.problem import (
    Applicant,
    Explanation,
    Form,
    Problem,
    Reason,
    Relaxation,
    Result,
)
from vivavoce.scheduling.assignment.solver import most, tight

WORST = len(BANDS) - 1


def explain(problem: Problem, result: Result) -> Explanation:
    """Of everybody without a place; empty where there is nobody."""
    without = [one for one in problem.applicants if one.id not in result.meetings]
    if not without:
        return Explanation()
    wanting = {one.form for one in without}
    parts = [_part(problem, form, result) for form in forms(problem) if form in wanting]
    reasons = [reason for part in parts for reason in _reasons(part, result)]
    return Explanation(tuple(reasons), tuple(_relaxations(parts, result)))


def _part(problem: Problem, form: Form, result: Result) -> Problem:
    before = {one.id for one in problem.applicants if one.form > form}
    return part_of(problem, form, {name: meeting for name, meeting in result.meetings.items() if name in before})


def _network(part: Problem) -> Network:
    return network_of(part, part.applicants[0].form, WORST, ALL)


def _reasons(part: Problem, result: Result) -> Iterator[Reason]:
    network = _network(part)
    spoken = {language for one in part.interviewers for language in one.languages}
    without = [one for one in network.applicants if one.id not in result.meetings]
    unspoken = [one for one in without if one.language and one.language not in spoken]
    for language, people in _by_language(unspoken).items():
        yield Reason("no_language", _ids(people), language)
    heard = [one for one in without if one not in unspoken]
    with_one = _network(_with_one_interviewer(part)) if part.applicants[0].panel else network
    never = [one for one in heard if not with_one.can_meet(_with_one(one))]
    for language, people in _by_language(never).items():
        yield Reason("never", _ids(people), language)
    competitors = [network.applicants[number] for number in tight(network)]
    met = [one for one in heard if one not in never]
    alone = [one for one in met if one.panel and (one not in competitors or not network.can_meet(one))]
    for language, people in _by_language(alone).items():
        yield Reason("no_second", _ids(people), language)
    competing = _by_language(competitors)
    for language, people in _by_language([one for one in met if one not in alone]).items():
        rivals = len(competing.get(language, people))
        yield Reason("full", _ids(people), language, competing=rivals, places=rivals - len(people))


def _by_language(applicants: Sequence[Applicant]) -> Mapping[str, list[Applicant]]:
    found: dict[str, list[Applicant]] = {}
    for one in applicants:
        found.setdefault(one.language, []).append(one)
    return found


def _ids(applicants: Sequence[Applicant]) -> tuple[str, ...]:
    return tuple(one.id for one in applicants)


def _relaxations(parts: Sequence[Problem], result: Result) -> Iterator[Relaxation]:
    """Solved again, each; those that help, best first."""
    placed = sum(one.id in result.meetings for part in parts for one in part.applicants)
    found = [
        Relaxation(what, sum(_placed(relaxed(part)) for part in parts) - placed)
        for what, relaxed in RELAXED.items()
        if relaxed is not _with_one_interviewer or any(part.applicants[0].panel for part in parts)
    ]
    yield from sorted((one for one in found if one.places > 0), key=lambda one: -one.places)


def _placed(part: Problem) -> int:
    form = part.applicants[0].form
    return len(Panels(part, form.length, WORST, ALL).meetings()) if form.panel else most(_network(part))


def _with_one_interviewer(part: Problem) -> Problem:
    return replace(part, applicants=tuple(_with_one(one) for one in part.applicants))


def _with_one(one: Applicant) -> Applicant:
    return replace(one, panel=False)


def _without_limits(part: Problem) -> Problem:
    office = (replace(one, daily_limit=None, weekly_limit=None) for one in part.interviewers)
    return replace(part, interviewers=tuple(office))


def _in_any_language(part: Problem) -> Problem:
    return replace(part, applicants=tuple(replace(one, language="") for one in part.applicants))


def _at_any_time(part: Problem) -> Problem:
    stretches = [stretch for one in part.interviewers for stretch in one.free]
    always = ((min(stretches)[0], max(until for _, until in stretches)),) if stretches else ()
    return replace(part, applicants=tuple(replace(one, free=always) for one in part.applicants))


RELAXED: Mapping[str, Callable[[Problem], Problem]] = {
    "limits": _without_limits,
    "languages": _in_any_language,
    "hours": _at_any_time,
    "alone": _with_one_interviewer,
}
