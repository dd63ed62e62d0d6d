"""The first of two flows for panels: at which times applicants meet, so that two people can be there. Pure.

    source → applicant → (need, time) → time → one more of the time → slot → interviewer's day → … → sink

A pair of need and time takes as many as speak the language, a time half as many as there are slots. One of the two who
meet is counted on the way to the sink, with half of everybody's limits, for of any panels one member each can be chosen
such that nobody is chosen for more than half of theirs, rounded up, on any day or in any week. So no panels place more
than this flow does; whether there are as many, the second flow says (`panels.py`).
"""

from collections.abc import Iterator, Mapping

import numpy as np

from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.objective import Numbers, hour_cost
from vivavoce.scheduling.assignment.places import Arcs, ways
from vivavoce.scheduling.assignment.problem import Applicant, Meeting


class Gathering(Network):
    SEATS = 2

    def kept(self, meetings: Mapping[str, Meeting]) -> int:
        """Their time, whoever is there."""
        present = {self.applicants[number].id: self.applicants[number].present for number in self._present}
        return sum(one in meetings and meetings[one].starts == its.starts for one, its in present.items() if its)

    def _middle(self) -> int:
        return 2 * len(self._kinds.times)

    def _slot_of(self, applicant: Applicant) -> int | None:
        """Any of theirs, where one of them still can: it stands for the time."""
        present = applicant.present
        if present is None:
            return None
        there = (Meeting(one, present.starts) for one in present.people if one not in applicant.conflicts)
        return next((self._places.numbers[one] for one in there if one in self._places.numbers), None)

    def _straight(self, number: int, at: Numbers, costs: Numbers) -> Arcs:
        applicant, kinds = self.applicants[number], self._kinds
        apart = np.array([one.id not in applicant.conflicts for one in self._places.interviewers], dtype=bool)
        slots = apart[self._places.owners]
        able = slots & kinds.speaking(applicant.language)[kinds.of]
        there, leading = (np.bincount(kinds.at[which], minlength=len(kinds.times)) for which in (slots, able))
        fits = (there[at] >= self.SEATS) & (leading[at] > 0)
        return ways(np.full(fits.sum(), number), self._of_kinds + at[fits], 1, costs[fits])

    def _between(self) -> Iterator[Arcs]:
        """From needs to times, as often as somebody can lead; through times, as often as two are there; to slots."""
        kinds, times = self._kinds, np.arange(len(self._kinds.times))
        for number, (language, _) in enumerate(self._offers.needs):
            leading = kinds.counts[kinds.speaking(language)].sum(axis=0)
            yield ways(self._pairs + number * len(times) + times, self._of_kinds + times, leading)
        half = kinds.counts.sum(axis=0) // self.SEATS
        yield ways(self._of_kinds + times, self._of_kinds + len(times) + times, half)
        slots = np.arange(len(self._places))
        yield ways(self._of_kinds + len(times) + kinds.at, self._slots + slots)

    def _to_present(self) -> Arcs:
        numbers = np.array(list(self._present), dtype=np.int64)
        at = self._kinds.at[np.array(list(self._present.values()), dtype=np.int64)]
        prices = [self._price(self.applicants[number], slot) for number, slot in self._present.items()]
        return ways(numbers, self._of_kinds + at, 1, np.array(prices, dtype=np.int64))

    def _price(self, applicant: Applicant, slot: int) -> int:
        return hour_cost(self._problem, applicant, self._places.meeting(slot).starts)
