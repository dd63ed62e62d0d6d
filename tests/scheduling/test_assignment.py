"""Flows against trying everything out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from bench.cycles import cycle, repaired
from hypothesis import given, settings
from hypothesis import strategies as st

from vivavoce.scheduling.assignment import assign as assigning
from vivavoce.scheduling.assignment import offers
from vivavoce.scheduling.assignment.assign import assign
from vivavoce.scheduling.assignment.bands import NEVER, band
from vivavoce.scheduling.assignment.objective import rank
from vivavoce.scheduling.assignment.problem import Applicant, Interviewer, Meeting, Problem
from vivavoce.scheduling.assignment.slots import Slot, joined, lay, local_day, week_of

MONDAY = 29_848_320
"""Minutes since 1970 of a Monday, 00:00 UTC (2026-10-05)."""
LENGTH = 30
ZONES = ("Europe/London", "Asia/Kolkata", "America/New_York")


def at(hours: float) -> int:
    return MONDAY + round(hours * 60)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    starts = draw(st.sets(st.sampled_from([7.0, 8.5, 9.0, 13.0, 19.5, 33.0, 34.0]), min_size=1, max_size=2))
    return joined([(at(hour), at(hour) + draw(st.sampled_from([30, 60]))) for hour in sorted(starts)])


@st.composite
def interviewers(draw: st.DrawFn, name: str) -> Interviewer:
    limits = st.sampled_from([None, None, 1, 2])
    return Interviewer(
        id=name,
        zone="Europe/London",
        free=draw(stretches()),
        buffer=draw(st.sampled_from([0, 0, 10])),
        daily_limit=draw(limits),
        weekly_limit=draw(limits),
        languages=frozenset(draw(st.sets(st.sampled_from(["English", "Hindi"])))),
        subjects=frozenset(draw(st.sets(st.sampled_from(["Physics", "Law"]), max_size=1))),
        taken=draw(st.sampled_from([(), (), (at(11),)])),
    )


@st.composite
def applicants(draw: st.DrawFn, name: str, places: list[Meeting]) -> Applicant:
    return Applicant(
        id=name,
        zone=draw(st.sampled_from(ZONES)),
        free=((at(0), at(48)),) if draw(st.booleans()) else draw(stretches()),
        length=LENGTH,
        language=draw(st.sampled_from(["", "", "English", "Hindi"])),
        subject=draw(st.sampled_from(["", "Physics", "Law"])),
        conflicts=frozenset(draw(st.sets(st.sampled_from(["i0", "i1"]), max_size=1))),
        present=draw(st.sampled_from([None, *places])),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 3) -> Problem:
    them = [draw(interviewers(f"i{number}")) for number in range(draw(st.integers(1, most)))]
    places = [Meeting(one.id, slot.starts) for one in them for slot in lay(one, LENGTH, [])]
    people: list[Applicant] = []
    for number in range(draw(st.integers(1, 4))):
        one = draw(applicants(f"a{number}", places))
        taken = {other.present for other in people}
        people.append(replace(one, present=None) if one.present in taken else one)
    return Problem(tuple(them), tuple(people), since=MONDAY, seed=draw(st.integers(0, 3)))


@settings(max_examples=300, deadline=None)
@given(problems())
def test_sch_6_nothing_is_better_than_what_is_found(problem: Problem) -> None:
    found = assign(problem)
    assert found.choice is None
    assert list(broken(problem, found.meetings)) == []
    best = max(rank(problem, meetings) for meetings in everything(problem))
    assert rank(problem, found.meetings) == best


@settings(max_examples=100, deadline=None)
@given(problems())
def test_sch_6_with_few_times_offered_as_many_have_a_place_and_keep_theirs(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offers, "TOO_MANY", 0)
        patch.setattr(assigning, "CHOICES", (1, 10_000))
        found = assign(problem)
    assert list(broken(problem, found.meetings)) == []
    placed, kept, _, _ = max(rank(problem, meetings) for meetings in everything(problem))
    assert len(found.meetings) == placed
    if found.choice is None:
        assert rank(problem, found.meetings)[1] == kept


def test_sch_9_a_repair_moves_whom_it_must_and_nobody_else() -> None:
    problem = cycle(applicants=300, interviewers=14)
    before = dict(assign(problem).meetings)
    after, forced = repaired(problem, before, share=0.05)
    assert len(before) == 300
    assert len(forced) > 5
    assert list(broken(problem, before)) == []
    found = assign(after).meetings
    assert list(broken(after, found)) == []
    assert {name for name, meeting in before.items() if found[name] != meeting} == forced


def everything(problem: Problem) -> Iterator[Mapping[str, Meeting]]:
    places = [Meeting(one.id, slot.starts) for one in problem.interviewers for slot in slots_of(problem, one)]
    choices = [[None, *(place for place in places if may(problem, one, place))] for one in problem.applicants]

    def further(number: int, so_far: dict[str, Meeting]) -> Iterator[Mapping[str, Meeting]]:
        if number == len(choices):
            yield dict(so_far)
            return
        for place in choices[number]:
            if place is None:
                yield from further(number + 1, so_far)
            elif place not in so_far.values():
                ours = {**so_far, problem.applicants[number].id: place}
                if within_limits(problem, ours):
                    yield from further(number + 1, ours)

    yield from further(0, {})


def slots_of(problem: Problem, interviewer: Interviewer) -> list[Slot]:
    kept = [
        Slot(one.present.starts, one.length)
        for one in problem.applicants
        if one.present and one.present.interviewer == interviewer.id
    ]
    return lay(interviewer, LENGTH, kept)


def may(problem: Problem, applicant: Applicant, meeting: Meeting) -> bool:
    if meeting.interviewer in applicant.conflicts:
        return False
    if meeting == applicant.present:
        return True
    interviewer = next(one for one in problem.interviewers if one.id == meeting.interviewer)
    return (
        (not applicant.language or applicant.language in interviewer.languages)
        and band(applicant.zone, meeting.starts, applicant.length) < NEVER
        and any(since <= meeting.starts <= until - applicant.length for since, until in applicant.free)
    )


def within_limits(problem: Problem, meetings: Mapping[str, Meeting]) -> bool:
    for one in problem.interviewers:
        zone = ZoneInfo(one.zone)
        its = [*one.taken, *(meeting.starts for meeting in meetings.values() if meeting.interviewer == one.id)]
        mine = [local_day(zone, starts) for starts in its]
        new = [local_day(zone, meeting.starts) for meeting in meetings.values() if meeting.interviewer == one.id]
        if over(one.daily_limit, mine, new):
            return False
        if over(one.weekly_limit, [week_of(day) for day in mine], [week_of(day) for day in new]):
            return False
    return True


def over(limit: int | None, every: list[int], new: list[int]) -> bool:
    """What was there before may have been more than the limit."""
    return limit is not None and any(every.count(one) > limit for one in new)


def broken(problem: Problem, meetings: Mapping[str, Meeting]) -> Iterator[str]:
    """What is wrong with an assignment, read from the problem alone."""
    for one in problem.applicants:
        if one.id in meetings and not may(problem, one, meetings[one.id]):
            yield f"{one.id} must not meet {meetings[one.id]}"
    if not within_limits(problem, meetings):
        yield "over a limit"
    for interviewer in problem.interviewers:
        yield from _crowded(interviewer, busy(problem, interviewer.id, meetings))


def busy(problem: Problem, interviewer: str, meetings: Mapping[str, Meeting]) -> list[tuple[int, int]]:
    lengths = {one.id: one.length for one in problem.applicants}
    its = [(name, meeting.starts) for name, meeting in meetings.items() if meeting.interviewer == interviewer]
    return sorted((starts, starts + lengths[name]) for name, starts in its)


def _crowded(interviewer: Interviewer, its: list[tuple[int, int]]) -> Iterator[str]:
    for (_, ends), (starts, _) in pairwise(its):
        if starts < ends + interviewer.buffer:
            yield f"{interviewer.id} has no time between two interviews"
    for starts, ends in its:
        if not any(since <= starts and ends <= until for since, until in interviewer.free):
            yield f"{interviewer.id} is not free"


@settings(max_examples=100, deadline=None)
@given(problems(), st.lists(st.sampled_from([0, 10, 25]), min_size=4, max_size=4))
def test_sch_7_longer_interviews_have_their_place_too(problem: Problem, extra: list[int]) -> None:
    longer = tuple(
        replace(one, length=LENGTH + more, present=one.present if more == 0 else None)
        for one, more in zip(problem.applicants, extra, strict=False)
    )
    assert list(broken(replace(problem, applicants=longer), assign(replace(problem, applicants=longer)).meetings)) == []


@settings(max_examples=50, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_sch_8_the_same_people_and_seed_give_the_same_whatever_their_order(problem: Problem, order: Random) -> None:
    shuffled = replace(
        problem,
        applicants=tuple(order.sample(problem.applicants, len(problem.applicants))),
        interviewers=tuple(order.sample(problem.interviewers, len(problem.interviewers))),
    )
    assert assign(shuffled) == assign(problem)
