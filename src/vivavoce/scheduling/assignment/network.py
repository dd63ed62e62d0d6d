"""The flow network of a problem whose meetings all have one length. Pure.

    source → applicant → (need, time) → (kind, time) → slot → interviewer's day → week → interviewer → sink

Applicants who need the same may meet whoever is free at a time and fits, and interviewers of one kind fit the same: so
an applicant has one arc for a time instead of one for each interviewer. Two sorts of arcs go from an applicant straight
to slots: to the meeting they have at present, and to all that fit where they have conflicts of interest.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from vivavoce.scheduling.assignment.kinds import Kinds
from vivavoce.scheduling.assignment.objective import Numbers, hour_cost, subject_cost
from vivavoce.scheduling.assignment.offers import Offers
from vivavoce.scheduling.assignment.places import Arcs, Places, ways
from vivavoce.scheduling.assignment.problem import Applicant, Meeting, Problem


class Network:
    """Nodes are numbered: applicants, pairs of need and time, pairs of kind and time, slots, days, weeks, interviewers,
    source, sink."""

    SEATS = 1
    """So many people are needed at a time."""

    def __init__(self, problem: Problem, length: int, worst: int, choice: int, places: Places | None = None) -> None:
        """`worst`: the band no new meeting is worse than; `choice`: of `offers.CHOICES`; `places`: of interviewers in
        the order of their ids, where they are laid already."""
        self._problem = problem
        self.applicants: Sequence[Applicant] = sorted(problem.applicants, key=lambda one: one.id)
        interviewers = sorted(problem.interviewers, key=lambda one: one.id)
        self._places = Places(interviewers, self.applicants, length) if places is None else places
        self._kinds = Kinds(problem, self.applicants, self._places)
        self._offers = Offers(
            problem, self.applicants, self._kinds, length, seats=self.SEATS, worst=worst, choice=choice
        )
        self.choice = self._offers.choice
        """How many of their times people are offered; None: all."""
        self._pairs = len(self.applicants)
        self._of_kinds = self._pairs + len(self._offers.needs) * len(self._kinds.times)
        self._slots = self._of_kinds + self._middle()
        slots = ((number, self._slot_of(one)) for number, one in enumerate(self.applicants))
        self._present = {number: slot for number, slot in slots if slot is not None}
        self.movable = len(self._present)
        """How many could keep the meeting they have."""
        to_sink, self.source = self._places.to_sink(self._slots, self.SEATS)
        self.sink = self.source + 1
        parts = [*self._from_source(), *self._from_applicants(), *self._between(), *to_sink, self._to_present()]
        self.tails, self.heads, self.rooms, self.costs = (np.concatenate(part) for part in zip(*parts, strict=True))
        self.staying = slice(len(self.tails) - self.movable, None)
        """The arcs to meetings that people have at present."""

    def meetings(self, flows: Numbers) -> dict[str, Meeting]:
        """`flows`: how much every arc carries. Who comes to a pair takes one of the ways that leave it."""
        used = flows > 0
        leaving: dict[int, list[int]] = {}
        carried = zip(self.tails[used].tolist(), self.heads[used].tolist(), flows[used].tolist(), strict=True)
        for tail, head, flow in carried:
            if tail < self._slots or tail == self.source:
                leaving.setdefault(tail, []).extend([head] * flow)
        return {self.applicants[one].id: self._meeting(one, leaving) for one in leaving.get(self.source, [])}

    def _meeting(self, node: int, leaving: Mapping[int, list[int]]) -> Meeting:
        while node < self._slots:
            node = leaving[node].pop()
        return self._places.meeting(node - self._slots)

    def kept(self, meetings: Mapping[str, Meeting]) -> int:
        """How many of those who could keep theirs do."""
        return sum(
            meetings.get(self.applicants[number].id) == self.applicants[number].present for number in self._present
        )

    def can_meet(self, applicant: Applicant) -> bool:
        """Whether anybody who speaks their language is free when they can, conflicts of interest left aside."""
        return self._offers.any(self.applicants.index(applicant))

    def _middle(self) -> int:
        """How many nodes there are between pairs of need and time, and slots."""
        return self._kinds.counts.size

    def _slot_of(self, applicant: Applicant) -> int | None:
        """That of their present meeting, where it still can be."""
        if applicant.present is None or applicant.present.interviewer in applicant.conflicts:
            return None
        return self._places.numbers.get(applicant.present)

    def _from_source(self) -> Iterator[Arcs]:
        people = np.arange(len(self.applicants), dtype=np.int64)
        yield ways(np.full(len(people), self.source), people)

    def _from_applicants(self) -> Iterator[Arcs]:
        apart = np.array([bool(one.conflicts) for one in self.applicants], dtype=bool)
        times = len(self._kinds.times)
        for rows, at, costs in self._offers.all():
            free = ~apart[rows]
            pairs = self._pairs + self._offers.need_of[rows] * times + at
            yield ways(rows[free], pairs[free], 1, costs[free])
            for number in np.unique(rows[~free]).tolist():
                mine = rows == number
                yield self._straight(number, at[mine], costs[mine])

    def _straight(self, number: int, at: Numbers, costs: Numbers) -> Arcs:
        applicant, kinds = self.applicants[number], self._kinds
        prices = np.full(len(kinds.times), -1, dtype=np.int64)
        prices[at] = costs
        apart = np.array([one.id not in applicant.conflicts for one in self._places.interviewers], dtype=bool)
        fits = apart[self._places.owners] & kinds.speaking(applicant.language)[kinds.of] & (prices[kinds.at] >= 0)
        slots = np.flatnonzero(fits)
        if self.choice is not None and len(slots) > self.choice * 4:
            slots = slots[np.linspace(0, len(slots) - 1, self.choice * 4).astype(np.int64)]
        dearer = kinds.prices(self._problem.subject(applicant))[kinds.of[slots]]
        return ways(np.full(len(slots), number), self._slots + slots, 1, prices[kinds.at[slots]] + dearer)

    def _between(self) -> Iterator[Arcs]:
        """From needs to kinds, as often as there are slots, and from kinds to slots."""
        kinds, times = self._kinds, len(self._kinds.times)
        for number, (language, subject) in enumerate(self._offers.needs):
            which, at = np.nonzero(kinds.counts * kinds.speaking(language)[:, np.newaxis])
            pairs = self._pairs + number * times + at
            yield ways(
                pairs, self._of_kinds + which * times + at, kinds.counts[which, at], kinds.prices(subject)[which]
            )
        slots = np.arange(len(self._places))
        yield ways(self._of_kinds + kinds.of * times + kinds.at, self._slots + slots)

    def _to_present(self) -> Arcs:
        numbers = np.array(list(self._present), dtype=np.int64)
        slots = np.array(list(self._present.values()), dtype=np.int64)
        prices = [self._price(self.applicants[number], slot) for number, slot in self._present.items()]
        return ways(numbers, self._slots + slots, 1, np.array(prices, dtype=np.int64))

    def _price(self, applicant: Applicant, slot: int) -> int:
        meeting = self._places.meeting(slot)
        subjects = self._places.interviewers[self._places.owners[slot]].subjects
        dearer = subject_cost(self._problem.subject(applicant), subjects)
        return hour_cost(self._problem, applicant, meeting.starts) + dearer
