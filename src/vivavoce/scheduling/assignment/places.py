"""Where interviews may take place: every interviewer's slots, and how many of them a day and a week take. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from vivavoce.scheduling.assignment.objective import LOAD_WEIGHT, Numbers
from vivavoce.scheduling.assignment.problem import Applicant, Interviewer, Meeting
from vivavoce.scheduling.assignment.slots import Slot, lay, local_day, on_time, week_of

UNLIMITED = 1_000_000
Arcs = tuple[Numbers, Numbers, Numbers, Numbers]
"""Tails, heads, capacities, costs."""


@dataclass(frozen=True)
class Tips:
    """Nodes that lead no further yet."""

    nodes: Numbers
    owners: Numbers
    days: Numbers
    rooms: Numbers
    """How much may come through each."""

    def where(self, which: npt.NDArray[np.bool_]) -> "Tips":
        return Tips(self.nodes[which], self.owners[which], self.days[which], self.rooms[which])

    def __add__(self, other: "Tips") -> "Tips":
        mine, its = (
            (self.nodes, self.owners, self.days, self.rooms),
            (other.nodes, other.owners, other.days, other.rooms),
        )
        return Tips(*(np.concatenate(pair) for pair in zip(mine, its, strict=True)))


class Places:
    """Arrays over all slots, in the order of interviewers and time."""

    def __init__(
        self,
        interviewers: Sequence[Interviewer],
        applicants: Sequence[Applicant],
        length: int,
        following: Callable[[int], int] = on_time,
        *,
        only_open: bool = False,
    ) -> None:
        """`following`: the first moment not before another at which an interview may begin; `only_open`: without those
        of days and weeks that are full."""
        self.interviewers = interviewers
        present: dict[str, list[Slot]] = {}
        for one in applicants:
            if one.present is not None:
                for person in one.present.people:
                    present.setdefault(person, []).append(Slot(one.present.starts, one.length))
        laid = [lay(one, length, present.get(one.id, []), following) for one in interviewers]
        self.owners: Numbers = np.repeat(np.arange(len(laid), dtype=np.int64), [len(its) for its in laid])
        self.starts: Numbers = np.array([slot.starts for its in laid for slot in its], dtype=np.int64)
        if only_open:
            days = self._days()
            rooms = np.minimum(self._left(self.owners, days), self._left(self.owners, week_of(days), weekly=True))
            self.owners, self.starts = self.owners[rooms > 0], self.starts[rooms > 0]

    def __len__(self) -> int:
        return len(self.starts)

    def meeting(self, slot: int) -> Meeting:
        return Meeting(self.interviewers[self.owners[slot]].id, int(self.starts[slot]))

    @cached_property
    def numbers(self) -> Mapping[Meeting, int]:
        return {self.meeting(slot): slot for slot in range(len(self))}

    def to_sink(self, first: int, seats: int) -> tuple[list[Arcs], int]:
        """slot → day → week → interviewer → sink; days and weeks only where they are limited.

        `first`: the node of the first slot. The others are numbered from there on, in this order, and between the last
        interviewer and the sink one is left for the source: its number is the second part of the answer. `seats`: so
        many people one way stands for, each of whom has their share of limits and load.
        """
        tips = Tips(np.arange(len(self)) + first, self.owners, self._days(), np.ones(len(self), dtype=np.int64))
        arcs, after = list[Arcs](), first + len(self)
        for weekly in (False, True):
            through, tips = self._gathered(tips, after, seats, weekly=weekly)
            arcs.append(through)
            after = max(after, int(tips.nodes.max(initial=0)) + 1)
        arcs.append(ways(tips.nodes, after + tips.owners, tips.rooms))
        source = after + len(self.interviewers)
        return [*arcs, *self._loads(after, source + 1, seats)], source

    def _gathered(self, tips: Tips, after: int, seats: int, *, weekly: bool) -> tuple[Arcs, Tips]:
        """The ways into one node for each limited day, or week, which leads further in place of what it gathers."""
        limited = np.array([limit is not None for limit in self._limits(weekly=weekly)], dtype=bool)[tips.owners]
        held = tips.where(limited)
        keys = week_of(held.days) if weekly else held.days
        (owners, days), at = np.unique(np.stack([held.owners, keys]), axis=1, return_inverse=True)
        rooms = -(-self._left(owners, days, weekly=weekly) // seats)
        gathered = Tips(np.arange(len(owners)) + after, owners, days, rooms)
        return ways(held.nodes, after + at, held.rooms), tips.where(~limited) + gathered

    def _limits(self, *, weekly: bool) -> list[int | None]:
        return [one.weekly_limit if weekly else one.daily_limit for one in self.interviewers]

    def _left(self, owners: Numbers, days: Numbers, *, weekly: bool = False) -> Numbers:
        """How many interviews each may still have on that day, or in that week."""
        taken, limits = self._taken(weekly=weekly), self._limits(weekly=weekly)
        rooms = (
            UNLIMITED if (limit := limits[owner]) is None else max(0, limit - taken[owner, day])
            for owner, day in zip(owners.tolist(), days.tolist(), strict=True)
        )
        return np.fromiter(rooms, dtype=np.int64, count=len(owners))

    def _taken(self, *, weekly: bool) -> Counter[tuple[int, int]]:
        """How many interviews stay where they are, by interviewer and day or week."""
        taken: Counter[tuple[int, int]] = Counter()
        for owner, one in enumerate(self.interviewers):
            days = (local_day(ZoneInfo(one.zone), starts) for starts in one.taken)
            taken.update((owner, week_of(day) if weekly else day) for day in days)
        return taken

    def _loads(self, people: int, sink: int, seats: int) -> Iterator[Arcs]:
        """As many ways as slots from every interviewer, each dearer than the one before."""
        counts = np.bincount(self.owners, minlength=len(self.interviewers))
        for owner, one in enumerate(self.interviewers):
            loads = len(one.taken) + np.arange(counts[owner], dtype=np.int64) * seats
            yield ways(np.full(len(loads), people + owner), np.full(len(loads), sink), 1, loads * LOAD_WEIGHT * seats)

    def _days(self) -> Numbers:
        """The day of each slot on its interviewer's wall."""
        days = np.empty(len(self), dtype=np.int64)
        zones = [one.zone for one in self.interviewers]
        for zone in set(zones):
            mine = np.array([its == zone for its in zones], dtype=bool)[self.owners]
            times, at = np.unique(self.starts[mine], return_inverse=True)
            days[mine] = np.array([local_day(ZoneInfo(zone), starts) for starts in times.tolist()], dtype=np.int64)[at]
        return days


def ways(tails: Numbers, heads: Numbers, rooms: int | Numbers = 1, costs: int | Numbers = 0) -> Arcs:
    filled = np.empty((2, len(heads)), dtype=np.int64)
    filled[0], filled[1] = rooms, costs
    return tails.astype(np.int64), heads.astype(np.int64), filled[0], filled[1]
