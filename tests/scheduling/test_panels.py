"""Panels of two, found by two flows, against trying everything out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from random import Random

from bench.cycles import cycle, repaired
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scheduling.test_assignment import LENGTH, MONDAY, at, broken, problems, within_limits
from vivavoce.scheduling.assignment.assign import assign, network_of
from vivavoce.scheduling.assignment.bands import NEVER, band
from vivavoce.scheduling.assignment.explain import explain
from vivavoce.scheduling.assignment.grid import grid_of
from vivavoce.scheduling.assignment.offers import ALL
from vivavoce.scheduling.assignment.problem import Applicant, Form, Interviewer, Meeting, Problem, Reason, Relaxation
from vivavoce.scheduling.assignment.slots import Slot, lay
from vivavoce.scheduling.assignment.solver import most

WIDEST = 2
"""The band of 7 to 22."""


@st.composite
def panel_problems(draw: st.DrawFn) -> Problem:
    """Some of whom have a panel already."""
    problem = draw(problems(most=4))
    people: list[Applicant] = []
    for one in problem.applicants:
        there = [other.id for other in problem.interviewers if one.present and other.id != one.present.interviewer]
        second = draw(st.sampled_from(["", *there])) if there else ""
        alike = replace(one, panel=True, present=_with_second(one.present, second))
        people.append(replace(alike, present=None) if _is_taken(alike, people) else alike)
    return replace(problem, applicants=tuple(people))


def _with_second(present: Meeting | None, second: str) -> Meeting | None:
    return Meeting(present.interviewer, present.starts, second) if present and second else None


def _is_taken(one: Applicant, people: list[Applicant]) -> bool:
    """Nobody is in two interviews at once, nor was."""
    return one.present is not None and any(
        other.present is not None
        and set(other.present.people) & set(one.present.people)
        and abs(other.present.starts - one.present.starts) < LENGTH
        for other in people
    )


@settings(max_examples=150, deadline=None)
@given(panel_problems())
def test_sch_23_whoever_has_a_place_meets_two_who_can(problem: Problem) -> None:
    found = assign(problem).meetings
    assert list(broken_panels(problem, found)) == []
    assert len(found) <= best(problem) <= bound(problem)


@settings(max_examples=100, deadline=None)
@given(panel_problems())
def test_sch_23_without_limits_languages_and_conflicts_as_many_have_a_place_as_can(problem: Problem) -> None:
    office = tuple(replace(one, daily_limit=None, weekly_limit=None) for one in problem.interviewers)
    people = tuple(replace(one, language="", conflicts=frozenset()) for one in problem.applicants)
    simple = replace(problem, interviewers=office, applicants=people)
    assert len(assign(simple).meetings) == best(simple) == bound(simple)


@settings(max_examples=100, deadline=None)
@given(panel_problems())
def test_sch_23_what_can_stay_stays_where_everybody_has_a_place(problem: Problem) -> None:
    alone = replace(problem, applicants=tuple(replace(one, free=()) for one in problem.applicants))
    can = assign(alone).meetings
    found = assign(problem).meetings
    if len(found) == len(problem.applicants):
        assert {one: found[one] for one in can} == can


@settings(max_examples=50, deadline=None)
@given(panel_problems(), st.randoms(use_true_random=False))
def test_sch_8_panels_are_the_same_whatever_the_order(problem: Problem, order: Random) -> None:
    shuffled = replace(
        problem,
        applicants=tuple(order.sample(problem.applicants, len(problem.applicants))),
        interviewers=tuple(order.sample(problem.interviewers, len(problem.interviewers))),
    )
    assert assign(shuffled) == assign(problem)


@settings(max_examples=100, deadline=None)
@given(panel_problems(), st.lists(st.booleans(), min_size=4, max_size=4))
def test_sch_23_beside_interviews_with_one_interviewer(problem: Problem, panels: list[bool]) -> None:
    mixed = tuple(
        one if panel else replace(one, panel=False, present=None)
        for one, panel in zip(problem.applicants, panels, strict=False)
    )
    both = replace(problem, applicants=mixed)
    assert list(broken_panels(both, assign(both).meetings)) == []


def test_sch_23_a_repair_of_panels_moves_whom_it_must_and_nobody_else() -> None:
    problem = cycle(applicants=200, interviewers=20, panel=True)
    before = assign(problem).meetings
    after, forced = repaired(problem, before, share=0.05)
    assert len(before) == 200
    assert len(forced) > 5
    assert list(broken_panels(problem, before)) == []
    found = assign(after).meetings
    assert list(broken_panels(after, found)) == []
    assert {name for name, meeting in before.items() if found[name] != meeting} == forced


def test_sch_23_whoever_is_ill_is_replaced_and_nothing_else_changes() -> None:
    """The hour stays, and the other one of the two."""
    first, second = Meeting("i0", at(9), "i1"), Meeting("i1", at(10), "i2")
    people = (applicant("a", present=first), applicant("b", present=second))
    there = [one for one in office(*[(9, 12)] * 4) if one.id != "i1"]
    found = assign(Problem(tuple(there), people, since=MONDAY)).meetings
    assert (found["a"].interviewer, found["a"].starts, found["b"].second, found["b"].starts) == (
        "i0",
        at(9),
        "i2",
        at(10),
    )
    assert list(broken_panels(Problem(tuple(there), people, since=MONDAY), found)) == []


def office(*hours: tuple[float, float], daily_limit: int | None = None) -> tuple[Interviewer, ...]:
    return tuple(
        Interviewer(f"i{number}", "UTC", ((at(since), at(until)),), daily_limit=daily_limit)
        for number, (since, until) in enumerate(hours)
    )


def applicant(name: str, present: Meeting | None = None) -> Applicant:
    return Applicant(name, "UTC", ((at(0), at(24)),), LENGTH, present=present, panel=True)


def test_sch_24_who_could_meet_one_but_not_two_is_told_so() -> None:
    problem = Problem(office((9, 10), (10, 11)), (applicant("a"), applicant("b")), since=MONDAY)
    result = assign(problem)
    assert result.meetings == {}
    found = explain(problem, result)
    assert found.reasons == (Reason("no_second", ("a", "b")),)
    assert found.relaxations == (Relaxation("alone", 2),)


def test_sch_24_more_panels_than_places() -> None:
    people = tuple(applicant(name) for name in ("a", "b", "c"))
    problem = Problem(office((9, 10), (9, 10)), people, since=MONDAY)
    result = assign(problem)
    assert len(result.meetings) == 2
    (reason,) = explain(problem, result).reasons
    assert (reason.code, reason.competing, reason.places) == ("full", 3, 2)


def test_sch_24_odd_limits_are_used_to_the_end() -> None:
    """One interview a day each: four people make two panels, not four of which one half is missing."""
    people = tuple(applicant(name) for name in ("a", "b", "c", "d"))
    problem = Problem(office(*[(9, 10)] * 4, daily_limit=1), people, since=MONDAY)
    assert len(assign(problem).meetings) == 2


def test_sch_23_where_everybodys_day_is_full_the_first_flow_has_no_places() -> None:
    full = tuple(replace(one, daily_limit=1, taken=(at(9),)) for one in office((10, 11), (10, 11)))
    network = network_of(Problem(full, (applicant("a"),), since=MONDAY), Form(LENGTH, panel=True), WIDEST, ALL)
    assert not network.can_meet(network.applicants[0])


def test_sch_23_hours_that_begin_apart_have_beginnings_in_common() -> None:
    grid = grid_of(office((9, 12), (9.25, 12), (9.5, 12)), LENGTH)
    assert [grid.following(at(hour)) for hour in (9, 9.25, 9.5)] == [at(9), at(9.5), at(9.5)]


def everywhere(problem: Problem) -> Mapping[str, list[Slot]]:
    following = grid_of(problem.interviewers, LENGTH).following
    there = [one.present for one in problem.applicants if one.present]
    kept = {
        one.id: [Slot(meeting.starts, LENGTH) for meeting in there if one.id in meeting.people]
        for one in problem.interviewers
    }
    return {one.id: lay(one, LENGTH, kept[one.id], following) for one in problem.interviewers}


def best(problem: Problem) -> int:
    """How many can have a place, by trying everything out."""
    slots = everywhere(problem)
    pairs = [
        Meeting(lead, slot.starts, second)
        for lead, second in permutations(slots, 2)
        for slot in slots[lead]
        if slot in slots[second]
    ]
    choices = [[pair for pair in pairs if may_meet(problem, one, pair)] for one in problem.applicants]

    def further(number: int, so_far: dict[str, Meeting], most_yet: int) -> int:
        if len(so_far) + len(choices) - number <= most_yet:
            return most_yet
        if number == len(choices):
            return len(so_far)
        for pair in choices[number]:
            ours = {**so_far, problem.applicants[number].id: pair}
            taken = any(
                other.starts == pair.starts and set(other.people) & set(pair.people) for other in so_far.values()
            )
            if not taken and within_limits(problem, seats(ours)):
                most_yet = further(number + 1, ours, most_yet)
        return further(number + 1, so_far, most_yet)

    return further(0, {}, -1)


def bound(problem: Problem) -> int:
    return most(network_of(problem, Form(LENGTH, panel=True), WIDEST, ALL))


def may_meet(problem: Problem, one: Applicant, meeting: Meeting) -> bool:
    """Both of them, on the slots there are."""
    return not list(_wrong(problem, one, meeting))


def seats(meetings: Mapping[str, Meeting]) -> dict[str, Meeting]:
    """Each of the two as a meeting of its own."""
    return {
        f"{name} {person}": Meeting(person, meeting.starts)
        for name, meeting in meetings.items()
        for person in meeting.people
    }


def broken_panels(problem: Problem, meetings: Mapping[str, Meeting]) -> Iterator[str]:
    """What is wrong, read from the problem alone: of each meeting by itself, and of everybody's time."""
    people = {one.id: one for one in problem.applicants}
    for name, meeting in meetings.items():
        yield from _wrong(problem, people[name], meeting)
        if len(set(meeting.people)) != (2 if people[name].panel else 1):
            yield f"{name} meets {meeting.people}"
    each = seats(meetings)
    lengths = {f"{name} {person}": people[name].length for name, its in meetings.items() for person in its.people}
    anybody = tuple(Applicant(name, "UTC", (), lengths[name], present=meeting) for name, meeting in each.items())
    yield from broken(replace(problem, applicants=anybody), each)


def _wrong(problem: Problem, one: Applicant, meeting: Meeting) -> Iterator[str]:
    """The hour is theirs or was, the one who leads speaks their language or did, nobody has a conflict."""
    languages = {other.id: other.languages for other in problem.interviewers}
    was = one.present is not None and one.present.starts == meeting.starts
    if set(meeting.people) & one.conflicts:
        yield f"{one.id} has a conflict"
    led = was and one.present is not None and one.present.interviewer == meeting.interviewer
    if one.language and one.language not in languages[meeting.interviewer] and not led:
        yield f"nobody speaks the language of {one.id}"
    if not was and not any(since <= meeting.starts <= until - one.length for since, until in one.free):
        yield f"{one.id} is not free"
    if not was and band(one.zone, meeting.starts, one.length) == NEVER:
        yield f"{one.id} sleeps"
