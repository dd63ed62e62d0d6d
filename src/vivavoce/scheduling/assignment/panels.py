"""The best panels of two that two flows find: one for the times of applicants, one for the people who meet them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from vivavoce.scheduling.assignment.bands import NEVER
from vivavoce.scheduling.assignment.booked import beside
from vivavoce.scheduling.assignment.gathering import Gathering
from vivavoce.scheduling.assignment.grid import grid_of
from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.objective import tie_key
from vivavoce.scheduling.assignment.offers import ALL
from vivavoce.scheduling.assignment.places import Places
from vivavoce.scheduling.assignment.problem import Applicant, Meeting, Problem, Stretch
from vivavoce.scheduling.assignment.solver import cheapest
from vivavoce.scheduling.hours import without

ROUNDS = 12
"""So often those who are left over are tried again, in what the others have left."""
SECOND = " second"
"""Behind an applicant's id: the other one of the two who meet them."""

Meetings = dict[str, Meeting]
Times = Mapping[str, int]


class Panels:
    """All of `problem` are of one length and meet panels; `worst` and `choice` as of a network."""

    def __init__(self, problem: Problem, length: int, worst: int, choice: int) -> None:
        self._problem, self._length, self._worst, self._choice = problem, length, worst, choice
        self._grid = grid_of(problem.interviewers, length)

    def first_flow(self) -> Gathering:
        """Of everybody."""
        return self._gathering(self._problem, self._places(self._problem))

    def meetings(self) -> Meetings:
        """Whoever can keeps what they have; only where that leaves somebody without a place, anybody may move."""
        staying = self._staying()
        found = self._with(staying)
        if not staying or len(found) == len(self._problem.applicants):
            return found
        others = self._with({})
        return others if len(others) > len(found) else found

    def _staying(self) -> Meetings:
        """Panels that can be as they are, within everybody's limits."""
        present = {one.id: one.present for one in self._problem.applicants if one.present and one.present.second}
        nowhere = tuple(replace(one, free=()) for one in self._problem.applicants)
        alone = replace(self._problem, applicants=nowhere)
        times = {one: its.starts for one, its in present.items()}
        found = self._met(alone, times, self._places(alone))
        return {one: meeting for one, meeting in found.items() if meeting == present[one]}

    def _with(self, settled: Meetings) -> Meetings:
        """Round after round, until nobody is left or nobody else finds a time."""
        meetings, struck = dict(settled), dict[str, list[Stretch]]()
        for _ in range(ROUNDS):
            left = self._left(meetings, struck)
            places = self._places(left)
            times = self._times(left, places)
            if not times:
                break
            found = self._complete(left, times, places)
            meetings |= found
            if not found:
                for one, at in times.items():
                    struck.setdefault(one, []).append((at, at + 1))
        return meetings

    def _left(self, meetings: Meetings, struck: Mapping[str, list[Stretch]]) -> Problem:
        """Those without a place, and the time that is left; at times that are struck out nobody was found for them."""
        booked = ((meeting, self._length) for meeting in meetings.values())
        people = tuple(
            _without(one, struck.get(one.id, [])) for one in self._problem.applicants if one.id not in meetings
        )
        return replace(self._problem, interviewers=beside(self._problem.interviewers, booked), applicants=people)

    def _times(self, left: Problem, places: Places) -> Times:
        if not left.applicants:
            return {}
        network = self._gathering(left, places)
        return {one: meeting.starts for one, meeting in network.meetings(cheapest(network)).items()}

    def _gathering(self, problem: Problem, places: Places) -> Gathering:
        return Gathering(problem, self._length, self._worst, self._choice, places)

    def _complete(self, left: Problem, times: Times, places: Places) -> Meetings:
        """Both people for each. Where there are not enough, half of those who are one short give theirs up for the
        other half."""
        waiting = dict(times)
        while waiting:
            found = self._met(left, waiting, places)
            complete = {one: meeting for one, meeting in found.items() if meeting.interviewer and meeting.second}
            if len(complete) == len(waiting):
                return complete
            short = [one for one in left.applicants if one.id in found.keys() - complete.keys()]
            short.sort(key=lambda one: (one.present is None, tie_key(left.seed, one.id)))
            staying = complete.keys() | {one.id for one in short[: len(short) // 2]}
            waiting = {one: at for one, at in waiting.items() if one in staying}
        return {}

    def _met(self, problem: Problem, times: Times, places: Places) -> Meetings:
        """Who meets them at these times; without a name where there is nobody."""
        seats = tuple(seat for one in problem.applicants if one.id in times for seat in _seats(one, times[one.id]))
        network = Network(replace(problem, applicants=seats), self._length, NEVER, ALL, places)
        found = network.meetings(cheapest(network))
        names = {seat: meeting.interviewer for seat, meeting in found.items()}
        there = {one for one in times if one in names or one + SECOND in names}
        return {one: Meeting(names.get(one, ""), times[one], names.get(one + SECOND, "")) for one in there}

    def _places(self, problem: Problem) -> Places:
        """The same for both flows of a problem."""
        office = sorted(problem.interviewers, key=lambda one: one.id)
        return Places(office, problem.applicants, self._length, self._grid.following, only_open=True)


def _without(one: Applicant, struck: list[Stretch]) -> Applicant:
    if not struck:
        return one
    gone = one.present is not None and any(since == one.present.starts for since, _ in struck)
    return replace(one, free=without(one.free, sorted(struck)), present=None if gone else one.present)


def _seats(one: Applicant, starts: int) -> Iterator[Applicant]:
    """As two applicants, of whom the first meets the one who leads."""
    free = ((starts, starts + one.length),) if one.free else ()
    before = one.present if one.present and one.present.starts == starts else None
    lead = Meeting(before.interviewer, starts) if before else None
    second = Meeting(before.second, starts) if before and before.second else None
    yield replace(one, free=free, present=lead)
    yield replace(one, id=one.id + SECOND, free=free, language="", subject="", present=second)
