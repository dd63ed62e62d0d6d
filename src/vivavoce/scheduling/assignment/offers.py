"""Which times every applicant may be given, and what each costs. Pure.

A table of applicants by times would do for a small cycle; of a large one, each row is cut down to the best of it.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from vivavoce.scheduling.assignment.bands import NEVER, band
from vivavoce.scheduling.assignment.kinds import Kinds
from vivavoce.scheduling.assignment.objective import Numbers, hour_costs, mixed, tie_key
from vivavoce.scheduling.assignment.problem import Applicant, Problem, Stretch

ALL = 1_000_000
CHOICES = (20, 60, ALL)
"""Times an applicant is offered where all of theirs would be too many; the next where somebody finds no place."""
TOO_MANY = 1_500_000
"""Offers to all applicants together."""
ROWS = 2_000
"""Applicants looked at together: bounds memory."""

Need = tuple[str, str]
"""What applicants ask of an interviewer: language and subject, empty where it does not matter."""
Flags = npt.NDArray[np.bool_]


class Offers:
    def __init__(
        self,
        problem: Problem,
        applicants: Sequence[Applicant],
        kinds: Kinds,
        length: int,
        *,
        seats: int,
        worst: int,
        choice: int,
    ) -> None:
        """`seats`: so many people are needed at a time; `worst`: the band nobody is offered anything worse than."""
        self._since, self._length = problem.since, length
        self.times = kinds.times
        asked = [(one.language, problem.subject(one)) for one in applicants]
        self.needs: Sequence[Need] = sorted(set(asked))
        number_of: Mapping[Need, int] = {need: number for number, need in enumerate(self.needs)}
        self.need_of: Numbers = np.array([number_of[need] for need in asked], dtype=np.int64)
        zones = sorted({one.zone for one in applicants})
        self._zone_of = np.array([zones.index(one.zone) for one in applicants], dtype=np.int64)
        self._bands = np.array(
            [[band(zone, at, length) for at in self.times.tolist()] for zone in zones], dtype=np.int64
        ).reshape(len(zones), len(self.times))
        self._keys = np.array([tie_key(problem.seed, one.id) for one in applicants], dtype=np.uint64)
        self._possible = self._within([one.free for one in applicants])
        self._possible &= (self._anybody(kinds) & (kinds.counts.sum(axis=0) >= seats))[self.need_of]
        self._possible &= (self._bands <= worst)[self._zone_of]
        many = self._possible.sum(axis=1)
        self.choice = choice if many.sum() > TOO_MANY and many.max() > choice else None
        """How many times each is offered; None: all of theirs."""

    def any(self, number: int) -> bool:
        """Whether the applicant of this number has any."""
        return bool(self._possible[number].any())

    def all(self) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """Applicants' numbers, indices of times, costs; in parts, and in order of the first."""
        for first in range(0, len(self._keys), ROWS):
            rows, at = np.nonzero(self._chosen(slice(first, first + ROWS)))
            rows += first
            bands = np.minimum(self._bands[self._zone_of[rows], at], NEVER - 1)
            yield rows, at, hour_costs(self._since, self._keys[rows], self.times[at], bands)

    def _chosen(self, part: slice) -> Flags:
        """The best hours, and of equal ones whatever the seed says, differently for each applicant."""
        possible = self._possible[part]
        if self.choice is None:
            return possible
        chance = mixed(self._keys[part, np.newaxis], self.times) >> np.uint64(44)
        order = self._bands[self._zone_of[part]] * (1 << 20) + chance.astype(np.int64)
        order[~possible] = np.iinfo(np.int64).max
        chosen = np.zeros_like(possible)
        np.put_along_axis(chosen, np.argpartition(order, self.choice, axis=1)[:, : self.choice], values=True, axis=1)
        return chosen & possible

    def _within(self, free: Sequence[Sequence[Stretch]]) -> Flags:
        """Where a whole interview fits into the time they have."""
        rows = np.repeat(np.arange(len(free)), [len(its) for its in free])
        bounds = np.array([stretch for its in free for stretch in its], dtype=np.int64).reshape(-1, 2)
        begins = np.searchsorted(self.times, bounds[:, 0])
        ends = np.searchsorted(self.times, bounds[:, 1] - self._length, side="right")
        change = np.zeros((len(free), len(self.times) + 1), dtype=np.int8)
        long_enough = begins < ends
        np.add.at(change, (rows[long_enough], begins[long_enough]), 1)
        np.subtract.at(change, (rows[long_enough], ends[long_enough]), 1)
        within: Flags = np.cumsum(change[:, :-1], axis=1, dtype=np.int8) > 0
        return within

    def _anybody(self, kinds: Kinds) -> Flags:
        """Of each need, at which times there is anybody for it."""
        there = [kinds.counts[kinds.speaking(language)].any(axis=0) for language, _ in self.needs]
        return np.array(there, dtype=bool).reshape(len(self.needs), kinds.counts.shape[1])
